/**
 * How much of the embedded Azure and of its rules the tests run: `npm run coverage [-- FOLDER…]`. Prints a line a file
 * and fails where the tests fail, or where fewer lines than the floor are run in all.
 */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkoutFolder } from "./checkout.mts";
import { handOver } from "./processes.mts";

const LEAST_LINES_PERCENT = 90;
const SOURCES = ["provider/service/**", "provider/rules/**"];
const FOLDERS = ["unit", "rules", "service", "properties", "machine", "cli"];

const checkout = checkoutFolder();

/** A file that declares types alone leaves nothing to run. */
function isTypesAlone(file: string): boolean {
  const lines = readFileSync(join(checkout, file), "utf8").split("\n");
  const rest = lines.filter(
    (line) => !/^(\/[/*]|\s*\*|"use strict";|Object\.defineProperty\(exports, "__esModule")/.test(line),
  );
  return rest.every((line) => line.trim() === "");
}

const typesAlone = globSync(
  SOURCES.map((source) => `dist/${source}/*.js`),
  { cwd: checkout },
).filter(isTypesAlone);

const asked = process.argv.slice(2);
const folders = asked.length === 0 ? FOLDERS : asked;
const args = [
  join(checkout, "node_modules", "c8", "bin", "c8.js"),
  ...["--clean", "--all", "--src", "dist/provider", "--reporter", "text", "--temp-directory", "coverage/v8"],
  ...SOURCES.flatMap((source) => ["--include", `dist/${source}`, "--include", source]),
  ...["--exclude", "**/*.d.ts"],
  ...typesAlone.flatMap((file) => ["--exclude", file, "--exclude", sourceOf(file)]),
  ...["--check-coverage", "--lines", String(LEAST_LINES_PERCENT)],
  ...[process.execPath, "scripts/test.mts", ...folders],
];
process.exitCode = await handOver(
  { path: process.execPath, args, folder: checkout, environment: process.env },
  "shared",
);

function sourceOf(compiled: string): string {
  return compiled.replace(/^dist\//, "").replace(/\.js$/, ".ts");
}
