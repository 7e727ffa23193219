import NextGen from "./index.js";

export { NextGen, NextGen as default };
