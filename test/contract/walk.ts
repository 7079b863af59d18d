/** Requests of a client to the embedded Azure at pace `polls`, and the protected item as the client reads it. */
import assert from "node:assert/strict";
import { at, isJsonObject, type JsonObject, listAt, objectAt, textAt } from "../../provider/core/json.js";
import {
  type Answer,
  ITEM,
  openTestAzure,
  propertiesOf,
  protection,
  putBasics,
  STOP,
  type TestAzure,
  VAULT,
} from "../support/service.js";

export const JOBS = `${VAULT}/backupJobs`;
export const POINTS = `${ITEM}/recoveryPoints`;
const BACKUP = {
  properties: { objectType: "IaasVMBackupRequest", recoveryPointExpiryTimeInUTC: "2024-06-12T00:00:00.000Z" },
};
export type Write = "enable" | "resume" | "change" | "stop" | "suspend" | "undelete" | "delete" | "backup";

/** The writes of a protected item: the method, the path and the body. */
const WRITES: Readonly<Record<Write, readonly [method: string, path: string, body?: JsonObject]>> = {
  enable: ["PUT", ITEM, protection()],
  resume: ["PUT", ITEM, protection()],
  change: ["PUT", ITEM, protection(VAULT, "EnhancedPolicy")],
  stop: ["PUT", ITEM, STOP],
  suspend: ["PUT", ITEM, { properties: { ...objectAt(STOP, "properties"), protectionState: "BackupsSuspended" } }],
  undelete: ["PUT", ITEM, { properties: { ...objectAt(STOP, "properties"), isRehydrate: true } }],
  delete: ["DELETE", ITEM],
  backup: ["POST", `${ITEM}/backup`, BACKUP],
};

export const ask = ({ call }: TestAzure, write: Write): Promise<Answer> => call(...WRITES[write]);

/** Opens an embedded Azure at pace `polls:READS`, with a VM that the vault has discovered. */
export async function openDiscovered(reads: number): Promise<TestAzure> {
  const azure = await openTestAzure({ pace: { kind: "polls", reads } });
  await putBasics(azure);
  await end(azure, await azure.call("POST", `${VAULT}/backupFabrics/Azure/refreshContainers`));
  return azure;
}

/** Follows an operation until it is no longer InProgress; returns how often it was read. */
export async function end(azure: TestAzure, answer: Answer): Promise<number> {
  assert.equal(answer.status, 202, JSON.stringify(answer.body));
  for (let reads = 1; reads <= 50; reads++) {
    const { body } = await azure.follow(answer);
    if (body["status"] !== "InProgress") {
      assert.equal(body["status"], "Succeeded");
      return reads;
    }
  }
  throw new Error("The operation does not end.");
}

/** The path of the newest job. */
export async function newestJob({ call }: TestAzure): Promise<string> {
  return `${JOBS}/${textAt(listAt((await call("GET", JOBS)).body, "value")[0], "name")}`;
}

/** Reads a job until it has ended; returns its properties. */
export async function endJob({ call }: TestAzure, path: string): Promise<JsonObject> {
  for (let reads = 1; reads <= 50; reads++) {
    const job = propertiesOf(await call("GET", path));
    if (job["status"] !== "InProgress" && job["status"] !== "Cancelling") return job;
  }
  throw new Error("The job does not end.");
}

/** Sends a write and waits until its operation has ended, and for a backup also its job. */
export async function carryOut(azure: TestAzure, write: Write): Promise<void> {
  await end(azure, await ask(azure, write));
  if (write === "backup") await endJob(azure, await newestJob(azure));
}

/** A protected item as a client reads it, with its container; without an item, the states of the VMs that can be protected. */
export type ItemView =
  | {
      readonly state: string;
      readonly policy: string;
      readonly softDeleted: boolean;
      readonly points: number;
      readonly container: string;
    }
  | { readonly protectable: readonly string[]; readonly containers: number };

export async function readItem({ call }: TestAzure): Promise<ItemView> {
  const item = await call("GET", ITEM);
  const containers = listAt((await call("GET", `${VAULT}/backupProtectionContainers`)).body, "value");
  if (item.status === 404) {
    const offered = listAt((await call("GET", `${VAULT}/backupProtectableItems`)).body, "value").filter(isJsonObject);
    const protectable = offered.map((entry) => String(at(entry, "properties", "protectionState")));
    return { protectable, containers: containers.length };
  }
  const properties = propertiesOf(item);
  return {
    state: textAt(properties, "protectionState") ?? "",
    policy: textAt(properties, "policyName") ?? "",
    softDeleted: properties["isScheduledForDeferredDelete"] === true,
    points: listAt((await call("GET", POINTS)).body, "value").length,
    container: textAt(containers[0], "properties", "registrationStatus") ?? "",
  };
}
