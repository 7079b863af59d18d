/** Bodies of restores and backups that do not go with their path, or whose ids, zones and times cannot exist. */
import assert from "node:assert/strict";
import type { Json, JsonObject } from "../../provider/core/json.js";
import { codeOf, firstOf, GROUP, ITEM, messageOf, type TestAzure, VAULT, VM } from "../support/service.js";
import { openProtected } from "../support/started-azure.js";

const POINTS = `${ITEM}/recoveryPoints`;
const NETWORK = `${GROUP}/providers/Microsoft.Network/virtualNetworks/net`;
const ACCOUNT = `${GROUP}/providers/Microsoft.Storage/storageAccounts/staging`;
const REHYDRATION = "IaasVMRestoreWithRehydrationRequest";

describe("the body of a request about an item:", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openProtected();
  });

  afterEach(() => azure.close());

  const countJobs = async () => ((await azure.call("GET", `${VAULT}/backupJobs`)).body["value"] as Json[]).length;

  async function restore(request: JsonObject) {
    await azure.call("POST", `${ITEM}/backup`, { properties: { objectType: "IaasVMBackupRequest" } });
    const point = String(firstOf(await azure.call("GET", POINTS), "name"));
    const before = await countJobs();
    const properties = {
      objectType: "IaasVMRestoreRequest",
      recoveryType: "RestoreDisks",
      targetResourceGroupId: GROUP,
      ...request,
    };
    const answer = await azure.call("POST", `${POINTS}/${point}/restore`, { properties });
    return { answer, jobs: (await countJobs()) - before };
  }

  describe("a restore is refused, and no job starts,", () => {
    const ROWS: readonly (readonly [rule: string, request: JsonObject, message: RegExp])[] = [
      [
        "if it names another recovery point than its path",
        { recoveryPointId: "123" },
        /^properties\.recoveryPointId is '123', but the path names the recovery point '\d+'\.$/,
      ],
      [
        "if it names another VM than its path",
        { sourceResourceId: `${VM}2` },
        /^properties\.sourceResourceId is '.*\/web2', but the item in the path protects '.*\/web'\.$/,
      ],
      [
        "if the storage account's id is only a name",
        { storageAccountId: "sa" },
        /^properties\.storageAccountId is 'sa': expected the id of a resource of the type Microsoft\.Storage\/storageAcc/,
      ],
      ["if the storage account's id is that of a VM", { storageAccountId: VM }, /^properties\.storageAccountId is /],
      ["if the network's id is only a name", { virtualNetworkId: "net" }, /^properties\.virtualNetworkId is 'net': /],
      ["if the subnet's id is that of a network", { subnetId: NETWORK }, /^properties\.subnetId is /],
      [
        "if the disk encryption set's id is only a name",
        { diskEncryptionSetId: "set" },
        /diskEncryptionSetId is 'set'/,
      ],
      [
        "if it names a zone that does not exist",
        { zones: ["9"] },
        /^properties\.zones contains '9': expected one of 1, /,
      ],
      [
        "if it rehydrates and does not say how",
        { objectType: REHYDRATION },
        /^properties\.recoveryPointRehydrationInfo is missing: /,
      ],
    ];
    for (const [rule, request, message] of ROWS) {
      it(rule, async () => {
        const { answer, jobs } = await restore(request);
        assert.deepEqual(
          [answer.status, codeOf(answer), jobs],
          [400, "BMSUserErrorInvalidRestoreRequest", 0],
          messageOf(answer),
        );
        assert.match(messageOf(answer), message);
      });
    }
  });

  it("a restore is accepted with the ids of its VM, network and disk encryption set, in any case", async () => {
    const { answer, jobs } = await restore({
      objectType: REHYDRATION,
      recoveryPointRehydrationInfo: { rehydrationRetentionDuration: "P10D", rehydrationPriority: "Standard" },
      sourceResourceId: VM.toUpperCase(),
      storageAccountId: ACCOUNT,
      virtualNetworkId: NETWORK,
      subnetId: `${NETWORK}/subnets/default`,
      diskEncryptionSetId: `${GROUP}/providers/Microsoft.Compute/diskEncryptionSets/set`,
      zones: ["nozone"],
    });
    assert.deepEqual([answer.status, jobs], [202, 1], messageOf(answer));
  });

  describe("a backup", () => {
    for (const objectType of ["AzureFileShareBackupRequest", "AzureWorkloadBackupRequest"]) {
      it(`of the type ${objectType} is refused, and no job starts`, async () => {
        const before = await countJobs();
        const answer = await azure.call("POST", `${ITEM}/backup`, { properties: { objectType } });
        assert.deepEqual([answer.status, codeOf(answer), await countJobs()], [400, "BadRequest", before]);
        assert.match(messageOf(answer), /^properties\.objectType is '\w+': expected IaasVMBackupRequest, /);
      });
    }

    it("that expires on a date of no calendar is refused, and the message says so", async () => {
      const properties = { objectType: "IaasVMBackupRequest", recoveryPointExpiryTimeInUTC: "2027-02-31T00:00:00Z" };
      const answer = await azure.call("POST", `${ITEM}/backup`, { properties });
      assert.equal(codeOf(answer), "BMSUserErrorInvalidRecoveryPointExpiryTime");
      assert.match(messageOf(answer), /TimeInUTC is 2027-02-31T00:00:00Z, a time that does not exist: expected a time/);
    });
  });
});
