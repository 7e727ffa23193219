"use strict";

/** Node programs in processes of their own, and what can be seen of this one. */

const { spawn } = require("node:child_process");
const fs = require("node:fs");
const { setTimeout: pause } = require("node:timers/promises");
const vm = require("node:vm");
const v8 = require("node:v8");
const { PACKAGE, environment } = require("./sandbox.js");

/** How long anything may take before it counts as hung; far more than it needs, as machines are busy. */
const PATIENCE = 60_000;

/** Runs a program of the sandbox's environment and returns how it ended. `when` is told of each piece of its output. */
async function run(code, { args = [], env = {}, when } = {}) {
  const child = spawn(process.execPath, [...args, "-e", code], { cwd: PACKAGE, env: { ...(await environment()), ...env } });
  const watch = setTimeout(() => child.kill("SIGKILL"), PATIENCE);
  const out = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"]) {
    child[name].setEncoding("utf8").on("data", (text) => {
      out[name] += text;
      when?.(out[name], child);
    });
  }
  const [status, signal] = await new Promise((resolve) => child.on("close", (...ended) => resolve(ended)));
  clearTimeout(watch);
  return { status, signal, ...out };
}

/** Waits until `holds` returns something true, and returns that; fails with `what` if it never does. */
async function until(holds, what) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const found = holds();
    if (found) return found;
    if (Date.now() > end) throw new Error(`Waited in vain until ${what}.`);
    await pause(5);
  }
}

/** Counts the threads of this process that make calls. */
function callThreads() {
  const name = (id) => {
    try {
      return fs.readFileSync(`/proc/self/task/${id}/comm`, "utf8").trim();
    } catch {
      return undefined; // It has ended meanwhile.
    }
  };
  return fs.readdirSync("/proc/self/task").filter((id) => name(id) === "nextgen-call").length;
}

v8.setFlagsFromString("--expose-gc");
const collect = vm.runInNewContext("gc");

/** Collects garbage until nothing more comes of it: finalizers run in turns of the event loop. */
async function collectAll() {
  for (let turn = 0; turn < 4; turn += 1) {
    collect();
    await new Promise(setImmediate);
  }
}

module.exports = { PATIENCE, run, until, callThreads, collectAll };
