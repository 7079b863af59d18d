import assert from "node:assert/strict";
import { at, type Json, type JsonObject } from "../../provider/core/json.js";
import { DISK, messageOf, propertiesOf, type TestAzure } from "../support/service.js";
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

const FIVE_MINUTES_MS = 300_000;
let azure: TestAzure;

async function open(): Promise<void> {
  azure = await openWithDisk();
}

const stateOf = async (path: string) => propertiesOf(await azure.call("GET", path))["diskState"];

describe("incremental snapshots of a disk", () => {
  beforeEach(() => open());
  afterEach(() => azure.close());

  it("share a family id, and each has its own uniqueId", async () => {
    const first = await take(azure, "s1");
    const second = await take(azure, "s2");
    assert.match(String(familyOf(first)), /^[0-9a-f-]{36}$/);
    assert.equal(familyOf(second), familyOf(first));
    assert.notEqual(at(second, "properties", "uniqueId"), at(first, "properties", "uniqueId"));
  });

  it("can be deleted one by one, even from the middle of their chain, without a change to the others", async () => {
    for (const name of ["s1", "s2", "s3"]) await take(azure, name);
    const before = (await azure.call("GET", snapshotPath("s3"))).body;
    const deleted = await azure.call("DELETE", snapshotPath("s2"));
    const missing = await azure.call("DELETE", snapshotPath("s2"));
    const listed = (await azure.call("GET", `${COMPUTE}/snapshots`)).body["value"] as Json[];
    assert.deepEqual([deleted.status, missing.status], [202, 204]);
    assert.deepEqual(
      listed.map((one) => at(one, "name")),
      ["s1", "s3"],
    );
    assert.deepEqual((await azure.call("GET", snapshotPath("s3"))).body, before);
  });

  it("stay in the edge zone in which they were created", async () => {
    const extendedLocation = { type: "EdgeZone", name: "losangeles" };
    await take(azure, "s1", copyOf(DISK, { extendedLocation }));
    await azure.call("PATCH", snapshotPath("s1"), { tags: { team: "shop" } });
    assert.deepEqual((await azure.call("GET", snapshotPath("s1"))).body["extendedLocation"], extendedLocation);
  });

  it("belong to another family after the disk was deleted and created again under its name", async () => {
    const first = await take(azure, "s1");
    await azure.call("DELETE", DISK);
    await azure.call("PUT", DISK, newDisk());
    assert.notEqual(familyOf(await take(azure, "s2")), familyOf(first));
  });

  it("are zone-redundant by default, or use the SKU of the previous snapshot", async () => {
    const first = await take(azure, "s1");
    await take(azure, "s2", copyOf(DISK, { sku: { name: "Standard_LRS" } }));
    const third = await take(azure, "s3");
    const full = await take(azure, "full", copyOf(DISK, { properties: { incremental: false } }));
    assert.deepEqual(
      [first, third, full].map((one) => at(one, "sku", "name")),
      ["Standard_ZRS", "Standard_LRS", "Standard_LRS"],
    );
  });

  it("are limited to 500", async function () {
    this.timeout(60_000);
    for (let n = 0; n < 500; n++) {
      if (n % 7 === 0) azure.advance(FIVE_MINUTES_MS);
      const put = await azure.call("PUT", snapshotPath(`s${n}`), copyOf(DISK));
      assert.equal(put.status, 202, `s${n}: ${messageOf(put)}`);
    }
    azure.advance(FIVE_MINUTES_MS);
    const refused = await azure.call("PUT", snapshotPath("s500"), copyOf(DISK));
    await azure.call("DELETE", snapshotPath("s0"));
    const taken = await azure.call("PUT", snapshotPath("s500"), copyOf(DISK));
    assert.deepEqual(statusAndCode(refused), [409, "OperationNotAllowed"]);
    assert.match(messageOf(refused), /500 incremental snapshots: expected at most 500/);
    assert.equal(taken.status, 202);
  });

  it("of one family can be open for reading five at a time", async () => {
    for (const name of ["s1", "s2", "s3", "s4", "s5", "s6"]) await take(azure, name);
    const opened = ["s1", "s2", "s3", "s4", "s5"].map((name) =>
      azure.call("POST", `${snapshotPath(name)}/beginGetAccess`, READ),
    );
    const statuses = (await Promise.all(opened)).map(({ status }) => status);
    const sixth = await azure.call("POST", `${snapshotPath("s6")}/beginGetAccess`, READ);
    await azure.call("POST", `${snapshotPath("s1")}/endGetAccess`);
    const again = await azure.call("POST", `${snapshotPath("s6")}/beginGetAccess`, READ);
    assert.deepEqual(statuses, [202, 202, 202, 202, 202]);
    assert.deepEqual(statusAndCode(sixth), [409, "OperationNotAllowed"]);
    assert.equal(again.status, 202);
  });
});

