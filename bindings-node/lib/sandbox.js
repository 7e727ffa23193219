"use strict";

/** The API in test mode for a test run: starts `nextgen-sandbox`, and ends it. */

const { spawn } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { once } = require("node:events");
const NextGen = require("./index.js");

class Sandbox {
  #child;
  #said;

  constructor(child, said) {
    this.#child = child;
    this.#said = said;
  }

  static async start({ forwardTo = [], arguments: given = [] } = {}) {
    const urls = [forwardTo].flat().flatMap((url) => ["--forward-to", url]);
    const command = program();
    // A test's own signals and the end of its process reach it as the end of its input.
    const child = spawn(command, ["--port", "0", "--json", "--until-eof", ...urls, ...given], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const said = await firstLine(child, command);
    // A run that forgets to stop it can end all the same.
    for (const part of [child, child.stdin, child.stdout]) part.unref();
    return new Sandbox(child, JSON.parse(said));
  }

  get baseUrl() {
    return this.#said.base_url;
  }

  get apiKey() {
    return this.#said.api_key;
  }

  get caBundle() {
    return this.#said.ca_bundle;
  }

  get webhookSecret() {
    return this.#said.webhook_secret;
  }

  get env() {
    return {
      NEXTGEN_API_KEY: this.apiKey,
      NEXTGEN_BASE_URL: this.baseUrl,
      NEXTGEN_CA_BUNDLE: this.caBundle,
      NEXTGEN_WEBHOOK_SECRET: this.webhookSecret,
    };
  }

  client(options = {}) {
    return new NextGen(this.apiKey, { baseUrl: this.baseUrl, caBundle: this.caBundle, ...options });
  }

  async stop() {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.ref();
    const ended = once(this.#child, "exit");
    this.#child.stdin.end();
    await ended;
  }
}

if (Symbol.asyncDispose) Sandbox.prototype[Symbol.asyncDispose] = Sandbox.prototype.stop;

/** Waits for the line that comes once it listens; its output ends without one where it could not start. */
async function firstLine(child, command) {
  const failed = (why) => new NextGen.ConfigurationError({ message: `${command} ${why}.` });
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (piece) => {
      text += piece;
      if (text.includes("\n")) resolve(text.slice(0, text.indexOf("\n")));
    });
    child.on("error", (fault) => reject(failed(`cannot be started: ${fault.message}`)));
    child.on("close", (status, signal) => reject(failed(`ended with status ${status ?? signal}`)));
  });
}

/** Finds the program: the one named, that of the package nextgen-sandbox, or one on PATH. */
function program() {
  if (process.env.NEXTGEN_SANDBOX) return process.env.NEXTGEN_SANDBOX;
  try {
    return require(require.resolve("nextgen-sandbox", { paths: [process.cwd(), __dirname] })).program;
  } catch (fault) {
    if (fault.code !== "MODULE_NOT_FOUND") throw fault;
  }
  const name = process.platform === "win32" ? "nextgen-sandbox.exe" : "nextgen-sandbox";
  const places = (process.env.PATH ?? "").split(path.delimiter).filter(Boolean);
  const found = places.map((place) => path.join(place, name)).find((file) => fs.existsSync(file));
  if (found) return found;
  throw new NextGen.ConfigurationError({
    message:
      "There is no program nextgen-sandbox. Install it by `npm install --save-dev nextgen-sandbox` or " +
      "`cargo install nextgen-sandbox`, or name it by the environment variable NEXTGEN_SANDBOX.",
  });
}

module.exports = { Sandbox };
