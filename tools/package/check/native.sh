#!/usr/bin/env bash
# What the libraries and the program ask of a system, and that they tell nothing of the machine they were built on.
. "$(dirname "$0")/common.sh"

case $target in *-linux-gnu) ;; *) exit 0 ;; esac
while read -r file; do
    name=${file#"$native/$target/"}
    newest=$(objdump -T "$file" | grep -o 'GLIBC_[0-9.]*' | sort -uV | tail -1)
    if [ "${NEXTGEN_ZIG:-yes}" = yes ] && [ "$(printf '%s\n' "GLIBC_$glibc" "$newest" | sort -V | tail -1)" != "GLIBC_$glibc" ]; then
        echo "$name needs $newest, but is to run on glibc $glibc." >&2
        exit 1
    fi
    needed=$(objdump -p "$file" | awk '/NEEDED/ { print $2 }' | grep -vxE 'lib(c|m|dl|rt|pthread)\.so\.[0-9]+|libgcc_s\.so\.1|ld-linux.*|libutil\.so\.1' || true)
    [ -z "$needed" ] || { echo "$name needs $needed." >&2; exit 1; }
    if strings -n 8 "$file" | grep -F -e "$root" -e "$HOME/" | head -3 | grep .; then
        echo "$name holds paths of the machine it was built on." >&2
        exit 1
    fi
    echo "ok   $name: $newest, $(objdump -p "$file" | awk '/NEEDED/ { printf "%s ", $2 }')"
done < <(find "$native/$target" -type f ! -name '*.a')
