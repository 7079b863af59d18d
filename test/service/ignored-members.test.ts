/** Nulls in a PUT, which are no value, and locations in a PATCH, which move nothing. */
import assert from "node:assert/strict";
import { at } from "../../provider/core/json.js";
import {
  DISK,
  GROUP,
  machineWith,
  messageOf,
  openTestAzure,
  propertiesOf,
  type TestAzure,
  VM,
} from "../support/service.js";
import { newDisk } from "./snapshot-steps.js";

const TAGS = { a: "1", b: "2" };
const NETWORK = `${GROUP}/providers/Microsoft.Network/virtualNetworks/net`;
const COMPUTE = `${GROUP}/providers/Microsoft.Compute`;
const STORAGE = `${GROUP}/providers/Microsoft.Storage/storageAccounts/store`;
const EXTENSION = `${VM}/extensions/script`;

describe("null in a PUT", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure();
    await azure.call("PUT", GROUP, { location: "westeurope" });
  });

  afterEach(() => azure.close());

  it("is no value in a new VM", async () => {
    const { properties } = machineWith({ securityProfile: null, licenseType: null, priority: null });
    const body = { location: "westeurope", properties: properties ?? null, tags: null, plan: null };
    const { status } = await azure.call("PUT", VM, body);
    const read = JSON.stringify((await azure.call("GET", VM)).body);
    assert.equal(status, 201);
    assert.equal(read.includes("null"), false, read);
  });

  it("is no value in an existing VM, which stays as it is", async () => {
    await azure.call("PUT", VM, machineWith({ securityProfile: { encryptionAtHost: true } }));
    const before = (await azure.call("GET", VM)).body;
    const properties = { networkProfile: null, securityProfile: null, storageProfile: null, osProfile: null };
    const { status } = await azure.call("PUT", VM, { location: "westeurope", properties });
    const { body } = await azure.call("GET", VM);
    assert.equal(status, 200);
    assert.deepEqual({ ...body, etag: before["etag"] }, before);
  });

  it("is no value in a disk, and a value in the settings of an extension", async () => {
    await azure.call("PUT", DISK, { ...newDisk(), tags: null, zones: null });
    assert.equal(JSON.stringify((await azure.call("GET", DISK)).body).includes("null"), false);
    await azure.call("PUT", VM, machineWith({}));
    const script = { publisher: "Microsoft.Azure.Extensions", type: "CustomScript", typeHandlerVersion: "2.1" };
    const properties = { ...script, settings: { one: null }, forceUpdateTag: null };
    await azure.call("PUT", EXTENSION, { location: "westeurope", properties });
    const read = propertiesOf(await azure.call("GET", EXTENSION));
    assert.deepEqual([read["settings"], "forceUpdateTag" in read], [{ one: null }, false]);
  });
});

describe("a location in a PATCH", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure();
    await azure.call("PUT", GROUP, { location: "westeurope" });
    await azure.call("PUT", VM, machineWith({}));
  });

  afterEach(() => azure.close());

  for (const path of [VM, DISK, NETWORK, `${COMPUTE}/availabilitySets/set`, `${COMPUTE}/images/image`, STORAGE]) {
    it(`moves no resource of ${path.split("/").at(-2)}`, async () => {
      const before = path === VM ? undefined : await azure.call("PUT", path, { ...newDisk(), tags: TAGS });
      assert.ok(before === undefined || before.status < 300);
      const answer = await azure.call("PATCH", path, { location: "mars", tags: { a: "3" } });
      const { body } = await azure.call("GET", path);
      assert.ok(answer.status < 300, messageOf(answer));
      assert.deepEqual([body["location"], at(body, "tags", "a")], ["westeurope", "3"]);
    });
  }
});
