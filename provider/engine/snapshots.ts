/** Snapshots of managed disks. Source: Microsoft.Compute/snapshots, api-version 2023-10-02. */
import type { ArmClient, Polled } from "../arm/client.js";
import { currentDeadline } from "../core/call.js";
import type { Clock } from "../core/clock.js";
import { BackupError } from "../core/errors.js";
import { at, type JsonObject, objectAt, textAt } from "../core/json.js";
import { growingPauses, retryUntil } from "../core/retry.js";
import { completionPercentOf } from "../rules/disks/terms.js";
import { DAY_MS } from "../time/durations.js";
import { DISK_API, INSTANT_ACCESS_API } from "./api-versions.js";
import type { Snapshots } from "./engine.js";
import { collect } from "./lists.js";
import { readThroughOutages } from "./reads.js";
import { deleteOnce, type Turns } from "./turns.js";

const PAUSES = growingPauses({ firstMs: 1000, longestMs: 30_000 });
const LONGEST_WAIT_MS = DAY_MS;

export const createSnapshots = (arm: ArmClient, turns: Turns, clock: Clock): Snapshots => {
  const write = (method: "PUT" | "PATCH", id: string, body: JsonObject) =>
    turns.at(id, async () => (await arm.write({ method, path: id, apiVersion: versionFor(body), body })).resource);
  return {
    find: (id) => arm.find(id, DISK_API),
    list: (scopeId) => collect(arm.list(`${scopeId}/providers/Microsoft.Compute/snapshots`, DISK_API)),
    findSource: (id) => arm.find(id, DISK_API),
    put: (id, body) => write("PUT", id, body),
    patch: (id, body) => write("PATCH", id, body),
    delete: (id) => turns.at(id, () => deleteOnce(arm, id, DISK_API)),
    copied: (id) => copied(arm, clock, id),
  };
};

const versionFor = (body: JsonObject): string =>
  at(body, "properties", "creationData", "instantAccessDurationMinutes") === undefined ? DISK_API : INSTANT_ACCESS_API;

async function copied(arm: ArmClient, clock: Clock, id: string): Promise<JsonObject> {
  const deadline = currentDeadline();
  const read = async () => {
    const polled = await readThroughOutages(arm, clock, id, DISK_API);
    if (at(polled.body, "properties", "copyCompletionError") !== undefined) throw copyError(id, polled.body);
    const percent = percentOf(polled);
    deadline?.follow(percent < 100 ? `the copy to ${id} (${percent} percent complete)` : undefined);
    return polled;
  };
  const { body } = await retryUntil(read, {
    clock,
    until: (polled) => percentOf(polled) >= 100,
    pauseMs: (attempts, last) => ("value" in last ? last.value.retryAfterMs : undefined) ?? PAUSES(attempts),
    limitMs: LONGEST_WAIT_MS,
    signal: deadline?.signal,
    timedOut: (polled) => stillCopying(id, percentOf(polled)),
  });
  return body;
}

const percentOf = ({ body }: Polled): number => completionPercentOf(objectAt(body, "properties"));

/** Source: CopyCompletionError of Microsoft.Compute. */
function copyError(id: string, snapshot: JsonObject): BackupError {
  const code = textAt(snapshot, "properties", "copyCompletionError", "errorCode");
  const message = textAt(snapshot, "properties", "copyCompletionError", "errorMessage") ?? "Azure gave no reason.";
  const source = textAt(snapshot, "properties", "creationData", "sourceResourceId") ?? "its source";
  return new BackupError(
    "JobFailed",
    `The copy of ${source} to ${id} failed: ${message} Azure does not retry it. Fix the cause, then replace the snapshot to copy it again (change its triggers, or delete it).`,
    code === undefined ? {} : { azureCode: code },
  );
}

const stillCopying = (id: string, percent: number): BackupError =>
  new BackupError(
    "TimedOut",
    `The copy to ${id} is at ${percent} percent after 24 hours. It continues in Azure; run again to wait for it.`,
  );
