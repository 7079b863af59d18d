#!/usr/bin/env node
/** The command `azvb`: loads the program only in a version of Node.js that can run it. */
import { unsupportedNode } from "../core/node-version.js";

const problem = unsupportedNode(process.versions.node);
if (problem === undefined) {
  const { main } = require("./program.js") as typeof import("./program.js");
  void main(process.argv.slice(2));
} else {
  process.stderr.write(`azvb: ${problem}\n`);
  process.exitCode = 1;
}
