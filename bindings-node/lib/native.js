"use strict";

/** Finds and loads the native part: a local build first, then the package of this platform. */

const path = require("node:path");
const fs = require("node:fs");

const { version: VERSION } = require("../package.json");

const PACKAGE_FOLDER = path.join(__dirname, "..");

/** The names of the builds that may run here; on Linux only loading tells glibc from musl. */
function builds() {
  const { platform, arch } = process;
  if (platform === "linux") return [`linux-${arch}-gnu`, `linux-${arch}-musl`];
  if (platform === "win32") return [`win32-${arch}-msvc`];
  return [`${platform}-${arch}`];
}

/** Where a build may lie: beside the package's own files, or in the package made for its platform. */
function places(build) {
  const local = path.join(PACKAGE_FOLDER, `nextgen.${build}.node`);
  const own = fs.existsSync(local) ? [local] : [];
  return [...own, `nextgen-node-${build}`];
}

function load() {
  const faults = [];
  for (const place of builds().flatMap(places)) {
    try {
      const found = require(place);
      if (found.version?.() === VERSION) return found;
      faults.push(`${place} is of another version than ${VERSION}`);
    } catch (fault) {
      // A package that is not installed is the normal case; anything else is worth telling.
      if (fault.code !== "MODULE_NOT_FOUND") faults.push(`${place}: ${fault.message}`);
    }
  }
  const tried = faults.length > 0 ? ` What is there cannot be used: ${faults.join("; ")}.` : "";
  throw new Error(
    `nextgen-node has no native part for ${process.platform} ${process.arch} (looked for ${builds().join(", ")}).${tried} ` +
      "Install the package again without leaving out optional dependencies (no --omit=optional or --no-optional), " +
      "on the platform that it runs on; or, with a Rust toolchain, build it: npm run build in the folder of nextgen-node. " +
      "A bundler must leave nextgen-node external. For webhooks alone, nextgen-node/webhooks needs no native part.",
  );
}

module.exports = load();
