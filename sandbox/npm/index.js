/** Says where the program is: `require("nextgen-sandbox").program`. */

/** The names of the builds that may run here; the package of one of them is installed. */
function builds() {
  const { platform, arch } = process;
  if (platform === "linux") return [`linux-${arch}-gnu`, `linux-${arch}-musl`];
  if (platform === "win32") return [`win32-${arch}-msvc`];
  return [`${platform}-${arch}`];
}

const file = process.platform === "win32" ? "nextgen-sandbox.exe" : "nextgen-sandbox";

function find() {
  for (const build of builds()) {
    try {
      return require.resolve(`nextgen-sandbox-${build}/${file}`);
    } catch (fault) {
      if (fault.code !== "MODULE_NOT_FOUND") throw fault;
    }
  }
  throw new Error(
    `nextgen-sandbox has no program for ${process.platform} ${process.arch} (looked for ${builds().join(", ")}). ` +
      "Install the package again without leaving out optional dependencies (no --omit=optional), on the platform that " +
      "it runs on; or build it: cargo install nextgen-sandbox.",
  );
}

exports.program = find();
