// A registry of the .tgz files of a folder and nothing else, on a free port of this machine: prints its URL.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";

const folder = process.argv[2];
const files = readdirSync(folder).filter((name) => name.endsWith(".tgz"));

function document(name, url) {
  const versions = {};
  for (const file of files) {
    const manifest = JSON.parse(execFileSync("tar", ["-xzOf", join(folder, file), "package/package.json"]));
    if (manifest.name !== name) continue;
    const integrity = `sha512-${createHash("sha512").update(readFileSync(join(folder, file))).digest("base64")}`;
    versions[manifest.version] = { ...manifest, dist: { tarball: `${url}/-/${file}`, integrity } };
  }
  const latest = Object.keys(versions)[0];
  return latest && { name, "dist-tags": { latest }, versions };
}

const server = createServer((request, answer) => {
  const path = decodeURIComponent(request.url.slice(1));
  const file = path.startsWith("-/") ? files.find((name) => name === path.slice(2)) : undefined;
  const found = file ? readFileSync(join(folder, file)) : document(path, address());
  answer.writeHead(found ? 200 : 404);
  answer.end(file ? found : JSON.stringify(found ?? {}));
});

const address = () => `http://127.0.0.1:${server.address().port}`;
server.listen(0, "127.0.0.1", () => console.log(address()));
