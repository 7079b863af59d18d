/**
 * The soak test: several processes write to one home, and then no write may be missing; and mutated requests, which break no
 * law: `npm run test:soak [-- --seconds 60] [--writers 4] [--mutated 100000] [--seed N]`.
 *
 * Each writer opens its own embedded Azure. All increment one shared counter with If-Match, each increments its own
 * counters, and each backs up a machine in a shared vault. The run fails if an acknowledged write is lost or if a caller
 * receives a lock error. An event loop that is blocked for longer than 50 ms is only reported, together with the same
 * measurement of `control.mts`, which shows the share of the machine.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import {
  type Call,
  type Control,
  callOver,
  countOf,
  listOf,
  openEmbedded,
  own,
  prepare,
  type Report,
  SHARED,
  silentLog,
  VAULT,
} from "./load.mts";

const LONGEST_BLOCK_MS = 50;
/** A write-ahead log is truncated at about 4 MiB; more than a few times that is unbounded growth. */
const LARGEST_LOG_BYTES = 32 * 1024 * 1024;

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    writers: { type: "string", default: "4" },
    mutated: { type: "string", default: "100000" },
    seed: { type: "string" },
  },
});

async function withCall<T>(home: string, work: (call: Call) => Promise<T>): Promise<T> {
  const azure = await openEmbedded({ home, log: silentLog });
  try {
    return await work(callOver(azure.fetch));
  } finally {
    azure.close();
  }
}

/** Starts a program of this folder and returns its report. Throws if it ends without one. */
function reportOf<T>(program: string, ...args: readonly string[]): Promise<T> {
  const words = [fileURLToPath(new URL(program, import.meta.url)), ...args];
  const child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "inherit"] });
  let printed = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    printed += text;
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve(JSON.parse(printed) as T);
      else reject(new Error(`${program} ${args.join(" ")} ended with ${code}.`));
    });
  });
}

interface Check {
  readonly what: string;
  readonly found: string;
  readonly passed: boolean;
  /** Whether the run fails if this check fails. */
  readonly binding: boolean;
}

async function lostUpdates(call: Call, reports: readonly Report[]): Promise<Check[]> {
  const shared = countOf(await call("GET", SHARED));
  const acknowledged = total(reports, ({ sharedIncrements }) => sharedIncrements);
  const ownLost: string[] = [];
  for (const { writer, ownCounts } of reports) {
    for (const [index, count] of ownCounts.entries()) {
      const kept = countOf(await call("GET", own(writer, index)));
      if (kept !== count) ownLost.push(`${kept} of ${count}`);
    }
  }
  const backups = total(reports, (report) => report.backups);
  const jobs = listOf(await call("GET", `${VAULT}/backupJobs`)).filter((job) =>
    JSON.stringify(job).includes('"Backup"'),
  );
  const written = total(reports, ({ ownCounts }) => ownCounts.reduce((sum, count) => sum + count, 0));
  return [
    { what: "shared counter", found: `${shared} of ${acknowledged}`, passed: shared === acknowledged, binding: true },
    {
      what: "own counters",
      found: ownLost.length === 0 ? `${written} of ${written}` : ownLost.join(", "),
      passed: ownLost.length === 0,
      binding: true,
    },
    { what: "backup jobs", found: `${jobs.length} of ${backups}`, passed: jobs.length === backups, binding: true },
  ];
}

function manners(home: string, reports: readonly Report[], control: Control): Check[] {
  const faults = reports.flatMap((report) => Object.entries(report.faults));
  const longest = Math.max(...reports.map(({ blockedMs }) => blockedMs.most));
  const logBytes = statSync(join(home, "azure.sqlite-wal"), { throwIfNoEntry: false })?.size ?? 0;
  return [
    {
      what: "refusals that reached a caller",
      found: faults.length === 0 ? "none" : faults.map(([text, times]) => `${times} × ${text}`).join("; "),
      passed: faults.length === 0,
      binding: true,
    },
    {
      what: "write-ahead log",
      found: `${(logBytes / 1024 / 1024).toFixed(1)} MiB`,
      passed: logBytes <= LARGEST_LOG_BYTES,
      binding: true,
    },
    {
      what: `event loop held up (at most ${LONGEST_BLOCK_MS} ms)`,
      found: `${longest.toFixed(1)} ms; of the control ${control.blockedMs.most.toFixed(1)} ms`,
      passed: longest <= LONGEST_BLOCK_MS,
      binding: false,
    },
  ];
}

const total = (reports: readonly Report[], count: (report: Report) => number): number =>
  reports.reduce((sum, report) => sum + count(report), 0);

function printReports(reports: readonly Report[]): void {
  console.table(
    Object.fromEntries(
      reports.map((report) => [
        `writer ${report.writer}`,
        {
          "shared +1": report.sharedIncrements,
          "412 repeats": report.repeats,
          "own +1": total([report], ({ ownCounts }) => ownCounts.reduce((sum, count) => sum + count, 0)),
          backups: report.backups,
          reads: report.reads,
          "longest write ms": Math.round(report.longestWriteMs),
          "blocked p99 ms": Number(report.blockedMs.p99.toFixed(1)),
          "blocked most ms": Number(report.blockedMs.most.toFixed(1)),
        },
      ]),
    ),
  );
}

/** Sends mutated requests; returns whether they broke no law. */
async function mutatedRequests(): Promise<boolean> {
  const { faultsOf, SEED, watchedRun } = (await import(
    new URL("../../dist/test/mutated/watched.js", import.meta.url).href
  )) as typeof import("../../test/mutated/watched.ts");
  const report = await watchedRun(Number(values.mutated), Number(values.seed ?? SEED));
  const { requests, reached, refused, mostCpuMs, mostOperations } = report;
  const faults = faultsOf(report);
  console.log(
    `${faults.length === 0 ? "ok  " : "MISS"} mutated requests: ${requests}, of which ${reached} reached a handler and ${refused} were refused; at most ${mostCpuMs} ms of CPU and ${mostOperations.toFixed(1)} × the store operations`,
  );
  for (const fault of faults) console.log(fault);
  return faults.length === 0;
}

async function main(): Promise<number> {
  const kept = await concurrentWrites();
  return (await mutatedRequests()) && kept ? 0 : 1;
}

/** Several processes write to one home; returns whether no write is lost. */
async function concurrentWrites(): Promise<boolean> {
  const writers = Number(values.writers);
  const folder = mkdtempSync(join(tmpdir(), "azvb-soak-"));
  const home = join(folder, "home");
  try {
    await withCall(home, (call) => prepare(call, writers));
    // An open connection keeps the write-ahead log of the last writer for the check.
    const checks = await withCall(home, async (call) => {
      const control = reportOf<Control>("control.mts", folder, values.seconds);
      const reports = await Promise.all(
        Array.from({ length: writers }, (_, writer) =>
          reportOf<Report>("writer.mts", home, String(writer), values.seconds),
        ),
      );
      printReports(reports);
      return [...(await lostUpdates(call, reports)), ...manners(home, reports, await control)];
    });
    for (const { what, found, passed } of checks) console.log(`${passed ? "ok  " : "MISS"} ${what}: ${found}`);
    return checks.every(({ passed, binding }) => passed || !binding);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main();
