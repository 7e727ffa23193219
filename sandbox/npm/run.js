#!/usr/bin/env node
/** Runs the program in this one's place: its input, output, signals and end are those of the program. */

const { spawn } = require("node:child_process");
const { program } = require("./index.js");

const child = spawn(program, process.argv.slice(2), { stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("error", (fault) => {
  console.error(`${program} cannot be run: ${fault.message}`);
  process.exit(1);
});
child.on("exit", (status, signal) => process.exit(status ?? (signal ? 1 : 0)));
