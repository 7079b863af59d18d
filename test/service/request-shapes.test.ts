/** Names, types and values in request bodies: taken in any case, made canonical, or refused with the place of the mistake. */
import assert from "node:assert/strict";
import { at, type Json, type JsonObject, mergeJson, objectAt, textAt } from "../../provider/core/json.js";
import {
  type Answer,
  DISK,
  dailyPolicy,
  GROUP,
  machine,
  openTestAzure,
  type TestAzure,
  VAULT,
  VM,
} from "../support/service.js";

const POLICY = `${VAULT}/backupPolicies/daily`;
const STORAGE = `${VAULT}/backupstorageconfig/vaultstorageconfig`;
const VAULT_BODY = { location: "westeurope", sku: { name: "Standard" }, properties: {} };
const DISK_BODY = {
  location: "westeurope",
  sku: { name: "Standard_LRS" },
  properties: { creationData: { createOption: "Empty" }, diskSizeGB: 32 },
};

let service: TestAzure;

beforeEach(async () => {
  service = await openTestAzure();
  await service.call("PUT", GROUP, { location: "westeurope" });
  await service.call("PUT", VAULT, VAULT_BODY);
});
afterEach(() => service.close());

const refusalOf = ({ status, body }: Answer) => [
  status,
  textAt(body, "error", "code"),
  textAt(body, "error", "message"),
];
const warningOf = ({ headers }: Answer) => headers.get("x-ms-azvb-warning");

/** The body with all names of members in another case. */
function shouted(value: Json | undefined): Json {
  if (Array.isArray(value)) return value.map((entry) => shouted(entry as Json));
  if (typeof value !== "object" || value === null) return value ?? null;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name.toUpperCase(), shouted(member)]));
}

describe("the names of properties", () => {
  it("are read in any case, as Microsoft's quickstart for vaults writes them", async () => {
    const body = { properties: { StorageModelType: "LocallyRedundant", CrossRegionRestoreFlag: false } };
    await service.call("PUT", STORAGE, body);
    const { body: stored } = await service.call("GET", STORAGE);
    assert.equal(textAt(stored, "properties", "storageModelType"), "LocallyRedundant");
  });

  it("of policies and disks are stored in Azure's spelling", async () => {
    assert.equal((await service.call("PUT", POLICY, shouted(dailyPolicy()))).status, 200);
    const { body: policy } = await service.call("GET", POLICY);
    assert.equal(textAt(policy, "properties", "schedulePolicy", "scheduleRunFrequency"), "Daily");
    assert.ok((await service.call("PUT", DISK, shouted(DISK_BODY))).status < 300);
    assert.equal(at((await service.call("GET", DISK)).body, "properties", "diskSizeGB"), 32);
  });

  it("that a program chooses, such as those of tags, stay as they are", async () => {
    await service.call("PUT", VAULT, { ...VAULT_BODY, tags: { Location: "a", PROPERTIES: "b", __proto: "c" } });
    const { body } = await service.call("GET", VAULT);
    assert.deepEqual(objectAt(body, "tags"), { Location: "a", PROPERTIES: "b", __proto: "c" });
  });

  for (const [what, path, body, message] of [
    [
      "a disk",
      DISK,
      mergeJson(DISK_BODY, { properties: { networkAccesPolicy: "DenyAll" } }),
      "Could not find member 'networkAccesPolicy' on object of type 'DiskProperties'. Path 'properties.networkAccesPolicy'. Did you mean \"networkAccessPolicy\"?",
    ],
    [
      "an object in a disk",
      DISK,
      mergeJson(DISK_BODY, { properties: { creationData: { uploadSize: 1 } } }),
      "Could not find member 'uploadSize' on object of type 'CreationData'. Path 'properties.creationData.uploadSize'.",
    ],
  ] as const) {
    it(`that Compute does not know are refused in ${what}, and nothing is stored`, async () => {
      assert.deepEqual(refusalOf(await service.call("PUT", path, body)), [400, "BadRequest", message]);
      assert.equal((await service.call("GET", path)).status, 404);
    });
  }

  it("that Compute has only in later api-versions are refused in earlier ones, and taken in those", async () => {
    const vm = mergeJson(machine("Linux"), { properties: { priority: "Spot" } });
    const put = (version: string) => service.call("PUT", `${VM}?api-version=${version}`, vm);
    assert.deepEqual(refusalOf(await put("2018-10-01")), [
      400,
      "BadRequest",
      "Could not find member 'priority' on object of type 'VirtualMachineProperties'. Path 'properties.priority'. It exists since api-version 2019-03-01.",
    ]);
    assert.equal((await service.call("GET", VM)).status, 404);
    assert.equal((await put("2019-03-01")).status, 201);
    const read = await service.call("GET", `${VM}?api-version=2018-10-01`);
    assert.deepEqual([textAt(read.body, "properties", "priority"), read.status], [undefined, 200]);
    assert.equal(textAt((await service.call("GET", VM)).body, "properties", "priority"), "Spot");
  });

  it("that a resource of Compute does not have are refused in the body itself", async () => {
    const answer = await service.call("PUT", DISK, { ...DISK_BODY, propertys: {} });
    assert.deepEqual(refusalOf(answer), [
      400,
      "InvalidRequestContent",
      "The request content was invalid and could not be deserialized: 'Could not find member 'propertys' on object of type 'ResourceDefinition'. Path 'propertys'.'. Did you mean \"properties\"?",
    ]);
  });

  it("that Recovery Services does not know are ignored, and a warning names them", async () => {
    const body = mergeJson(dailyPolicy(), {
      resourceGroup: "g",
      colour: "red",
      properties: { timezone: "UTC", timeZones: "x" },
    });
    const answer = await service.call("PUT", POLICY, body);
    assert.equal(answer.status, 200);
    assert.equal(
      warningOf(answer),
      'Azure ignores "properties.timeZones": there is no such property. Did you mean "timeZone"? | Azure ignores "colour": there is no such property.',
    );
    assert.equal(textAt(answer.body, "properties", "timeZones"), undefined);
    assert.equal(warningOf(await service.call("PUT", POLICY, dailyPolicy())), null);
  });

  it("that are unknown are named in a bounded header, however many and long they are", async () => {
    const unknown = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`${"ä".repeat(150)}${at}`, at]));
    const answer = await service.call("PUT", POLICY, { ...dailyPolicy(), ...unknown });
    assert.equal(answer.status, 200);
    assert.equal(warningOf(answer)?.split(" | ").length, 20);
    assert.ok((warningOf(answer) ?? "").length < 4_000);
    const refused = refusalOf(await service.call("PUT", DISK, { ...DISK_BODY, ...unknown }));
    assert.ok(String(refused[2]).length < 500);
  });

  it("that only Azure writes are ignored without a warning, so what was read can be written back", async () => {
    await service.call("PUT", POLICY, dailyPolicy());
    await service.call("PUT", DISK, DISK_BODY);
    // After a write of the vault with its redundancy, Azure refuses that of the storage.
    for (const path of [POLICY, DISK, STORAGE, VAULT]) {
      const { body } = await service.call("GET", path);
      const answer = await service.call("PUT", path, body);
      assert.ok(answer.status < 300, `${path}: ${JSON.stringify(answer.body)}`);
      assert.equal(warningOf(answer), null);
    }
  });
});

