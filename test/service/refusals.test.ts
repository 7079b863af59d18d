import assert from "node:assert/strict";
import type { JsonObject } from "../../provider/core/json.js";
import {
  codeOf,
  DISK,
  dailyPolicy,
  GROUP,
  ITEM,
  itemPath,
  machine,
  machineWith,
  messageOf,
  OTHER_VAULT,
  openTestAzure,
  propertiesOf,
  protection,
  putBasics,
  putProtected,
  SUBSCRIPTION,
  type TestAzure,
  VAULT,
  VM,
} from "../support/service.js";

const NEW_VAULT = { location: "westeurope", sku: { name: "Standard" }, properties: {} };

describe("the embedded Azure refuses", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure();
  });

  afterEach(() => azure.close());

  it("to delete a vault that protects a VM, and names the VM", async () => {
    await putProtected(azure);
    const answer = await azure.call("DELETE", VAULT);
    assert.equal(answer.status, 400);
    assert.equal(codeOf(answer), "ServiceResourceNotEmptyWithContainerDetails");
    assert.match(messageOf(answer), /existing resources within the vault\. : web\n/);
  });

  it("to delete a vault that contains an item whose protection is stopped", async () => {
    await putProtected(azure);
    const stop = {
      ...protection(),
      properties: {
        ...propertiesOf({ status: 0, headers: new Headers(), body: protection() }),
        policyId: "",
        protectionState: "ProtectionStopped",
      },
    };
    await azure.call("PUT", ITEM, stop);
    assert.equal((await azure.call("DELETE", VAULT)).status, 400);
  });

  it("to delete a vault that contains a soft-deleted item, with Azure's message and null in the other error fields", async () => {
    await putProtected(azure);
    await azure.call("DELETE", ITEM);
    const answer = await azure.call("DELETE", VAULT);
    assert.equal(answer.status, 400);
    assert.equal(codeOf(answer), "ServiceResourceNotEmptyWithBackendMessage");
    assert.match(messageOf(answer), /soft deleted state in the vault.*The registered items are : web\n/);
    const error = answer.body["error"] as Record<string, unknown>;
    assert.deepEqual([error["target"], error["details"], error["innerError"]], [null, null, null]);
  });

  it("to delete a policy that an item uses, and names the item", async () => {
    await putProtected(azure);
    const answer = await azure.call("DELETE", `${VAULT}/backupPolicies/DefaultPolicy`);
    assert.equal(answer.status, 400);
    assert.equal(codeOf(answer), "BMSUserErrorPolicyObjectInUse");
    assert.match(messageOf(answer), /in use by web/);
  });

  it("to protect a VM that another vault protects", async () => {
    await putProtected(azure);
    await azure.call("PUT", OTHER_VAULT, NEW_VAULT);
    const answer = await azure.call("PUT", itemPath(OTHER_VAULT), protection(OTHER_VAULT));
    assert.equal(answer.status, 409);
    assert.match(messageOf(answer), /already registered\\registering with another recovery services vault/);
  });

  it("to protect a VM that does not exist", async () => {
    await putBasics(azure);
    const ghost = VM.replace("web", "ghost");
    const answer = await azure.call("PUT", itemPath(VAULT, "ghost"), protection(VAULT, "DefaultPolicy", ghost));
    assert.equal(answer.status, 400);
    assert.equal(codeOf(answer), "UserErrorVmNotFoundV2");
  });

  it("to protect a VM in another region", async () => {
    await azure.call("PUT", GROUP, { location: "westeurope" });
    await azure.call("PUT", VM, machine("Linux", "eastus"));
    await azure.call("PUT", VAULT, NEW_VAULT);
    const answer = await azure.call("PUT", ITEM, protection());
    assert.equal(answer.status, 400);
    assert.match(messageOf(answer), /machine is in eastus and the vault in westeurope/);
  });

  it("to protect a VM under the name of another VM", async () => {
    await putBasics(azure);
    const answer = await azure.call("PUT", itemPath(VAULT, "other"), protection());
    assert.equal(codeOf(answer), "BMSUserErrorInvalidConfigureProtectionRequest");
  });

  it("to protect a VM with a policy that the vault does not have", async () => {
    await putBasics(azure);
    const answer = await azure.call("PUT", ITEM, protection(VAULT, "nothing"));
    assert.equal(answer.status, 400);
    assert.equal(codeOf(answer), "BMSUserErrorInvalidConfigureProtectionRequest");
  });

  it("to protect a soft-deleted item before it is undeleted", async () => {
    await putProtected(azure);
    await azure.call("DELETE", ITEM);
    const answer = await azure.call("PUT", ITEM, protection());
    assert.equal(answer.status, 400);
    assert.equal(codeOf(answer), "UserErrorItemInSoftDeletedState");
  });

  it("an invalid policy, and explains the error after Azure's message", async () => {
    await putBasics(azure);
    const answer = await azure.call("PUT", `${VAULT}/backupPolicies/short`, dailyPolicy("02:00", 6));
    assert.equal(answer.status, 400);
    assert.equal(codeOf(answer), "BMSUserErrorInvalidPolicyInput");
    assert.match(messageOf(answer), /^Input for create or update policy is not in proper format\r\n/);
    assert.match(
      messageOf(answer),
      /\. properties\.retentionPolicy\.dailySchedule\.retentionDuration\.count is 6: expected 7 to 9999 days\.$/,
    );
  });

  it("a write in a resource group that does not exist", async () => {
    const answer = await azure.call("PUT", VAULT, NEW_VAULT);
    assert.equal(answer.status, 404);
    assert.equal(codeOf(answer), "ResourceGroupNotFound");
    assert.equal(messageOf(answer), "Resource group 'rehearsal' could not be found.");
  });

  it("a policy of a vault that does not exist", async () => {
    await azure.call("PUT", GROUP, { location: "westeurope" });
    const answer = await azure.call("PUT", `${VAULT}/backupPolicies/daily`, dailyPolicy());
    assert.equal(answer.status, 404);
    assert.equal(codeOf(answer), "ParentResourceNotFound");
    assert.match(
      messageOf(answer),
      /'vaults\/backupPolicies', because the parent resource '.*\/vaults\/vault1' could not be found/,
    );
  });

  it("a vault in a subscription that is not registered for Microsoft.RecoveryServices, until it is registered again", async () => {
    await azure.call("PUT", GROUP, { location: "westeurope" });
    await azure.call("POST", `${SUBSCRIPTION}/providers/Microsoft.RecoveryServices/unregister`);
    const refused = await azure.call("PUT", VAULT, NEW_VAULT);
    await azure.call("POST", `${SUBSCRIPTION}/providers/Microsoft.RecoveryServices/register`);
    const accepted = await azure.call("PUT", VAULT, NEW_VAULT);
    assert.equal(refused.status, 409);
    assert.equal(codeOf(refused), "MissingSubscriptionRegistration");
    assert.equal(accepted.status, 201);
  });

  it("a write to a vault that has changed since it was read", async () => {
    await putBasics(azure);
    const { etag } = (await azure.call("GET", VAULT)).body as { etag: string };
    await azure.call("PUT", VAULT, { ...NEW_VAULT, tags: { owner: "me" } });
    const answer = await azure.call("PUT", VAULT, NEW_VAULT, { "if-match": etag });
    assert.equal(answer.status, 412);
    assert.equal(codeOf(answer), "PreconditionFailed");
  });

  it("to delete a resource group with a vault that protects a VM, and keeps the group", async () => {
    await putProtected(azure);
    const answer = await azure.call("DELETE", GROUP);
    assert.equal(answer.status, 409);
    assert.equal(codeOf(answer), "ResourceGroupDeletionBlocked");
    assert.equal((await azure.call("GET", GROUP)).status, 200);
  });

  it("to delete a disk that is attached", async () => {
    await putBasics(azure);
    const vm = (await azure.call("GET", VM)).body as {
      properties: { storageProfile: { osDisk: { managedDisk: { id: string } } } };
    };
    const answer = await azure.call("DELETE", vm.properties.storageProfile.osDisk.managedDisk.id);
    assert.equal(answer.status, 409);
    assert.equal(codeOf(answer), "OperationNotAllowed");
  });

  it("to attach a disk that is attached to another VM", async () => {
    await putBasics(azure, "Linux");
    const disk = { lun: 0, createOption: "Attach", managedDisk: { id: DISK } };
    const withDisk = (dataDisks: JsonObject[]) => machineWith({ storageProfile: { dataDisks } });
    await azure.call("PUT", DISK, {
      location: "westeurope",
      properties: { creationData: { createOption: "Empty" }, diskSizeGB: 4 },
    });
    await azure.call("PUT", VM, withDisk([disk]));
    const answer = await azure.call("PUT", VM.replace("web", "other"), withDisk([disk]));
    assert.deepEqual([answer.status, codeOf(answer)], [409, "ConflictingUserInput"]);
  });

  it("to cancel a job that is Completed", async () => {
    await putProtected(azure);
    const [job] = (await azure.call("GET", `${VAULT}/backupJobs`)).body["value"] as { name: string }[];
    const answer = await azure.call("POST", `${VAULT}/backupJobs/${job?.name}/cancel`);
    assert.equal(answer.status, 400);
  });

  it("to back up a soft-deleted item", async () => {
    await putProtected(azure);
    await azure.call("DELETE", ITEM);
    const answer = await azure.call("POST", `${ITEM}/backup`, { properties: { objectType: "IaasVMBackupRequest" } });
    assert.equal(answer.status, 400);
  });
});
