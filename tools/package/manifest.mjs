// Writes the package.json of what goes to npm: `manifest.mjs main NAME` for the package that users name, and
// `manifest.mjs platform NAME PLATFORM` for the one with its native part for a platform.
//
// The manifest in bindings-node is for work on the source: there the native part is built where the package
// lies. What is published builds nothing, and takes its native part from the package of the platform, of
// exactly its own version.

import { readFileSync } from "node:fs";

const source = JSON.parse(readFileSync("bindings-node/package.json", "utf8"));

const PLATFORMS = {
  "linux-x64-gnu": { os: ["linux"], cpu: ["x64"], libc: ["glibc"] },
  "linux-x64-musl": { os: ["linux"], cpu: ["x64"], libc: ["musl"] },
  "linux-arm64-gnu": { os: ["linux"], cpu: ["arm64"], libc: ["glibc"] },
  "linux-arm64-musl": { os: ["linux"], cpu: ["arm64"], libc: ["musl"] },
  "darwin-x64": { os: ["darwin"], cpu: ["x64"] },
  "darwin-arm64": { os: ["darwin"], cpu: ["arm64"] },
  "win32-x64-msvc": { os: ["win32"], cpu: ["x64"] },
};

/** What both kinds of package and both names share. */
const shared = {
  version: source.version,
  homepage: source.homepage,
  license: source.license,
  engines: source.engines,
};

const optionalDependencies = (name) =>
  Object.fromEntries(Object.keys(PLATFORMS).map((platform) => [`${name}-${platform}`, source.version]));

const kinds = {
  main: (name) => {
    if (name === "nextgen-sandbox") {
      return {
        name,
        description: "The NextGen payments API in test mode, on your own machine",
        ...shared,
        bin: { "nextgen-sandbox": "run.js" },
        main: "index.js",
        files: ["index.js", "run.js", "LICENSE-*"],
        optionalDependencies: optionalDependencies(name),
      };
    }
    const { scripts, devDependencies, napi, files, ...kept } = source;
    return { ...kept, files: ["lib", "LICENSE-*"], optionalDependencies: optionalDependencies(name) };
  },
  platform: (name, platform) => ({
    name: `${name}-${platform}`,
    description: `The native part of ${name} for ${platform}`,
    ...shared,
    ...PLATFORMS[platform],
    ...(name === "nextgen-node"
      ? { main: `nextgen.${platform}.node`, files: [`nextgen.${platform}.node`, "LICENSE-*"] }
      : { files: ["nextgen-sandbox", "nextgen-sandbox.exe", "LICENSE-*"], preferUnplugged: true }),
  }),
};

const [kind, name, platform] = process.argv.slice(2);
if (kind === "platform" && !PLATFORMS[platform]) throw new Error(`There is no platform ${platform}.`);
console.log(JSON.stringify(kinds[kind](name, platform), null, 2));