describe("the values of enums", () => {
  it("are read in any case and answered in Azure's", async () => {
    const body = JSON.parse(
      JSON.stringify(dailyPolicy())
        .replace('"Daily"', '"daily"')
        .replace('"Days"', '"DAYS"')
        .replace('"AzureIaasVM"', '"AzureIaaSVM"')
        .replace('"LongTermRetentionPolicy"', '"longTermRetentionPolicy"'),
    ) as JsonObject;
    assert.equal((await service.call("PUT", POLICY, body)).status, 200);
    const text = JSON.stringify((await service.call("GET", POLICY)).body);
    for (const word of ["Daily", "Days", "AzureIaasVM", "LongTermRetentionPolicy"])
      assert.ok(text.includes(`"${word}"`), word);
  });

  it("decide as if they had Azure's spelling: a disk to attach must exist", async () => {
    const disk = mergeJson(DISK_BODY, { properties: { creationData: { createOption: "empty" } } });
    assert.ok((await service.call("PUT", DISK, disk)).status < 300);
    assert.equal(textAt((await service.call("GET", DISK)).body, "properties", "creationData", "createOption"), "Empty");
  });

  for (const [what, path, body, refused] of [
    [
      "a vault",
      VAULT,
      { ...VAULT_BODY, properties: { publicNetworkAccess: "Enable" } },
      [
        400,
        "InvalidRestApiParameter",
        'properties.publicNetworkAccess is "Enable": expected one of Enabled, Disabled. Did you mean "Enabled"?',
      ],
    ],
    [
      "a policy",
      POLICY,
      mergeJson(dailyPolicy(), { properties: { schedulePolicy: { scheduleRunFrequency: "Dayly" } } }),
      [
        400,
        "BMSUserErrorInvalidPolicyInput",
        'properties.schedulePolicy.scheduleRunFrequency is "Dayly": expected one of Daily, Weekly, Hourly. Did you mean "Daily"?',
      ],
    ],
    [
      "a disk",
      DISK,
      mergeJson(DISK_BODY, { properties: { networkAccessPolicy: "Deny" } }),
      [
        400,
        "InvalidParameter",
        'properties.networkAccessPolicy is "Deny": expected one of AllowAll, AllowPrivate, DenyAll.',
      ],
    ],
  ] as const) {
    it(`that Azure does not have are refused in ${what}, with the nearest one`, async () => {
      const before = (await service.call("GET", path)).body;
      assert.deepEqual(refusalOf(await service.call("PUT", path, body)), refused);
      assert.deepEqual((await service.call("GET", path)).body, before);
    });
  }

  it("that select the members of an item are refused if no workload has them", async () => {
    const container = `${VAULT}/backupFabrics/Azure/protectionContainers/IaasVMContainer;iaasvmcontainerv2;rehearsal;web`;
    const path = `${container}/protectedItems/VM;iaasvmcontainerv2;rehearsal;web`;
    const put = (properties: JsonObject) => service.call("PUT", path, { properties });
    const [status, , message] = refusalOf(await put({ protectedItemType: "Nonsense" }));
    assert.equal(status, 400);
    assert.match(
      String(message),
      /^properties\.protectedItemType is "Nonsense": expected one of .*Microsoft\.Compute\/virtualMachines/,
    );
    const item = { protectedItemType: "microsoft.compute/VirtualMachines", protectionState: "Sleeping" };
    assert.match(String(refusalOf(await put(item))[2]), /^properties\.protectionState is "Sleeping": expected one of /);
  });
});