describe("the access to a snapshot", () => {
  beforeEach(() => open());
  afterEach(() => azure.close());

  it("sets the diskState ActiveSAS, and its operation returns the SAS URL", async () => {
    await take(azure, "s1");
    const begun = await azure.call("POST", `${snapshotPath("s1")}/beginGetAccess`, READ);
    const operation = await azure.follow(begun);
    const open = await stateOf(snapshotPath("s1"));
    const ended = await azure.call("POST", `${snapshotPath("s1")}/endGetAccess`);
    assert.match(String(at(operation.body, "properties", "output", "accessSAS")), /^http.*\/blobs\/.*sp=r$/);
    assert.deepEqual([begun.status, open, ended.status], [202, "ActiveSAS", 202]);
    assert.equal(await stateOf(snapshotPath("s1")), "Unattached");
  });

  it("expires after its duration, so the snapshot can be deleted", async () => {
    await take(azure, "s1");
    await azure.call("POST", `${snapshotPath("s1")}/beginGetAccess`, READ);
    azure.advance(599_000);
    const early = await azure.call("DELETE", snapshotPath("s1"));
    azure.advance(1_000);
    const state = await stateOf(snapshotPath("s1"));
    const late = await azure.call("DELETE", snapshotPath("s1"));
    assert.deepEqual([early.status, state, late.status], [409, "Unattached", 202]);
  });
});

describe("an upload", () => {
  beforeEach(() => open());
  afterEach(() => azure.close());

  for (const createOption of ["Upload", "UploadPreparedSecure"]) {
    it(`with ${createOption} is ReadyToUpload, ActiveUpload while it is open for writing, then Unattached`, async () => {
      const path = `${COMPUTE}/disks/up`;
      const creationData = { createOption, uploadSizeBytes: 21_474_836_992 };
      const securityProfile = { securityType: "TrustedLaunch" };
      await azure.call("PUT", path, { location: "westeurope", properties: { creationData, securityProfile } });
      const size = propertiesOf(await azure.call("GET", path))["diskSizeGB"];
      const states = [await stateOf(path)];
      await azure.call("POST", `${path}/beginGetAccess`, { access: "Write", durationInSeconds: 3600 });
      states.push(await stateOf(path));
      await azure.call("POST", `${path}/endGetAccess`);
      states.push(await stateOf(path));
      assert.equal(size, 20);
      assert.deepEqual(states, ["ReadyToUpload", "ActiveUpload", "Unattached"]);
    });
  }
});

describe("a change of a snapshot", () => {
  beforeEach(() => open());
  afterEach(() => azure.close());

  const changed = async (body: JsonObject): Promise<JsonObject> => {
    const answer = await azure.call("PATCH", snapshotPath("s1"), body);
    assert.equal(answer.status, 202, messageOf(answer));
    assert.equal(at((await azure.follow(answer)).body, "status"), "Succeeded");
    return (await azure.call("GET", snapshotPath("s1"))).body;
  };

  it("sets its tags and SKU, and keeps its other properties", async () => {
    const before = await take(azure, "s1", copyOf(DISK, { tags: { a: "1" }, sku: { name: "Standard_LRS" } }));
    const after = await changed({ tags: { b: "2" }, sku: { name: "Standard_ZRS" } });
    assert.deepEqual(after["tags"], { b: "2" });
    assert.deepEqual(after["sku"], { name: "Standard_ZRS", tier: "Standard" });
    assert.deepEqual(after["properties"], before["properties"]);
  });

  it("sets its networkAccessPolicy to AllowPrivate with a disk access, and back to AllowAll", async () => {
    const diskAccessId = `${COMPUTE}/diskAccesses/door`;
    await take(azure, "s1");
    const restricted = await changed({ properties: { networkAccessPolicy: "AllowPrivate", diskAccessId } });
    const open = await changed({ properties: { networkAccessPolicy: "AllowAll", publicNetworkAccess: "Disabled" } });
    assert.deepEqual(
      [at(restricted, "properties", "networkAccessPolicy"), at(restricted, "properties", "diskAccessId")],
      ["AllowPrivate", diskAccessId],
    );
    assert.equal(at(open, "properties", "diskAccessId"), undefined);
    assert.equal(at(open, "properties", "publicNetworkAccess"), "Disabled");
  });

  it("sets its customer-managed keys, which its copies inherit", async () => {
    const diskEncryptionSetId = `${COMPUTE}/diskEncryptionSets/keys`;
    const encryption = { type: "EncryptionAtRestWithCustomerKey", diskEncryptionSetId };
    await take(azure, "s1");
    const after = await changed({ properties: { encryption: { diskEncryptionSetId } } });
    const creationData = { createOption: "Copy", sourceResourceId: snapshotPath("s1") };
    await azure.call("PUT", `${COMPUTE}/disks/copy`, { location: "westeurope", properties: { creationData } });
    assert.deepEqual(at(after, "properties", "encryption"), encryption);
    assert.deepEqual(propertiesOf(await azure.call("GET", `${COMPUTE}/disks/copy`))["encryption"], encryption);
  });

  it("sets its supportedCapabilities, which it inherited from its disk", async () => {
    const supportedCapabilities = { acceleratedNetwork: true, architecture: "x64" };
    await azure.call("PATCH", DISK, { properties: { supportedCapabilities, osType: "Linux" } });
    const taken = await take(azure, "s1");
    const after = await changed({ properties: { supportedCapabilities: { architecture: "Arm64" } } });
    assert.deepEqual(at(taken, "properties", "supportedCapabilities"), supportedCapabilities);
    assert.equal(at(taken, "properties", "osType"), "Linux");
    assert.equal(at(after, "properties", "supportedCapabilities", "architecture"), "Arm64");
  });
});
