import assert from "node:assert/strict";
import { type Json, type JsonObject, objectAt } from "../../provider/core/json.js";
import {
  codeOf,
  dailyPolicy,
  firstOf,
  GROUP,
  ITEM,
  machine,
  messageOf,
  protection,
  STOP,
  type TestAzure,
  VAULT,
  VM,
} from "../support/service.js";
import { openBasics, openProtected } from "../support/started-azure.js";

const BACKUP = { properties: { objectType: "IaasVMBackupRequest" } };
const POINTS = `${ITEM}/recoveryPoints`;
const WARNING = "x-ms-azvb-warning";
const OTHER_SUBSCRIPTION_GROUP = "/subscriptions/00000000-0000-4000-8000-000000000002/resourceGroups/elsewhere";
const ACCOUNT = `${GROUP}/providers/Microsoft.Storage/storageAccounts/staging`;

describe("a backup", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openProtected();
  });

  afterEach(() => azure.close());

  const backupUntil = (recoveryPointExpiryTimeInUTC: Json) =>
    azure.call("POST", `${ITEM}/backup`, {
      properties: { objectType: "IaasVMBackupRequest", recoveryPointExpiryTimeInUTC },
    });

  const REFUSED: readonly (readonly [rule: string, expiry: Json])[] = [
    ["that expires in the past", "2024-05-13T10:25:27.000Z"],
    ["that expires now", "2024-05-13T10:25:28.000Z"],
    ["with an invalid expiry", "soon"],
    ["with a number of days as its expiry", 30],
  ];
  for (const [rule, expiry] of REFUSED) {
    it(`${rule} is refused`, async () => {
      const answer = await backupUntil(expiry);
      assert.deepEqual(
        [answer.status, codeOf(answer)],
        [400, "BMSUserErrorInvalidRecoveryPointExpiryTime"],
        messageOf(answer),
      );
    });
  }

  it("retains its recovery point until the requested expiry, or for 30 days by default", async () => {
    await backupUntil("2024-06-01T12:00:00.000Z");
    await azure.call("POST", `${ITEM}/backup`, BACKUP);
    const points = (await azure.call("GET", POINTS)).body["value"] as Json[];
    const expiries = points.map((point) => objectAt(point, "properties", "recoveryPointProperties")["expiryTime"]);
    assert.deepEqual(expiries, ["2024-06-12T10:25:28.0000000", "2024-06-01T12:00:00.0000000"]);
  });

  it("of an item whose protection is stopped is refused", async () => {
    await azure.call("PUT", ITEM, STOP);
    const answer = await azure.call("POST", `${ITEM}/backup`, BACKUP);
    assert.deepEqual([answer.status, codeOf(answer)], [400, "UserErrorBackupNotAllowedProtectionStopped"]);
  });

  it("of a soft-deleted item is refused", async () => {
    await azure.call("DELETE", ITEM);
    const answer = await azure.call("POST", `${ITEM}/backup`, BACKUP);
    assert.deepEqual([answer.status, codeOf(answer)], [400, "UserErrorBackupNotAllowedProtectionStopped"]);
  });

  it("is accepted nine times a day without a warning, and with a warning at the tenth", async () => {
    const warnings: (string | null)[] = [];
    for (let count = 0; count < 10; count++) {
      warnings.push((await azure.call("POST", `${ITEM}/backup`, BACKUP)).headers.get(WARNING));
    }
    assert.deepEqual(warnings.slice(0, 9), Array(9).fill(null));
    assert.match(
      String(warnings[9]),
      /^Azure allows 9 on-demand backups of the item in 24 hours; this is number 10\.$/,
    );
  });

  it("cannot be deleted from an immutable vault: the request is accepted, but the operation fails", async () => {
    const state = { securitySettings: { immutabilitySettings: { state: "Unlocked" } } };
    await azure.call("PATCH", VAULT, { properties: state });
    const answer = await azure.call("DELETE", ITEM);
    const operation = await azure.follow(answer);
    assert.equal(answer.status, 202);
    assert.equal(operation.body["status"], "Failed");
    assert.equal(objectAt(operation.body, "error")["code"], "UserErrorDeleteBackupItemOnImmutableItem");
    assert.equal((await azure.call("GET", ITEM)).status, 200);
  });
});

