import assert from "node:assert/strict";
import { at, type Json } from "../../provider/core/json.js";
import {
  type Answer,
  codeOf,
  DISK,
  GROUP,
  machine,
  messageOf,
  openTestAzure,
  propertiesOf,
  SUBSCRIPTION,
  type TestAzure,
  VM,
} from "../support/service.js";
import { newDisk, READ } from "./snapshot-steps.js";

const COLLECTIONS = "providers/Microsoft.Compute/restorePointCollections";
const COLLECTION = `${GROUP}/${COLLECTIONS}/points`;
const POINT = `${COLLECTION}/restorePoints/one`;
const OF_VM = { location: "westeurope", properties: { source: { id: VM } } };

const pathOf = (answer: Answer, header: string): string => {
  const url = new URL(answer.headers.get(header) ?? "");
  return `${decodeURI(url.pathname)}${url.search}`;
};

describe("a Compute operation", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure({ pace: { kind: "polls", reads: 2 } });
    await azure.call("PUT", GROUP, { location: "westeurope" });
  });

  afterEach(() => azure.close());

  it("is InProgress, then Succeeded with the disk, and its Location returns 202, then 200 with the disk", async () => {
    const first = await azure.call("PUT", DISK, newDisk());
    const polled = [await azure.follow(first), await azure.follow(first)];
    const second = await azure.call("PUT", DISK, newDisk());
    const monitor = pathOf(second, "location");
    const monitored = [await azure.call("GET", monitor), await azure.call("GET", monitor)];
    assert.match(first.headers.get("azure-asyncoperation") ?? "", /\/locations\/westeurope\/DiskOperations\//);
    assert.match(monitor, /monitor=true/);
    assert.deepEqual(
      polled.map(({ status, body }) => [status, body["status"]]),
      [
        [200, "InProgress"],
        [200, "Succeeded"],
      ],
    );
    assert.equal(at(polled[1]?.body, "properties", "output", "name"), "data1");
    assert.match(String(at(polled[1]?.body, "startTime")), /\+00:00$/);
    assert.deepEqual(
      monitored.map(({ status, body }) => [status, body["name"]]),
      [
        [202, undefined],
        [200, "data1"],
      ],
    );
  });

  it("has no output if it ends the access to a disk or deletes the disk", async () => {
    await azure.call("PUT", DISK, newDisk());
    await azure.call("POST", `${DISK}/beginGetAccess`, READ);
    for (const answer of [await azure.call("POST", `${DISK}/endGetAccess`), await azure.call("DELETE", DISK)]) {
      await azure.follow(answer);
      const { body } = await azure.follow(answer);
      assert.deepEqual([body["status"], body["properties"]], ["Succeeded", undefined]);
    }
  });

  it("with an unknown id returns 404", async () => {
    const path = `${SUBSCRIPTION}/providers/Microsoft.Compute/locations/westeurope/DiskOperations/none`;
    assert.equal((await azure.call("GET", path)).status, 404);
  });
});

describe("a restore point collection", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure();
    await azure.call("PUT", GROUP, { location: "westeurope" });
    await azure.call("PUT", VM, machine());
  });

  afterEach(() => azure.close());

  it("is created synchronously, keeps its id when it is put again, and can be tagged, listed and deleted", async () => {
    const created = await azure.call("PUT", COLLECTION, OF_VM);
    const again = await azure.call("PUT", COLLECTION, OF_VM);
    const patched = await azure.call("PATCH", COLLECTION, { tags: { owner: "me" } });
    const listed = (await azure.call("GET", `${SUBSCRIPTION}/${COLLECTIONS}`)).body["value"] as Json[];
    const deleted = await azure.call("DELETE", COLLECTION);
    const deletedAgain = await azure.call("DELETE", COLLECTION);
    assert.deepEqual(
      [created, again, patched, deleted, deletedAgain].map(({ status }) => status),
      [201, 200, 200, 202, 204],
    );
    assert.deepEqual(
      [propertiesOf(created)["provisioningState"], created.headers.get("azure-asyncoperation")],
      ["Succeeded", null],
    );
    assert.equal(propertiesOf(again)["restorePointCollectionId"], propertiesOf(created)["restorePointCollectionId"]);
    assert.deepEqual(
      listed.map((one) => at(one, "tags")),
      [{ owner: "me" }],
    );
  });

  it("contains restore points that store the VM's configuration and cannot be put twice", async () => {
    await azure.call("PUT", COLLECTION, OF_VM);
    const body = { properties: { consistencyMode: "CrashConsistent" } };
    const created = await azure.call("PUT", POINT, body);
    const again = await azure.call("PUT", POINT, body);
    const point = propertiesOf(await azure.call("GET", POINT));
    const expanded = propertiesOf(await azure.call("GET", `${COLLECTION}?$expand=restorePoints`))["restorePoints"];
    const deleted = await azure.call("DELETE", POINT);
    const deletedAgain = await azure.call("DELETE", POINT);
    assert.deepEqual([created.status, propertiesOf(created)["provisioningState"]], [201, "Creating"]);
    assert.match(created.headers.get("azure-asyncoperation") ?? "", /\/operations\//);
    assert.deepEqual([again.status, codeOf(again)], [409, "Conflict"]);
    assert.deepEqual([point["provisioningState"], point["consistencyMode"]], ["Succeeded", "CrashConsistent"]);
    assert.equal(at(point, "sourceMetadata", "hardwareProfile", "vmSize"), "Standard_DS1_v2");
    assert.equal((expanded as Json[]).length, 1);
    assert.deepEqual([deleted.status, deletedAgain.status], [202, 204]);
  });

  it("is refused for a VM that does not exist and for a name with a space", async () => {
    const ghost = await azure.call("PUT", COLLECTION, { ...OF_VM, properties: { source: { id: `${VM}-ghost` } } });
    const named = await azure.call("PUT", `${COLLECTION} one`, OF_VM);
    assert.deepEqual([ghost.status, codeOf(ghost)], [404, "NotFound"]);
    assert.deepEqual([named.status, codeOf(named)], [400, "InvalidParameter"]);
    assert.match(messageOf(named), /restorePointCollection\.name is invalid/);
  });
});
