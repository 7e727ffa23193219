"use strict";

/** The package as it is installed, bundled, typed, and missing its native part. */

const assert = require("node:assert/strict");
const { execFile } = require("node:child_process");
const { webcrypto } = require("node:crypto");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { after, test } = require("node:test");
const { promisify } = require("node:util");
const vm = require("node:vm");
const esbuild = require("esbuild");
const { PACKAGE, environment } = require("./support/sandbox.js");

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "nextgen-package-"));
after(() => fs.rmSync(scratch, { recursive: true }));

const program = promisify(execFile);

/** Makes an empty folder. */
function folder(name) {
  const made = path.join(scratch, name);
  fs.mkdirSync(made, { recursive: true });
  return made;
}

/** Runs Node in a folder and returns what it prints. */
async function node(cwd, ...args) {
  return (await program(process.execPath, args, { cwd, env: await environment() })).stdout;
}

test("the types take what users write, and refuse each marked mistake", async () => {
  const tsc = path.join(path.dirname(require.resolve("typescript/package.json")), "bin/tsc");
  const { stdout } = await program(process.execPath, [tsc, "-p", "tests/types"], { cwd: PACKAGE }).catch((error) => error);
  assert.equal(stdout, "");
  const marked = fs.readFileSync(path.join(PACKAGE, "tests/types/bad.ts"), "utf8").match(/@ts-expect-error/g);
  assert.ok(marked.length > 25);
});

test("npm installs it from its folder, without any other package", async () => {
  const app = folder("installed");
  fs.writeFileSync(path.join(app, "package.json"), '{"name":"app","private":true}');
  const env = { ...(await environment()), NEXTGEN_PROFILE: "dev" };
  await program("npm", ["install", "--offline", "--no-audit", "--no-fund", PACKAGE], { cwd: app, env });
  assert.deepEqual(
    fs.readdirSync(path.join(app, "node_modules")).filter((name) => !name.startsWith(".")),
    ["nextgen-node"],
  );
  fs.writeFileSync(
    path.join(app, "use.mjs"),
    'import NextGen from "nextgen-node"; console.log((await new NextGen().charges.list()).object);',
  );
  fs.writeFileSync(
    path.join(app, "use.cjs"),
    'const { NextGen } = require("nextgen-node"); new NextGen().charges.list().then((page) => console.log(page.object));',
  );
  assert.equal(await node(app, "use.mjs"), "list\n");
  assert.equal(await node(app, "use.cjs"), "list\n");
});

