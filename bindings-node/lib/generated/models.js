// Written by `make surface` from the core's table of operations and models; do not edit.
"use strict";

/** The fields of objects that are never shown whole. */
module.exports = { SECRETS: ["secret"] };
