"use strict";

const { NextGen } = require("./client.js");

// One value, however it is asked for: require(…), require(…).NextGen, and import by TypeScript's rules.
module.exports = NextGen;
NextGen.NextGen = NextGen;
NextGen.default = NextGen;
Object.defineProperty(NextGen, "__esModule", { value: true });
