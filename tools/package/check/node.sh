#!/usr/bin/env bash
# The npm packages as npm resolves them, from a registry of dist/ alone, so that the right native part is chosen.
. "$(dirname "$0")/common.sh"

here=$(dirname "$node")

mkfifo said
"$node" "$root/tools/package/check/registry.mjs" "$dist" >said &
registry=$!
trap 'kill "$registry"' EXIT
read -r url <said

cat >package.json <<'JSON'
{ "private": true }
JSON
clean npm install --silent --no-audit --no-fund --registry "$url" nextgen-node nextgen-sandbox
name=$(node_platform "$target")
installed=$(ls node_modules | tr '\n' ' ')
[ "$installed" = "nextgen-node nextgen-node-$name nextgen-sandbox nextgen-sandbox-$name " ] || { echo "npm chose $installed" >&2; exit 1; }

cp "$root/tools/package/check/charge.mjs" .
works "the npm packages" "$(clean "$node" charge.mjs)"
[ "$(clean npx --no -- nextgen-sandbox --version)" = "nextgen-sandbox $version" ] || { echo "npx nextgen-sandbox does not run." >&2; exit 1; }
echo "     installed: $(du -sk node_modules/nextgen-node* | awk '{ s += $1 } END { print s }') KiB"

rm -rf "node_modules/nextgen-node-$name"
told=$(clean "$node" -e 'try { require("nextgen-node") } catch (e) { console.log(e.message) }')
[[ "$told" == *"optional dependencies"* ]] || { echo "without its native part it says: $told" >&2; exit 1; }
echo "ok   what it says without its native part"
