"use strict";

/**
 * Builds the native part when the package lies in its source tree, as after `npm install ./bindings-node`.
 *
 * An installed package brings its native part along or gets it from the package of its platform; for
 * those this does nothing. It needs cargo and no npm package, since npm installs none before it runs.
 */

const { spawnSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");

const PACKAGE = path.join(__dirname, "..");
const WORKSPACE = path.join(PACKAGE, "..");

/** cargo's profile; `dev` builds faster and runs slower. */
const PROFILE = process.env.NEXTGEN_PROFILE || "release";

/** What cargo calls the library, by platform. */
const LIBRARY = { linux: "libnextgen_node.so", darwin: "libnextgen_node.dylib", win32: "nextgen_node.dll" };

function main() {
  if (!fs.existsSync(path.join(PACKAGE, "Cargo.toml")) || !fs.existsSync(path.join(WORKSPACE, "core"))) return;
  const library = LIBRARY[process.platform];
  if (!library) fail(`There is no recipe to build on ${process.platform}.`);
  console.log("Building the native part of nextgen-node by cargo; the first time takes a minute or two.");
  const built = spawnSync("cargo", ["build", "--profile", PROFILE, "--package", "nextgen-node"], {
    cwd: WORKSPACE,
    stdio: "inherit",
  });
  if (built.error) fail(`cargo cannot be run (${built.error.message}). Install Rust by https://rustup.rs and try again.`);
  if (built.status !== 0) fail("cargo could not build the native part; its messages stand above.");
  const from = path.join(targetFolder(), PROFILE === "dev" ? "debug" : PROFILE, library);
  const to = path.join(PACKAGE, `nextgen.${platform()}.node`);
  // Replaced by renaming, so that a process which has the old one loaded keeps it whole.
  fs.copyFileSync(from, `${to}.new`);
  fs.renameSync(`${to}.new`, to);
}

function targetFolder() {
  const asked = spawnSync("cargo", ["metadata", "--no-deps", "--format-version", "1"], { cwd: WORKSPACE, maxBuffer: 1 << 26 });
  return JSON.parse(asked.stdout).target_directory;
}

/** The name of this platform as `lib/native.js` looks for it. */
function platform() {
  const { platform, arch } = process;
  if (platform === "win32") return `win32-${arch}-msvc`;
  if (platform !== "linux") return `${platform}-${arch}`;
  return `linux-${arch}-${process.report.getReport().header.glibcVersionRuntime ? "gnu" : "musl"}`;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

main();
