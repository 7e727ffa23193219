"""Refuses sub-interpreters, before anything native is loaded: a Rust library lives in one interpreter."""

try:
    import _interpreters  # type: ignore[import-not-found, unused-ignore]
except ImportError:
    try:
        import _xxsubinterpreters as _interpreters  # type: ignore[import-not-found, no-redef, unused-ignore]
    except ImportError:
        _interpreters = None

if _interpreters is not None and _interpreters.get_current() != _interpreters.get_main():
    raise ImportError(
        "nextgen does not run in a sub-interpreter: use threads or processes. "
        "For mod_wsgi, set WSGIApplicationGroup %{GLOBAL}."
    )