describe("a restore request", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openProtected();
    await azure.call("POST", `${ITEM}/backup`, BACKUP);
  });

  afterEach(() => azure.close());

  const TO_GROUP: JsonObject = { recoveryType: "RestoreDisks", targetResourceGroupId: GROUP, region: "westeurope" };
  const ELSEWHERE: JsonObject = { recoveryType: "AlternateLocation", targetResourceGroupId: GROUP };
  const INVALID = "BMSUserErrorInvalidRestoreRequest";
  const ROWS: readonly (readonly [rule: string, request: JsonObject, code: string])[] = [
    ["with an unknown recovery type", { ...TO_GROUP, recoveryType: "Everything" }, INVALID],
    [
      "if the target is in another region",
      { ...TO_GROUP, region: "eastus" },
      "UserErrorRestoreToOtherRegionNotSupported",
    ],
    ["if restored disks have no target resource group", { recoveryType: "RestoreDisks" }, INVALID],
    [
      "if the storage account is in another region",
      { ...TO_GROUP, storageAccountId: ACCOUNT },
      "UserErrorStorageAccountInOtherRegion",
    ],
    ["if the recovery point does not contain a requested disk", { ...TO_GROUP, restoreDiskLunList: [7] }, INVALID],
    ["if the target group's id is not the id of a resource group", { ...TO_GROUP, targetResourceGroupId: VM }, INVALID],
    [
      "if the target VM's id is only a name",
      { recoveryType: "AlternateLocation", targetResourceGroupId: GROUP, targetVirtualMachineId: "web2" },
      INVALID,
    ],
    ["if a new VM has no id", ELSEWHERE, INVALID],
    [
      "if a new VM's name already exists",
      { ...ELSEWHERE, targetVirtualMachineId: VM },
      "UserErrorTargetVirtualMachineExists",
    ],
  ];
  for (const [rule, request, code] of ROWS) {
    it(`is refused ${rule}`, async () => {
      await azure.call("PUT", ACCOUNT, { location: "eastus" });
      const answer = await restore(azure, request);
      assert.deepEqual([answer.status, codeOf(answer)], [400, code], messageOf(answer));
    });
  }

  it("is refused into another subscription if the vault disables cross-subscription restore", async () => {
    const state = { crossSubscriptionRestoreSettings: { crossSubscriptionRestoreState: "Disabled" } };
    await azure.call("PATCH", VAULT, { properties: { restoreSettings: state } });
    const answer = await restore(azure, { ...TO_GROUP, targetResourceGroupId: OTHER_SUBSCRIPTION_GROUP });
    assert.deepEqual([answer.status, codeOf(answer)], [400, "UserErrorCrossSubscriptionRestoreDisabled"]);
  });

  for (const [target, elsewhere, code] of [
    [
      "into another subscription",
      { targetResourceGroupId: OTHER_SUBSCRIPTION_GROUP },
      "UserErrorCrossSubscriptionRestoreNeedsVaultTier",
    ],
    ["into another zone", { zones: ["2"] }, "UserErrorCrossZonalRestoreNeedsVaultTier"],
  ] as const) {
    it(`is refused ${target} if the recovery point was not transferred to the vault`, async () => {
      const task = "Transfer data to vault";
      const inVault = await restore(azure, { ...TO_GROUP, ...elsewhere });
      await azure.call("PUT", "/_azvb/faults", { failJob: { operation: "Backup", task, code: 400052 } });
      await azure.call("POST", `${ITEM}/backup`, BACKUP);
      const refused = await restore(azure, { ...TO_GROUP, ...elsewhere });
      const here = await restore(azure, TO_GROUP);
      assert.deepEqual([refused.status, codeOf(refused)], [400, code]);
      assert.deepEqual([inVault.status, here.status], [202, 202]);
    });
  }

  it("is refused in place if the VM no longer exists", async () => {
    await azure.call("DELETE", VM);
    const answer = await restore(azure, { recoveryType: "OriginalLocation" });
    assert.deepEqual([answer.status, codeOf(answer)], [400, "UserErrorVmNotFoundV2"]);
  });

  it("is accepted in place with a warning while the VM runs, as in a recording of Azure", async () => {
    const running = await restore(azure, { recoveryType: "OriginalLocation", storageAccountId: `${ACCOUNT}2` });
    await azure.call("POST", `${VM}/powerOff`);
    const stopped = await restore(azure, { recoveryType: "OriginalLocation", storageAccountId: `${ACCOUNT}2` });
    assert.deepEqual([running.status, stopped.status], [202, 202]);
    assert.match(running.headers.get(WARNING) ?? "", /UserErrorVmNotShutDown/);
    assert.equal(stopped.headers.get(WARNING), null);
  });
});

