/** Vaults that are deleted while they contain soft-deleted items: stored under a separate key until the purge. */
import assert from "node:assert/strict";
import { at, type Json, type JsonObject, listAt } from "../../provider/core/json.js";
import type { Document } from "../../provider/service/store/documents.js";
import {
  codeOf,
  GROUP,
  ITEM,
  machine,
  openTestAzure,
  protection,
  STOP,
  SUBSCRIPTION,
  type TestAzure,
  VAULT,
  VM,
} from "../support/service.js";

const DAY_MS = 86_400_000;
const NEW_VAULT = { location: "westeurope", sku: { name: "Standard" }, properties: {} };
const BACKUP = { properties: { objectType: "IaasVMBackupRequest" } };
const at2025 = (path: string): string => `${path}?api-version=2025-08-01`;

describe("the deletion of a vault", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure();
    await azure.call("PUT", GROUP, { location: "westeurope" });
    await azure.call("PUT", VM, machine());
  });

  afterEach(() => azure.close());

  /** Creates the vault, protects the VM, backs it up and soft-deletes the item. */
  async function softDeletedItem(): Promise<void> {
    await azure.call("PUT", at2025(VAULT), NEW_VAULT);
    const enabled = await azure.call("PUT", ITEM, protection());
    assert.equal(enabled.status, 202, JSON.stringify(enabled.body));
    await azure.call("POST", `${ITEM}/backup`, BACKUP);
    await azure.call("DELETE", at2025(ITEM));
  }

  const documentsBelow = (id: string): Promise<Document[]> =>
    azure.azure.store.read((documents) => documents.below(id));
  const deletedVaults = async (): Promise<(Json | undefined)[]> => {
    const below = await documentsBelow(`${SUBSCRIPTION}/providers/Microsoft.RecoveryServices/locations/westeurope`);
    return below
      .filter(({ type }) => type === "microsoft.recoveryservices/locations/deletedvaults")
      .map(({ body }) => at(body, "properties") as JsonObject);
  };
  const countCollections = () =>
    azure.azure.store.read((documents) => documents.count({ type: "Microsoft.Compute/restorePointCollections" }));
  const itemsIn = async (vault: string) =>
    listAt((await azure.call("GET", `${vault}/backupProtectedItems`)).body, "value");

  it("with only soft-deleted items returns 202 since api-version 2025-08-01, and is refused for an older version", async () => {
    await softDeletedItem();

    const older = await azure.call("DELETE", `${VAULT}?api-version=2025-02-01`);
    assert.deepEqual([older.status, codeOf(older)], [400, "ServiceResourceNotEmptyWithBackendMessage"]);
    assert.equal((await azure.call("GET", VAULT)).status, 200);

    const newer = await azure.call("DELETE", at2025(VAULT));
    assert.equal(newer.status, 202);
    assert.equal((await azure.follow(newer)).body["status"], "Succeeded");
    assert.equal((await azure.call("GET", VAULT)).status, 404);
  });

  it("is refused while the protection of an item is stopped, even if another item is soft-deleted", async () => {
    await softDeletedItem();
    const other = `${GROUP}/providers/Microsoft.Compute/virtualMachines/db`;
    await azure.call("PUT", other, machine());
    const otherItem = ITEM.replaceAll(";web", ";db");
    await azure.call("PUT", otherItem, protection(VAULT, "DefaultPolicy", other));
    const stopped = await azure.call("PUT", otherItem, {
      properties: { ...(STOP["properties"] as JsonObject), sourceResourceId: other },
    });
    assert.equal(stopped.status, 202, JSON.stringify(stopped.body));
    assert.equal(at((await azure.call("GET", otherItem)).body, "properties", "protectionState"), "ProtectionStopped");

    const answer = await azure.call("DELETE", at2025(VAULT));

    assert.deepEqual([answer.status, codeOf(answer)], [400, "ServiceResourceNotEmptyWithContainerDetails"]);
  });

  it("retains the vault with its soft-deleted items until two days after the last item's retention", async () => {
    await softDeletedItem();
    azure.advance(60_000);
    await azure.call("DELETE", at2025(VAULT));

    assert.deepEqual(await deletedVaults(), [
      { vaultId: VAULT, vaultDeletionTime: "2024-05-13T10:26:28Z", purgeAt: "2024-05-27T10:25:28Z" },
    ]);
    azure.advance(15 * DAY_MS);
    await azure.call("PUT", at2025(VAULT), NEW_VAULT);
    assert.deepEqual([(await deletedVaults()).length, await countCollections()], [1, 1]);
    azure.advance(DAY_MS);
    await azure.call("PUT", at2025(VAULT), NEW_VAULT);
    assert.deepEqual(await deletedVaults(), []);
    assert.deepEqual(await documentsBelow(`${SUBSCRIPTION}/providers/Microsoft.RecoveryServices`), []);
    assert.equal(await countCollections(), 0);
  });

  it("is followed by a purge of the vault and its restore points after the retention period, without a request", async () => {
    await softDeletedItem();
    await azure.call("DELETE", at2025(VAULT));
    assert.deepEqual([(await deletedVaults()).length, await countCollections()], [1, 1]);

    azure.advance(17 * DAY_MS);
    await azure.azure.settle();

    assert.deepEqual([(await deletedVaults()).length, await countCollections()], [0, 0]);
  });

  it("through its resource group leaves no restore points after the retention period", async () => {
    await softDeletedItem();
    azure.advance(15 * DAY_MS);

    assert.equal((await azure.call("DELETE", `${GROUP}?api-version=2022-09-01`)).status, 202);

    assert.equal(await countCollections(), 0);
  });

  it("frees its name for a new vault, which is empty and can protect the same VM", async () => {
    for (const _ of [1, 2]) {
      await softDeletedItem();
      assert.equal((await azure.call("DELETE", at2025(VAULT))).status, 202);
    }
    await azure.call("PUT", at2025(VAULT), NEW_VAULT);

    assert.equal((await deletedVaults()).length, 2);
    const vaults = `${SUBSCRIPTION}/providers/Microsoft.RecoveryServices/vaults`;
    assert.equal(listAt((await azure.call("GET", vaults)).body, "value").length, 1);
    assert.deepEqual(await itemsIn(VAULT), []);
    assert.equal((await azure.call("GET", ITEM)).status, 404);
    assert.equal((await azure.call("PUT", ITEM, protection())).status, 202);
    assert.equal(at((await azure.call("GET", ITEM)).body, "properties", "protectionState"), "IRPending");
    assert.deepEqual((await azure.call("GET", `${ITEM}/recoveryPoints`)).body["value"], []);
    assert.equal(listAt((await azure.call("GET", `${VAULT}/backupJobs`)).body, "value").length, 1);

    azure.advance(17 * DAY_MS);
    await azure.call("PUT", at2025(VAULT), NEW_VAULT);
    assert.deepEqual(await deletedVaults(), []);
    assert.equal(at((await azure.call("GET", ITEM)).body, "properties", "protectionState"), "IRPending");
  });

  it("through its resource group is accepted if the vault is secure by default, and otherwise refused", async () => {
    await softDeletedItem();
    assert.equal((await azure.call("DELETE", GROUP)).status, 202);
    assert.equal((await deletedVaults()).length, 1);

    await azure.call("PUT", GROUP, { location: "westeurope" });
    await azure.call("PUT", VM, machine());
    await azure.call("PUT", VAULT, NEW_VAULT);
    await azure.call("PUT", ITEM, protection());
    await azure.call("DELETE", ITEM);
    assert.equal((await azure.call("DELETE", GROUP)).status, 409);
  });

  it("leaves no record if an older api-version deletes the vault", async () => {
    await azure.call("PUT", at2025(VAULT), NEW_VAULT);
    assert.equal((await azure.call("DELETE", `${VAULT}?api-version=2025-02-01`)).status, 202);

    assert.deepEqual(await deletedVaults(), []);
  });
});
