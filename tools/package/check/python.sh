#!/usr/bin/env bash
# The wheels of nextgen-python and nextgen-sandbox in an environment of their own; then the sdist, with Rust.
. "$(dirname "$0")/common.sh"

cp "$root/tools/package/check/charge.py" .

clean "$python" -m venv wheels
clean wheels/bin/pip install -q --disable-pip-version-check --no-index --find-links "$dist" --only-binary :all: nextgen-python nextgen-sandbox
works "the wheels" "$(clean wheels/bin/python charge.py)"
echo "     installed: $(du -sk wheels/lib/python*/site-packages/nextgen | cut -f1) KiB"

# Into the same environment as maturin, so that nothing is fetched; the sandbox is that of the wheel.
"$venv/bin/pip" wheel -q --disable-pip-version-check --no-deps --no-build-isolation --no-index -w built "$dist/nextgen_python-$version.tar.gz"
clean wheels/bin/pip install -q --disable-pip-version-check --no-index --force-reinstall built/*.whl
works "the sdist" "$(clean wheels/bin/python charge.py)"
