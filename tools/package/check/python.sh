#!/usr/bin/env bash
# The wheels of nextgen-python and nextgen-sandbox in an environment of their own; then the sdist, with Rust.
. "$(dirname "$0")/common.sh"

cp "$root/tools/package/check/charge.py" .

# NEXTGEN_PYTHONS names further interpreters, as one wheel serves them all.
for python in ${NEXTGEN_PYTHONS:-} "$python"; do
    rm -rf wheels
    clean "$python" -m venv wheels
    clean wheels/bin/pip install -q --disable-pip-version-check --no-index --find-links "$dist" --only-binary :all: \
        nextgen-python nextgen-sandbox
    works "the wheels, in $(clean "$python" --version)" "$(clean wheels/bin/python charge.py)"
done
echo "     installed: $(du -sk wheels/lib/python*/site-packages/nextgen | cut -f1) KiB"

# By the maturin of the packaging, so that nothing is fetched; the sandbox is that of the wheel.
cd "$root" && tools_of_packaging && cd "$folder"
"$venv/bin/pip" wheel -q --disable-pip-version-check --no-deps --no-build-isolation --no-index \
    --wheel-dir built "$dist/nextgen_python-$version.tar.gz"
clean wheels/bin/pip install -q --disable-pip-version-check --no-index --force-reinstall built/*.whl
works "the sdist" "$(clean wheels/bin/python charge.py)"
