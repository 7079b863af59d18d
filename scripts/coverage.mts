/**
 * Test coverage by module: `npm run coverage [-- FOLDER…]`. Prints one line per file and per module. Fails if the tests fail
 * or if the coverage of a module is below the minimum.
 */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkoutFolder } from "./checkout.mts";
import { handOver } from "./processes.mts";

const LEAST_LINES_PERCENT = 90;
const MODULES = ["arm", "engine", "kinds", "rules", "service"];
const SOURCES = MODULES.map((module) => `provider/${module}/**`);
const FOLDERS = ["unit", "rules", "service", "template", "functions", "properties", "contract", "cli"];

/** The report of c8 for each file. */
type Summary = Readonly<Record<string, { readonly lines: { readonly total: number; readonly covered: number } }>>;

const checkout = checkoutFolder();

/** A file that declares only types has no code to run. */
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
  ...["--clean", "--all", "--src", "dist/provider", "--temp-directory", "coverage/v8"],
  ...["--reporter", "text", "--reporter", "json-summary", "--reports-dir", "coverage"],
  ...SOURCES.flatMap((source) => ["--include", `dist/${source}`, "--include", source]),
  ...["--exclude", "**/*.d.ts", "--exclude", "**/*.compiled.cjs"],
  ...typesAlone.flatMap((file) => ["--exclude", file, "--exclude", sourceOf(file)]),
  ...[process.execPath, "scripts/test.mts", ...folders],
];
const testsEnded = await handOver(
  { path: process.execPath, args, folder: checkout, environment: process.env },
  "shared",
);
const isCovered = MODULES.map(reportModule).every(Boolean);
process.exitCode = testsEnded === 0 && !isCovered ? 1 : testsEnded;

function sourceOf(compiled: string): string {
  return compiled.replace(/^dist\//, "").replace(/\.js$/, ".ts");
}

/** Prints the coverage of a module; returns whether it is sufficient. */
function reportModule(module: string): boolean {
  const files = JSON.parse(readFileSync(join(checkout, "coverage", "coverage-summary.json"), "utf8")) as Summary;
  const lines = Object.entries(files).flatMap(([file, counts]) =>
    file.includes(`/provider/${module}/`) ? [counts.lines] : [],
  );
  const [total, covered] = [sumOf(lines.map((file) => file.total)), sumOf(lines.map((file) => file.covered))];
  const percent = total === 0 ? 0 : (covered / total) * 100;
  const isEnough = percent >= LEAST_LINES_PERCENT;
  console.log(
    `${module}: ${percent.toFixed(1)} % of ${total} lines${isEnough ? "" : `, expected at least ${LEAST_LINES_PERCENT} %`}`,
  );
  return isEnough;
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
