// One writer of a soak: `node writer.mts HOME WRITER SECONDS`. Prints its report as one line of JSON.
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";
import {
  type Answer,
  callOver,
  counter,
  countOf,
  item,
  OWN_COUNTERS,
  openEmbedded,
  own,
  type Report,
  SHARED,
  silentLog,
  VAULT,
} from "./load.mts";

const [home = "", writerText, secondsText] = process.argv.slice(2);
const writer = Number(writerText);
const BETWEEN_BACKUPS_MS = 1000;

const azure = await openEmbedded({ home, log: silentLog });
const call = callOver(azure.fetch);
const until = performance.now() + Number(secondsText) * 1000;
const more = (): boolean => performance.now() < until;

const tally = { sharedIncrements: 0, repeats: 0, backups: 0, reads: 0, longestWriteMs: 0 };
const faults: Record<string, number> = {};
const ownCounts: number[] = Array.from({ length: OWN_COUNTERS }, () => 0);

/** Whether the response has an expected status. */
function expected(answer: Answer, ...statuses: readonly number[]): boolean {
  if (statuses.includes(answer.status)) return true;
  const response = `${answer.status} ${JSON.stringify(answer.body["error"] ?? answer.body)}`;
  faults[response] = (faults[response] ?? 0) + 1;
  return false;
}

async function timed(write: Promise<Answer>): Promise<Answer> {
  const since = performance.now();
  const answer = await write;
  tally.longestWriteMs = Math.max(tally.longestWriteMs, performance.now() - since);
  return answer;
}

async function incrementShared(): Promise<void> {
  while (more()) {
    const read = await call("GET", SHARED);
    if (!expected(read, 200)) continue;
    const written = await timed(call("PUT", SHARED, counter(countOf(read) + 1), { "if-match": read.etag }));
    if (!expected(written, 200, 412)) continue;
    if (written.status === 200) tally.sharedIncrements++;
    else tally.repeats++;
  }
}

async function incrementOwn(index: number): Promise<void> {
  while (more()) {
    const count = (ownCounts[index] ?? 0) + 1;
    if (expected(await timed(call("PUT", own(writer, index), counter(count))), 200)) ownCounts[index] = count;
  }
}

async function backUp(): Promise<void> {
  const properties = { objectType: "IaasVMBackupRequest", recoveryPointExpiryTimeInUTC: "2099-01-01T00:00:00.000Z" };
  while (more()) {
    if (expected(await timed(call("POST", `${item(writer)}/backup`, { properties })), 202)) tally.backups++;
    await setTimeout(BETWEEN_BACKUPS_MS);
  }
}

async function read(): Promise<void> {
  while (more()) {
    if (expected(await call("GET", VAULT), 200)) tally.reads++;
    await setTimeout(1);
  }
}

const delay = monitorEventLoopDelay({ resolution: 1 });
// The modules of the first calls are loaded before the measurement.
await call("GET", VAULT);
delay.enable();
await Promise.all([incrementShared(), ...ownCounts.map((_, index) => incrementOwn(index)), backUp(), read()]);
delay.disable();
azure.close();

const report: Report = {
  writer,
  ...tally,
  ownCounts,
  faults,
  blockedMs: { p99: delay.percentile(99) / 1e6, most: delay.max / 1e6 },
};
process.stdout.write(`${JSON.stringify(report)}\n`);
