#!/usr/bin/env bash
# The npm packages as npm resolves them, from a registry of dist/ alone, so that the right native part is chosen.
. "$(dirname "$0")/common.sh"

mkfifo said
"$node" "$root/tools/package/check/registry.mjs" "$dist" >said &
registry=$!
trap 'kill "$registry"' EXIT
read -r url <said

cat >package.json <<'JSON'
{ "private": true }
JSON
clean npm install --silent --no-audit --no-fund --registry "$url" nextgen-node nextgen-sandbox
[ "$(ls -d node_modules/*/ | xargs -n1 basename | sort | tr '\n' ' ')" = \
    "nextgen-node nextgen-node-$(node_platform "$target") nextgen-sandbox nextgen-sandbox-$(node_platform "$target") " ]

cat >charge.mjs <<'JS'
import { createRequire } from "node:module";
import { Sandbox } from "nextgen-node/sandbox";
import NextGen from "nextgen-node";

if (createRequire(import.meta.url)("nextgen-node") !== NextGen) throw new Error("two packages in one");
const sandbox = await Sandbox.start();
const charge = await sandbox.client().charges.create({ amount: 2000, currency: "usd", source: "tok_visa" });
await sandbox.stop();
console.log(charge.status);
JS
works "the npm packages" "$(clean "$node" charge.mjs)"
[ "$(clean npx --no nextgen-sandbox --version)" = "nextgen-sandbox $version" ]
echo "     installed: $(du -sk node_modules/nextgen-node* | awk '{ s += $1 } END { print s }') KiB"

rm -rf "node_modules/nextgen-node-$(node_platform "$target")"
told=$(clean "$node" -e 'try { require("nextgen-node") } catch (e) { console.log(e.message) }')
[[ "$told" == *"optional dependencies"* ]] || { echo "without its native part it says: $told" >&2; exit 1; }
echo "ok   what it says without its native part"
