/** Snapshots of managed disks. Source: Microsoft.Compute/snapshots, api-version 2023-10-02. */
import type { ArmClient } from "../arm/client.js";
import { currentDeadline } from "../core/call.js";
import { BackupError } from "../core/errors.js";
import { at, type JsonObject, objectAt, textAt } from "../core/json.js";
import { completionPercentOf } from "../rules/disks/terms.js";
import type { Clock } from "../time/clock.js";
import { DISK_API } from "./api-versions.js";
import type { Snapshots } from "./engine.js";
import { collect } from "./lists.js";
import { readThroughOutages } from "./reads.js";
import { deleteOnce, type Turns } from "./turns.js";

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;
const LONGEST_WAIT_MS = 24 * 3_600_000;

export const createSnapshots = (arm: ArmClient, turns: Turns, clock: Clock): Snapshots => {
  const write = (method: "PUT" | "PATCH", id: string, body: JsonObject) =>
    turns.at(id, async () => (await arm.write({ method, path: id, apiVersion: DISK_API, body })).resource);
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

async function copied(arm: ArmClient, clock: Clock, id: string): Promise<JsonObject> {
  const deadline = clock.now().getTime() + LONGEST_WAIT_MS;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2)) {
    const { body, retryAfterMs } = await readThroughOutages(arm, clock, id, DISK_API);
    if (at(body, "properties", "copyCompletionError") !== undefined) throw copyError(id, body);
    const percent = completionPercentOf(objectAt(body, "properties"));
    currentDeadline()?.follow(percent < 100 ? `the copy to ${id}, ${percent} percent of which is done` : undefined);
    if (percent >= 100) return body;
    if (clock.now().getTime() > deadline) throw stillCopying(id, percent);
    await clock.sleep(retryAfterMs ?? pauseMs);
  }
}

/** Source: CopyCompletionError of Microsoft.Compute. */
function copyError(id: string, snapshot: JsonObject): BackupError {
  const code = textAt(snapshot, "properties", "copyCompletionError", "errorCode");
  const message = textAt(snapshot, "properties", "copyCompletionError", "errorMessage") ?? "Azure gave no reason.";
  const source = textAt(snapshot, "properties", "creationData", "sourceResourceId") ?? "its source";
  return new BackupError(
    "JobFailed",
    `The copy of ${source} to ${id} was begun and then failed: ${message} It does not go on by itself: mend the cause, then replace the snapshot to copy anew (change its triggers, or delete it).`,
    code === undefined ? {} : { azureCode: code },
  );
}

const stillCopying = (id: string, percent: number): BackupError =>
  new BackupError(
    "TimedOut",
    `The copy to ${id} is at ${percent} percent after 24 hours. It goes on in Azure; run again to wait for it.`,
  );
