#!/usr/bin/env bash
# Packs the Composer package: one archive, with the library of each platform built in lib/<platform>/.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tools/package/common.sh
need php php-cli
need composer composer
need_packages php-zip

folder=$(fresh php/nextgen-php)
cp -R bindings-php/composer.json bindings-php/ffi.php bindings-php/preload.php bindings-php/README.md bindings-php/src "$folder"
mkdir "$folder/lib"
licences "$folder"

add_platform() {
    local place
    place=$folder/lib/$(php_platform "$1")
    mkdir "$place"
    cp "$native/$1/$(library_name "$1" nextgen)" "$place"
}
each_platform add_platform

# Composer writes the time of packing into a zip's members only where they have none of their own.
find "$folder" -exec touch -d "@$SOURCE_DATE_EPOCH" {} +
COMPOSER_ALLOW_SUPERUSER=1 COMPOSER_DISABLE_NETWORK=1 composer archive --quiet --working-dir="$folder" \
    --format=zip --dir="$dist" --file="nextgen-nextgen-php-$version"
