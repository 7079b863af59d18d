import assert from "node:assert/strict";
import { at, type Json, type JsonObject } from "../../provider/core/json.js";
import { messageOf, propertiesOf, type TestAzure } from "../support/service.js";
import {
  COMPUTE,
  copyOf,
  familyOf,
  newDisk,
  openWithDisk,
  READ,
  snapshotPath,
  statusAndCode,
  take,
} from "./snapshot-steps.js";

describe("a snapshot that is copied in the background", () => {
  let azure: TestAzure;
  const far = (): JsonObject => copyOf(snapshotPath("s1"), { location: "eastus" }, "CopyStart");
  const percentOf = async (name: string) =>
    propertiesOf(await azure.call("GET", snapshotPath(name)))["completionPercent"];

  afterEach(() => azure.close());

  it("is complete at once at the instant pace, and has a separate family in another region", async () => {
    azure = await openWithDisk();
    const first = await take(azure, "s1");
    const copy = await take(azure, "far", far());
    assert.equal(at(copy, "properties", "completionPercent"), 100);
    assert.equal(at(copy, "properties", "provisioningState"), "Succeeded");
    assert.equal(at(copy, "properties", "creationData", "sourceUniqueId"), at(first, "properties", "uniqueId"));
    assert.notEqual(familyOf(copy), familyOf(first));
  });

  it("advances by 25 percent at every n-th read", async () => {
    azure = await openWithDisk({ kind: "polls", reads: 2 });
    await take(azure, "s1");
    await azure.call("PUT", snapshotPath("far"), far());
    const percents: (Json | undefined)[] = [];
    for (let n = 0; n < 9; n++) percents.push(await percentOf("far"));
    assert.deepEqual(percents, [0, 25, 25, 50, 50, 75, 75, 100, 100]);
  });

  it("takes one second per GiB at the real pace, and cannot be read or copied before it is complete", async () => {
    azure = await openWithDisk({ kind: "real" });
    await take(azure, "s1");
    await take(azure, "far", far());
    azure.advance(5_000);
    const percent = await percentOf("far");
    const opened = await azure.call("POST", `${snapshotPath("far")}/beginGetAccess`, READ);
    const copied = await azure.call("PUT", `${COMPUTE}/disks/new`, {
      location: "eastus",
      properties: { creationData: { createOption: "Copy", sourceResourceId: snapshotPath("far") } },
    });
    azure.advance(3_000);
    const complete = await percentOf("far");
    const after = await azure.call("POST", `${snapshotPath("far")}/beginGetAccess`, READ);
    assert.deepEqual([percent, complete], [50, 100]);
    assert.deepEqual([statusAndCode(opened), statusAndCode(copied)], Array(2).fill([409, "OperationNotAllowed"]));
    assert.match(
      messageOf(opened),
      /far is being copied in the background, with completionPercent 50: wait until it is 100/,
    );
    assert.equal(after.status, 202);
  });

  it("fails with CopySourceNotFound if its source is deleted meanwhile, and keeps its completionPercent", async () => {
    azure = await openWithDisk({ kind: "real" });
    await take(azure, "s1");
    await take(azure, "far", far());
    azure.advance(3_000);
    await azure.call("DELETE", snapshotPath("s1"));
    azure.advance(60_000);
    const properties = propertiesOf(await azure.call("GET", snapshotPath("far")));
    assert.equal(at(properties, "copyCompletionError", "errorCode"), "CopySourceNotFound");
    assert.equal(properties["completionPercent"], 25);
  });

  it("is limited to three at the same time for an Ultra disk", async () => {
    azure = await openWithDisk({ kind: "real" });
    const ultra = `${COMPUTE}/disks/ultra`;
    await azure.call("PUT", ultra, newDisk("UltraSSD_LRS"));
    const percents: (Json | undefined)[] = [];
    for (const name of ["u1", "u2", "u3"])
      percents.push(at(await take(azure, name, copyOf(ultra)), "properties", "completionPercent"));
    const fourth = await azure.call("PUT", snapshotPath("u4"), copyOf(ultra));
    const full = await azure.call("PUT", snapshotPath("u5"), copyOf(ultra, { properties: { incremental: false } }));
    azure.advance(8_000);
    const later = await azure.call("PUT", snapshotPath("u4"), copyOf(ultra));
    assert.deepEqual(percents, [0, 0, 0]);
    assert.deepEqual([statusAndCode(fourth), statusAndCode(full)], Array(2).fill([409, "OperationNotAllowed"]));
    assert.match(messageOf(fourth), /3 incremental snapshots that are still being copied in the background/);
    assert.match(messageOf(full), /set incremental to true/);
    assert.equal(later.status, 202);
  });

  it("is limited to 50 at the same time in a subscription", async () => {
    azure = await openWithDisk({ kind: "real" });
    const ultra = (n: number) => `${COMPUTE}/disks/ultra${n}`;
    for (let n = 0; n < 17; n++) await azure.call("PUT", ultra(n), newDisk("UltraSSD_LRS"));
    for (let n = 0; n < 50; n++) await take(azure, `u${n}`, copyOf(ultra(n % 17)));
    const refused = await azure.call("PUT", snapshotPath("u50"), copyOf(ultra(16)));
    await azure.call("DELETE", snapshotPath("u0"));
    const accepted = await azure.call("PUT", snapshotPath("u50"), copyOf(ultra(16)));
    assert.deepEqual(statusAndCode(refused), [409, "OperationNotAllowed"]);
    assert.match(messageOf(refused), /The subscription has 50 incremental snapshots that are still being copied/);
    assert.equal(accepted.status, 202);
  });
});
