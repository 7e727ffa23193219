#!/usr/bin/env bash
# Ends the packing: adds the bills of materials, writes the checksums, and holds the sizes to their limits.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tools/package/common.sh

# What loads into a user's process stays small: at most this many bytes, compressed.
limit=$((3 * 1000 * 1000))

rm -rf "$dist/sbom"
python3 tools/sbom.py "$dist/sbom"
tarball "$dist/nextgen-$version-sbom.tar.gz" "$dist/sbom"
rm -rf "$dist/sbom"

cd "$dist"
rm -f SHA256SUMS
sha256sum -- * >SHA256SUMS
too_large=0
for file in *; do
    size=$(stat -c %s "$file")
    note=
    case $file in
        nextgen_python-*.whl | nextgen-node-*.tgz | nextgen-ruby-*.gem)
            [ "$size" -le "$limit" ] || { note="  larger than $limit" too_large=1; }
            ;;
    esac
    printf '%10d  %s%s\n' "$size" "$file" "$note"
done
for library in "$native"/*/*nextgen.{so,dylib,dll}; do
    [ -f "$library" ] || continue
    size=$(gzip -9c "$library" | wc -c)
    printf '%10d  %s, compressed\n' "$size" "${library#"$native"/}"
    [ "$size" -le "$limit" ] || too_large=1
done
exit "$too_large"
