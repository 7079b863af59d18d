/** Types of values in request bodies, and the requests of deployments: read as those over HTTP, or refused with the place. */
import assert from "node:assert/strict";
import { at, type JsonObject, mergeJson, textAt } from "../../provider/core/json.js";
import {
  type Answer,
  DISK,
  dailyPolicy,
  GROUP,
  itemPath,
  machineWith,
  openTestAzure,
  type TestAzure,
  VAULT,
  VM,
} from "../support/service.js";

const POLICY = `${VAULT}/backupPolicies/daily`;
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
describe("the types of values", () => {
  it("are those of Azure: the path, the value and the expected type are in the refusal", async () => {
    const disk = mergeJson(DISK_BODY, { properties: { diskSizeGB: "many" } });
    assert.deepEqual(refusalOf(await service.call("PUT", DISK, disk)), [
      400,
      "InvalidParameter",
      'properties.diskSizeGB is "many": expected an integer.',
    ]);
    const policy = mergeJson(dailyPolicy(), {
      properties: { retentionPolicy: { dailySchedule: { retentionTimes: [7] } } },
    });
    assert.deepEqual(refusalOf(await service.call("PUT", POLICY, policy)), [
      400,
      "BMSUserErrorInvalidPolicyInput",
      "properties.retentionPolicy.dailySchedule.retentionTimes[0] is 7: expected a string.",
    ]);
    const vault = { ...VAULT_BODY, tags: { deep: { a: "secret" } } };
    assert.deepEqual(refusalOf(await service.call("PUT", VAULT, vault)), [
      400,
      "InvalidRestApiParameter",
      "tags.deep is an object: expected a string.",
    ]);
  });

  it("may be sent as strings where they are numbers or booleans, and are answered as such", async () => {
    const properties = {
      creationData: { createOption: "Empty" },
      diskSizeGB: "64",
      optimizedForFrequentAttach: "True",
    };
    assert.ok((await service.call("PUT", DISK, { ...DISK_BODY, properties })).status < 300);
    const { body } = await service.call("GET", DISK);
    assert.equal(at(body, "properties", "diskSizeGB"), 64);
    assert.equal(at(body, "properties", "optimizedForFrequentAttach"), true);
  });

  it("may be null everywhere, which means no value", async () => {
    const nulls = { eTag: null, tags: null, location: null, properties: { policyType: null, tieringPolicy: null } };
    assert.equal((await service.call("PUT", POLICY, mergeJson(dailyPolicy(), nulls))).status, 200);
  });

  it("do not reach a message if the value may be a secret", async () => {
    const vm = `${GROUP}/providers/Microsoft.Compute/virtualMachines/web`;
    const osProfile = { adminPassword: 271828 };
    const answer = await service.call("PUT", vm, { location: "westeurope", properties: { osProfile } });
    assert.equal(refusalOf(answer)[2], "properties.osProfile.adminPassword is a number: expected a string.");
  });
});

describe("required members", () => {
  const item = itemPath(VAULT);

  for (const [what, method, path, body, code, message] of [
    [
      "the type of an item",
      "PUT",
      item,
      { properties: { sourceResourceId: VM, policyId: `${VAULT}/backupPolicies/DefaultPolicy` } },
      "BMSUserErrorInvalidConfigureProtectionRequest",
      /protectedItemType is missing/,
    ],
    ["the type of a backup", "POST", `${item}/backup`, { properties: {} }, "BadRequest", /objectType is missing/],
    [
      "the type of a restore",
      "POST",
      `${item}/recoveryPoints/1/restore`,
      { properties: { objectType: null, recoveryType: "RestoreDisks" } },
      "BMSUserErrorInvalidRestoreRequest",
      /objectType is missing/,
    ],
  ] as const) {
    it(`include ${what}, and nothing is stored without it`, async () => {
      await service.call("PUT", VM, machineWith({}));
      const answer = await service.call(method, path, body);
      assert.deepEqual([answer.status, refusalOf(answer)[1]], [400, code]);
      assert.match(String(refusalOf(answer)[2]), message);
      if (method === "PUT") assert.equal((await service.call("GET", path)).status, 404);
    });
  }

  it("are not needed by a PATCH", async () => {
    assert.ok((await service.call("PATCH", VAULT, { tags: { a: "1" } })).status < 300);
  });
});

describe("a request of a deployment", () => {
  it("is read as one over HTTP: names and values in any case are canonical, and typing mistakes are refused", async () => {
    const resource = (properties: JsonObject) => ({
      type: "Microsoft.Compute/disks",
      apiVersion: "2024-03-02",
      name: "data1",
      location: "westeurope",
      properties,
    });
    const deploy = (properties: JsonObject) =>
      service.call("PUT", `${GROUP}/providers/Microsoft.Resources/deployments/main`, {
        properties: {
          mode: "incremental",
          template: {
            $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
            contentVersion: "1.0.0.0",
            resources: [resource(properties)],
          },
        },
      });
    assert.equal((await deploy({ CreationData: { createOption: "EMPTY" }, DISKSIZEGB: "16" })).status, 201);
    const { body } = await service.call("GET", DISK);
    assert.equal(textAt(body, "properties", "creationData", "createOption"), "Empty");
    assert.equal(at(body, "properties", "diskSizeGB"), 16);
    await deploy({ creationData: { createOption: "Empty" }, diskSizeGb: 16, tire: "P4" });
    const failed = (await service.call("GET", `${GROUP}/providers/Microsoft.Resources/deployments/main`)).body;
    assert.match(JSON.stringify(failed), /Could not find member 'tire' on object of type 'DiskProperties'/);
  });
});
