/** The bodies of actions that read: names and values in any case, and mistakes refused with their place. */
import assert from "node:assert/strict";
import { type Answer, GROUP, openTestAzure, SUBSCRIPTION, type TestAzure, VAULT } from "../support/service.js";

const REGION = `${SUBSCRIPTION}/providers/Microsoft.RecoveryServices/locations/westeurope`;
const VM = `${GROUP}/providers/Microsoft.Compute/virtualMachines/web`;

let service: TestAzure;

beforeEach(async () => {
  service = await openTestAzure();
  await service.call("PUT", GROUP, { location: "westeurope" });
  await service.call("PUT", VAULT, { location: "westeurope", sku: { name: "Standard" }, properties: {} });
});
afterEach(() => service.close());

const messageOf = ({ status, body }: Answer) => [status, (body["error"] as { message: string } | undefined)?.message];

describe("the body of an action", () => {
  it("has names and values in any case", async () => {
    const status = await service.call("POST", `${REGION}/backupStatus`, { ResourceType: "vm", RESOURCEID: VM });
    assert.equal(status.body["protectionStatus"], "NotProtected");
    const feature = await service.call("POST", `${REGION}/backupValidateFeatures`, {
      FeatureType: "azureVMResourceBackup",
      vmSize: "Standard_D2s_v5",
    });
    assert.equal(feature.body["supportStatus"], "Supported");
  });

  for (const [what, action, body, message] of [
    [
      "a resource type that is none",
      "backupStatus",
      { resourceType: "VMs", resourceId: VM },
      /^resourceType is "VMs": expected one of VM, FileFolder, /,
    ],
    [
      "an id that is a number",
      "backupPreValidateProtection",
      { resourceType: "VM", resourceId: 7, vaultId: VAULT },
      /^resourceId is 7: expected a string\.$/,
    ],
    [
      "a feature that is none",
      "backupValidateFeatures",
      { featureType: "AzureVmResourceBackups" },
      /^featureType is "AzureVmResourceBackups": expected one of AzureBackupGoals, AzureVMResourceBackup\. Did you mean "AzureVMResourceBackup"\?$/,
    ],
  ] as const) {
    it(`is refused if it has ${what}`, async () => {
      const [status, text] = messageOf(await service.call("POST", `${REGION}/${action}`, body));
      assert.equal(status, 400);
      assert.match(String(text), message);
    });
  }

  it("is refused if the operation requests of a resource guard are no list", async () => {
    const unlock = `${VAULT}/backupResourceGuardProxies/VaultProxy/unlockDelete`;
    const [status, text] = messageOf(await service.call("POST", unlock, { resourceGuardOperationRequests: "one" }));
    assert.deepEqual([status, text], [400, 'resourceGuardOperationRequests is "one": expected an array.']);
  });

  it("of a management group has names in any case", async () => {
    const path = "/providers/Microsoft.Management/managementGroups/teams";
    await service.call("PUT", path, { Properties: { DisplayName: "Teams" } });
    const { body } = await service.call("GET", path);
    assert.equal((body["properties"] as { displayName: string }).displayName, "Teams");
  });
});
