/** Request bodies and steps that the snapshot tests share. */
import assert from "node:assert/strict";
import { at, type Json, type JsonObject } from "../../provider/core/json.js";
import type { Pace } from "../../provider/service/azure/route.js";
import { type Answer, codeOf, DISK, GROUP, messageOf, openTestAzure, type TestAzure } from "../support/service.js";

export const COMPUTE = `${GROUP}/providers/Microsoft.Compute`;
export const snapshotPath = (name: string): string => `${COMPUTE}/snapshots/${name}`;
export const READ = { access: "Read", durationInSeconds: 600 };

export const newDisk = (sku = "Premium_LRS"): JsonObject => ({
  location: "westeurope",
  sku: { name: sku },
  properties: { creationData: { createOption: "Empty" }, diskSizeGB: 8 },
});

/** An incremental snapshot of a disk or snapshot; `more` overrides its properties. */
export const copyOf = (source: string, more: JsonObject = {}, createOption = "Copy"): JsonObject => ({
  location: "westeurope",
  ...more,
  properties: {
    creationData: { createOption, sourceResourceId: source },
    incremental: true,
    ...(more["properties"] as JsonObject | undefined),
  },
});

/** An embedded Azure with a group and a disk of 8 GiB. */
export async function openWithDisk(pace: Pace = { kind: "instant" }): Promise<TestAzure> {
  const azure = await openTestAzure({ pace });
  await azure.call("PUT", GROUP, { location: "westeurope" });
  await azure.call("PUT", DISK, newDisk());
  return azure;
}

/** Takes a snapshot and reads it. */
export async function take({ call }: TestAzure, name: string, body = copyOf(DISK)): Promise<JsonObject> {
  const put = await call("PUT", snapshotPath(name), body);
  assert.equal(put.status, 202, messageOf(put));
  return (await call("GET", snapshotPath(name))).body;
}

export const familyOf = (snapshot: JsonObject): Json | undefined =>
  at(snapshot, "properties", "incrementalSnapshotFamilyId");
export const statusAndCode = (answer: Answer) => [answer.status, codeOf(answer)];
