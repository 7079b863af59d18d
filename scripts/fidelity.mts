/**
 * Replays recorded traffic with the real Azure against the embedded Azure and reports the share of matching responses:
 * `npm run fidelity -- DIR [--tests vault,policy,…] [--check] [--verbose]`.
 *
 * DIR and its subfolders contain the recordings, `*.jsonl.gz`. Without `--tests` all of them are replayed. `--check` replays
 * the tests that test/fidelity.json names (by default all) and fails if the total share, or the share of an operation, is
 * below its minimum in that file; it prints the reason of each difference. The service is `azvb serve` with a temporary home.
 * What cannot be compared does not count: `fidelity/yardstick.mts`.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { gunzipSync } from "node:zlib";
import {
  type Floor,
  type Interaction,
  operationTable,
  recordingTable,
  sharesBy,
  shortfalls,
} from "./fidelity/likeness.mts";
import {
  counted,
  type KnownDifference,
  type RecordedRow,
  reasonTable,
  type Uncounted,
  uncountedIn,
} from "./fidelity/yardstick.mts";

const checkout = fileURLToPath(new URL("..", import.meta.url));
const command = join(checkout, "dist", "provider", "cli", "main.js");
const replay = join(checkout, "..", "shared", "vectors", "replay.mjs");

/** The content of test/fidelity.json. */
interface Expectations extends Floor {
  readonly uncounted: readonly Uncounted[];
  readonly differences: readonly KnownDifference[];
}

const floor = JSON.parse(readFileSync(join(checkout, "test", "fidelity.json"), "utf8")) as Expectations;

/** The recordings of the named tests in a folder; by default all of them. */
function recordings(folder: string, tests: readonly string[]): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".jsonl.gz"));
  const wanted = (name: string) =>
    tests.length === 0 || tests.some((test) => new RegExp(`^test_(backup_)?${test}\\.`).test(basename(name)));
  return files.filter(wanted).map((name) => join(folder, name));
}

/** The interactions of some recordings that do not count. */
function uncountedOf(files: readonly string[]): Uncounted[] {
  const rows = (file: string) => {
    const text = gunzipSync(readFileSync(file)).toString("utf8");
    return text.split("\n").filter((line) => line !== "");
  };
  const inFile = (file: string) =>
    uncountedIn(
      basename(file, ".jsonl.gz"),
      rows(file).map((line) => JSON.parse(line) as RecordedRow),
    );
  return [...floor.uncounted, ...files.flatMap(inFile)];
}

interface Served {
  readonly url: string;
  readonly process: ChildProcess;
}

/** Starts the service and waits for its line with the URL. */
async function serve(home: string): Promise<Served> {
  const args = [command, "serve", "--port", "0", "--pace", "polls:2", "--home", home];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of createInterface(child.stdout)) {
    const url = /^listening on (http:\/\/127\.0\.0\.1:\d+)$/.exec(line)?.[1];
    if (url !== undefined) return { url, process: child };
  }
  throw new Error("azvb serve ended before it listened.");
}

/** Runs the replay and returns the result of each interaction. */
function replayed(url: string, files: readonly string[]): Promise<Interaction[]> {
  const child = spawn(process.execPath, [replay, "--json", url, ...files], { stdio: ["ignore", "pipe", "inherit"] });
  let printed = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    printed += text;
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", () => {
      // The interactions are one array, followed by a summary.
      const end = printed.lastIndexOf("\n]");
      if (end < 0) reject(new Error("The replay returned no result."));
      else resolve(JSON.parse(printed.slice(0, end + 2)) as Interaction[]);
    });
  });
}

async function measure(files: readonly string[]): Promise<Interaction[]> {
  const home = mkdtempSync(join(tmpdir(), "azvb-fidelity-"));
  const served = await serve(home);
  try {
    return await replayed(served.url, files);
  } finally {
    served.process.kill("SIGTERM");
    rmSync(home, { recursive: true, force: true });
  }
}

function show(interactions: readonly Interaction[], differences: boolean): void {
  const [total = { matched: 0, all: 0 }] = sharesBy(interactions, () => "");
  const percent = ((100 * total.matched) / Math.max(1, total.all)).toFixed(1);
  const lines = [
    ...recordingTable(interactions, differences),
    "",
    "by operation (lowest first; all others match)",
    ...operationTable(interactions),
    `matched ${total.matched} of ${total.all} interactions (${percent} %)`,
  ];
  console.log(lines.join("\n"));
}

/** The recordings to replay, or undefined after a message about the problem. */
function chosenRecordings(folder: string | undefined, named: readonly string[]): string[] | undefined {
  if (folder === undefined) {
    console.error("usage: npm run fidelity -- DIR [--tests vault,policy,…] [--check] [--verbose]");
    return undefined;
  }
  const files = recordings(folder, named);
  if (files.length > 0) return files;
  console.error(`${folder} contains no recording${named.length > 0 ? ` of ${named.join(", ")}` : ""}.`);
  return undefined;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { tests: { type: "string" }, check: { type: "boolean" }, verbose: { type: "boolean" } },
  });
  const [folder] = positionals;
  const missing = [replay, ...positionals].find((path) => !existsSync(path));
  if (missing !== undefined) {
    console.log(`skipped: ${missing === replay ? "the replay" : missing} is missing`);
    return 0;
  }
  const checks = values.check === true;
  const files = chosenRecordings(folder, values.tests?.split(",") ?? (checks ? floor.tests : []));
  if (files === undefined) return 2;
  const all = await measure(files);
  const interactions = counted(all, uncountedOf(files));
  show(interactions, values.verbose === true);
  console.log(`${all.length - interactions.length} more cannot be compared`);
  const reasons = checks ? reasonTable(interactions, floor.differences) : [];
  for (const line of reasons) console.log(line);
  const short = checks ? shortfalls(interactions, floor, basename(resolve(folder ?? ""))) : [];
  for (const sentence of short) console.error(sentence);
  return short.length === 0 ? 0 : 1;
}

process.exitCode = await main();
