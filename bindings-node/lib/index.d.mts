export { NextGen, NextGen as default } from "./index.js";