test("what is packed is the package and nothing else", async () => {
  const copy = folder("copy");
  const kept = (file) => !/node_modules|\.node$/.test(path.relative(PACKAGE, file));
  fs.cpSync(PACKAGE, copy, { recursive: true, filter: kept });
  fs.writeFileSync(path.join(copy, "nextgen.here.node"), "");
  const { stdout } = await program("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], { cwd: copy });
  const files = JSON.parse(stdout)[0].files.map((file) => file.path);
  for (const wanted of [
    "package.json",
    "README.md",
    "scripts/install.js",
    "nextgen.here.node",
    "lib/index.js",
    "lib/index.mjs",
    "lib/index.d.ts",
  ]) {
    assert.ok(files.includes(wanted), wanted);
  }
  const odd = files.filter(
    (file) => !/^(lib\/|scripts\/install\.js$|package\.json$|README\.md$|LICENSE|[^/]+\.node$)/.test(file),
  );
  assert.deepEqual(odd, []);
  assert.equal(require("nextgen-node/package.json").dependencies, undefined);
});

test("every entry of the package is there, with its types", () => {
  const walk = (entry) => (typeof entry === "string" ? [entry] : Object.values(entry).flatMap(walk));
  for (const file of walk(require("nextgen-node/package.json").exports)) assert.ok(fs.existsSync(path.join(PACKAGE, file)), file);
});

test("without a native part the error says what to do, and webhooks work", async () => {
  const bare = folder("bare/node_modules/nextgen-node");
  fs.cpSync(path.join(PACKAGE, "lib"), path.join(bare, "lib"), { recursive: true });
  fs.copyFileSync(path.join(PACKAGE, "package.json"), path.join(bare, "package.json"));
  const app = folder("bare");
  const load = 'try { require("nextgen-node") } catch (error) { console.log(error.message) }';
  const message = await node(app, "-e", load);
  for (const text of [
    `no native part for ${process.platform} ${process.arch}`,
    "--omit=optional",
    "npm run build",
    "external",
    "nextgen-node/webhooks",
  ]) {
    assert.ok(message.includes(text), message);
  }
  const name = fs.readdirSync(PACKAGE).find((file) => file.endsWith(".node"));
  fs.writeFileSync(path.join(bare, name), "no library");
  assert.match(await node(app, "-e", load), new RegExp(`What is there cannot be used: .*${name}`));
  const sign =
    'const w = require("nextgen-node/webhooks"); w.verifyHeader("{}", w.generateTestHeader("{}", "whsec_x"), "whsec_x"); console.log("verified")';
  assert.equal(await node(app, "-e", sign), "verified\n");
});

test("esbuild bundles an application that leaves the package external", async () => {
  const app = folder("bundled");
  const file = path.join(app, "app.js");
  fs.writeFileSync(
    file,
    'import NextGen from "nextgen-node"; new NextGen().charges.list().then((page) => console.log(page.object));',
  );
  const options = {
    entryPoints: [file],
    bundle: true,
    platform: "node",
    absWorkingDir: PACKAGE,
    logLevel: "silent",
    nodePaths: [path.join(scratch, "links")],
  };
  fs.symlinkSync(PACKAGE, path.join(folder("links"), "nextgen-node"));
  fs.symlinkSync(PACKAGE, path.join(folder("bundled/node_modules"), "nextgen-node"));
  await esbuild.build({ ...options, external: ["nextgen-node"], outfile: path.join(app, "external.js") });
  assert.equal(await node(app, "external.js"), "list\n");
  await esbuild.build({ ...options, outfile: path.join(app, "swallowed.js") });
  const failed = await node(app, "swallowed.js").catch((error) => error.stderr);
  assert.match(failed, /A bundler must leave nextgen-node external/);
});

test("nextgen-node/webhooks and nextgen-node/web run on the web's own interfaces alone", async () => {
  const app = folder("edge");
  fs.symlinkSync(PACKAGE, path.join(folder("edge/node_modules"), "nextgen-node"));
  const file = path.join(app, "worker.js");
  fs.writeFileSync(
    file,
    `import { constructEvent, constructEventAsync, generateTestHeaderAsync } from "nextgen-node/webhooks";
     import { nextgenWebhook } from "nextgen-node/web";
     const body = '{"id":"evt_1","object":"event","type":"x","data":{"object":{}}}';
     globalThis.result = (async () => {
       const header = await generateTestHeaderAsync(body, "whsec_x");
       const event = await constructEventAsync(body, header, "whsec_x");
       const receive = nextgenWebhook("whsec_x", (event) => new Response(event.id));
       const answer = await receive(new Request("https://example.com", { method: "POST", body, headers: { "nextgen-signature": header } }));
       let refused;
       try { constructEvent(body, header, "whsec_x"); } catch (error) { refused = error.message; }
       return [event.id, await answer.text(), refused];
     })();`,
  );
  const { outputFiles } = await esbuild.build({
    entryPoints: [file],
    bundle: true,
    platform: "browser",
    conditions: ["worker"],
    write: false,
    logLevel: "silent",
  });
  const { crypto = webcrypto, TextEncoder, TextDecoder, Request, Response } = globalThis;
  const context = vm.createContext({ crypto, TextEncoder, TextDecoder, Request, Response });
  // No module of Node can be had in here.
  vm.runInContext(outputFiles[0].text, context);
  const [id, answer, refused] = await context.result;
  assert.deepEqual([id, answer], ["evt_1", "evt_1"]);
  assert.match(refused, /use constructEventAsync/);
});
