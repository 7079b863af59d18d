/**
 * Replays recorded conversations with the real Azure against the embedded one and says how much of what it answers is what
 * Azure answered: `npm run fidelity -- DIR [--tests vault,policy,…] [--check] [--verbose]`.
 *
 * DIR and the folders in it hold the recordings, `*.jsonl.gz`; all of them are replayed, or those of the named tests. With
 * `--check` the run fails below the figure that test/fidelity.json keeps, and replays the tests that it names: none named
 * are all. The service is `azvb serve`, started in a home of its own that is gone afterwards.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const checkout = fileURLToPath(new URL("..", import.meta.url));
const command = join(checkout, "dist", "provider", "cli", "main.js");
const replay = join(checkout, "..", "shared", "vectors", "replay.mjs");

interface Floor {
  readonly tests: readonly string[];
  readonly matchedPercent: number;
}

const floor = JSON.parse(readFileSync(join(checkout, "test", "fidelity.json"), "utf8")) as Floor;

/** The recordings of a folder that belong to the named tests; all of them where none is named. */
function recordings(folder: string, tests: readonly string[]): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".jsonl.gz"));
  const wanted = (name: string) =>
    tests.length === 0 || tests.some((test) => new RegExp(`^test_(backup_)?${test}\\.`).test(basename(name)));
  return files.filter(wanted).map((name) => join(folder, name));
}

interface Served {
  readonly url: string;
  readonly process: ChildProcess;
}

/** Starts the service and waits for the line that says where it listens. */
async function serve(home: string): Promise<Served> {
  const args = [command, "serve", "--port", "0", "--pace", "polls:2", "--home", home];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of createInterface(child.stdout)) {
    const url = /^listening on (http:\/\/127\.0\.0\.1:\d+)$/.exec(line)?.[1];
    if (url !== undefined) return { url, process: child };
  }
  throw new Error("azvb serve ended before it listened.");
}

/** Runs the replay, shows what it prints, and returns that. */
function replayed(url: string, files: readonly string[], verbose: boolean): Promise<string> {
  const args = [replay, ...(verbose ? ["--verbose"] : []), url, ...files];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  let printed = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    printed += text;
    process.stdout.write(text);
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", () => resolve(printed));
  });
}

/** The share of interactions that matched, in percent. */
function matchedPercent(printed: string): number {
  const [, matched, all] = /matched (\d+) of (\d+) interactions/.exec(printed) ?? [];
  if (matched === undefined || all === undefined) throw new Error("The replay gave no result.");
  return (100 * Number(matched)) / Number(all);
}

async function measure(files: readonly string[], verbose: boolean): Promise<number> {
  const home = mkdtempSync(join(tmpdir(), "azvb-fidelity-"));
  const served = await serve(home);
  try {
    return matchedPercent(await replayed(served.url, files, verbose));
  } finally {
    served.process.kill("SIGTERM");
    rmSync(home, { recursive: true, force: true });
  }
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { tests: { type: "string" }, check: { type: "boolean" }, verbose: { type: "boolean" } },
  });
  const [folder] = positionals;
  if (folder === undefined) {
    console.error("usage: npm run fidelity -- DIR [--tests vault,policy,…] [--check] [--verbose]");
    return 2;
  }
  if (!existsSync(replay) || !existsSync(folder)) {
    console.log(`skipped: ${existsSync(folder) ? "the replay" : folder} is not here`);
    return 0;
  }
  const named = values.tests?.split(",") ?? (values.check === true ? floor.tests : []);
  const files = recordings(folder, named);
  if (files.length === 0) {
    console.error(`${folder} holds no recording${named.length > 0 ? ` of ${named.join(", ")}` : ""}.`);
    return 2;
  }
  const percent = await measure(files, values.verbose === true);
  if (values.check !== true || percent >= floor.matchedPercent) return 0;
  console.error(`${percent.toFixed(1)} % is less than the ${floor.matchedPercent} % that test/fidelity.json keeps.`);
  return 1;
}

process.exitCode = await main();
