/**
 * Replays recorded traffic with the real Azure against the embedded Azure and reports the share of matching responses:
 * `npm run fidelity -- DIR [--tests vault,policy,…] [--check] [--verbose]`.
 *
 * DIR and its subfolders contain the recordings, `*.jsonl.gz`. Without `--tests` all of them are replayed. `--check` replays
 * the tests that test/fidelity.json names (by default all) and fails if the total share, or the share of an operation, is
 * below its minimum in that file; it prints the reason of each difference. The service is `azvb serve` with a temporary home.
 * What cannot be compared does not count: `fidelity/yardstick.mts`.
 */
import { existsSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { gunzipSync } from "node:zlib";
import { checkoutFolder } from "./checkout.mts";
import {
  type Floor,
  type Interaction,
  operationTable,
  recordingTable,
  sharesBy,
  shortfalls,
} from "./fidelity/likeness.mts";
import { measure, recordings, replay } from "./fidelity/replay.mts";
import {
  counted,
  type KnownDifference,
  type RecordedRow,
  reasonTable,
  type Uncounted,
  uncountedIn,
} from "./fidelity/yardstick.mts";

/** The content of test/fidelity.json. */
interface Expectations extends Floor {
  readonly uncounted: readonly Uncounted[];
  readonly differences: readonly KnownDifference[];
}

const floor = JSON.parse(readFileSync(join(checkoutFolder(), "test", "fidelity.json"), "utf8")) as Expectations;

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