async function restore(azure: TestAzure, request: JsonObject) {
  const point = String(firstOf(await azure.call("GET", POINTS), "name"));
  return azure.call("POST", `${POINTS}/${point}/restore`, {
    properties: { objectType: "IaasVMRestoreRequest", ...request },
  });
}

describe("a limit", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openBasics();
  });

  afterEach(() => azure.close());

  /** Copies a document until `count` documents of its kind exist. */
  const fillUp = (id: string, count: number, existing: number) =>
    azure.azure.store.write((documents) => {
      const one = documents.get(id);
      assert.ok(one !== undefined);
      for (let n = existing; n < count; n++) documents.put({ ...one, id: `${one.id}-${n}`, rank: 1000 + n });
    });

  it("of 500 vaults per region of a subscription is enforced", async () => {
    await fillUp(VAULT, 500, 1);
    const vault = `${VAULT}-one-more`;
    const answer = await azure.call("PUT", vault, { location: "westeurope", properties: {} });
    const elsewhere = await azure.call("PUT", vault, { location: "northeurope", properties: {} });
    assert.deepEqual([answer.status, codeOf(answer)], [400, "UserErrorVaultCountLimitReached"]);
    assert.equal(elsewhere.status, 201);
  });

  it("of 200 policies per vault is enforced", async () => {
    await fillUp(`${VAULT}/backupPolicies/DefaultPolicy`, 200, 3);
    const answer = await azure.call("PUT", `${VAULT}/backupPolicies/onemore`, dailyPolicy());
    const again = await azure.call("PUT", `${VAULT}/backupPolicies/DefaultPolicy`, dailyPolicy());
    assert.deepEqual([answer.status, codeOf(answer)], [400, "BMSUserErrorPolicyCountLimitReached"]);
    assert.equal(again.status, 200);
  });

  it("of 1,000 VMs per vault is enforced, and exceeding 100 VMs per policy causes a warning", async () => {
    await azure.call("PUT", ITEM, protection());
    await azure.call("PUT", `${VM}2`, machine());
    await azure.call("PUT", `${VM}3`, machine());
    const item = (name: string) => ITEM.replaceAll(";web", `;${name}`);
    await fillUp(ITEM, 999, 1);
    await fillUp(`${ITEM}/use`, 999, 1);
    const warned = await azure.call("PUT", item("web2"), protection(VAULT, "DefaultPolicy", `${VM}2`));
    const answer = await azure.call("PUT", item("web3"), protection(VAULT, "DefaultPolicy", `${VM}3`));
    assert.equal(warned.status, 202);
    assert.match(warned.headers.get(WARNING) ?? "", /allows 100 VMs per policy; this policy protects 1000\./);
    assert.deepEqual([answer.status, codeOf(answer)], [400, "UserErrorProtectedItemLimitReached"]);
  });
});
