import assert from "node:assert/strict";
import { parseResourceId, resourceName, resourceType } from "../../provider/arm/resource-id.js";
import { silentLog } from "../../provider/core/log.js";
import { openEmbedded } from "../../provider/runtime/embedded.js";
import { azvb, azvbJson, temporaryFolder } from "./azvb.js";

const SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000001";
const GROUP = `${SUBSCRIPTION}/resourceGroups/rehearsal`;
const VAULT = `${GROUP}/providers/Microsoft.RecoveryServices/vaults/safe`;
const CONTAINER = `${VAULT}/backupFabrics/Azure/protectionContainers/IaasVMContainer;iaasvmcontainerv2;rehearsal;web-1`;
const ITEM = `${CONTAINER}/protectedItems/VM;iaasvmcontainerv2;rehearsal;web-1`;
const VM = `${GROUP}/providers/Microsoft.Compute/virtualMachines/web-1`;

interface Kept {
  readonly id: string;
  readonly location?: string;
  /** The type, where it is not that of the id. */
  readonly type?: string;
}

describe("azvb resources", () => {
  const folder = temporaryFolder();

  /** Writes documents into the store of the home as the service does. */
  const keep = async (...kept: readonly Kept[]): Promise<void> => {
    const azure = await openEmbedded({ home: folder(), log: silentLog, durability: "none" });
    await azure.store.write((documents) => {
      for (const { id, location, type } of kept) {
        const named = type ?? resourceType(parseResourceId(id));
        const body = { id, type: named, name: type === undefined ? resourceName(parseResourceId(id)) : "" };
        documents.put({ id, type: named, scope: GROUP, body: location === undefined ? body : { ...body, location } });
      }
    });
    azure.close();
  };

  it("lists a resource of any namespace, also of one that JavaScript knows in every object", async () => {
    await keep({ id: `${GROUP}/providers/constructor/a/b` });

    const rows = (await azvbJson(["resources", "--home", folder()])) as { type: string }[];

    assert.deepEqual(
      rows.map(({ type }) => type),
      ["constructor/a"],
    );
  });

  it("lists groups, then what lies in them, as the user made it", async () => {
    await keep(
      { id: VAULT, location: "westeurope" },
      { id: `${VAULT}/backupPolicies/nightly` },
      { id: VM, location: "westeurope" },
      { id: `${GROUP}/providers/Microsoft.Network/virtualNetworks/net`, location: "northeurope" },
      { id: GROUP, location: "westeurope" },
      { id: ITEM },
    );

    assert.deepEqual(await azvbJson(["resources", "--home", folder()]), [
      {
        id: GROUP,
        type: "Microsoft.Resources/resourceGroups",
        name: "rehearsal",
        resourceGroup: "rehearsal",
        location: "westeurope",
      },
      {
        id: VM,
        type: "Microsoft.Compute/virtualMachines",
        name: "web-1",
        resourceGroup: "rehearsal",
        location: "westeurope",
      },
      {
        id: `${GROUP}/providers/Microsoft.Network/virtualNetworks/net`,
        type: "Microsoft.Network/virtualNetworks",
        name: "net",
        resourceGroup: "rehearsal",
        location: "northeurope",
      },
      {
        id: VAULT,
        type: "Microsoft.RecoveryServices/vaults",
        name: "safe",
        resourceGroup: "rehearsal",
        location: "westeurope",
      },
      {
        id: ITEM,
        type: "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems",
        name: "VM;iaasvmcontainerv2;rehearsal;web-1",
        resourceGroup: "rehearsal",
        location: null,
      },
      {
        id: `${VAULT}/backupPolicies/nightly`,
        type: "Microsoft.RecoveryServices/vaults/backupPolicies",
        name: "nightly",
        resourceGroup: "rehearsal",
        location: null,
      },
    ]);
  });

  it("does not list what a vault holds from the start, nor what the service keeps for itself", async () => {
    await keep(
      { id: `${VAULT}/backupPolicies/DefaultPolicy` },
      { id: `${VAULT}/backupPolicies/EnhancedPolicy` },
      { id: `${VAULT}/backupPolicies/HourlyLogBackup` },
      { id: `${VAULT}/backupconfig/vaultconfig` },
      { id: `${VAULT}/backupJobs/7d6c` },
      { id: `${VAULT}/backupJobs/7d6c/running`, type: "azure-vm-backup/running" },
      { id: CONTAINER },
      { id: `${ITEM}/recoveryPoints/1` },
      { id: `${GROUP}/providers/Microsoft.Resources/deployments/main` },
      { id: `${SUBSCRIPTION}/providers/Microsoft.RecoveryServices`, type: "Microsoft.Resources/providers" },
      { id: `${SUBSCRIPTION}/providers/azure-vm-backup/operations/9f`, type: "azure-vm-backup/operations" },
      { id: `${SUBSCRIPTION}/providers/Microsoft.Compute/locations/westeurope/operations/9f` },
    );

    assert.deepEqual(await azvbJson(["resources", "--home", folder()]), []);
    assert.equal(
      (await azvb(["resources", "--home", folder()])).stdout,
      "There are no resources. Run pulumi up in a project that uses azure-vm-backup to make some.\n",
    );
  });

  it("lists one type, by its whole name or its last word, in any case", async () => {
    await keep({ id: GROUP, location: "westeurope" }, { id: VAULT, location: "westeurope" }, { id: VM });
    const names = async (type: string) =>
      ((await azvbJson(["resources", "--home", folder(), "--type", type])) as { name: string }[]).map(
        ({ name }) => name,
      );

    assert.deepEqual(await names("vaults"), ["safe"]);
    assert.deepEqual(await names("microsoft.compute/virtualmachines"), ["web-1"]);
    assert.deepEqual(await names("disks"), []);
  });

  it("aligns a table for people", async () => {
    await keep({ id: GROUP, location: "westeurope" }, { id: `${VAULT}/backupPolicies/nightly` }, { id: ITEM });

    assert.equal(
      (await azvb(["resources", "--home", folder()])).stdout,
      [
        "TYPE            NAME       RESOURCE GROUP  LOCATION\n",
        "resourceGroups  rehearsal  rehearsal       westeurope\n",
        "protectedItems  web-1      rehearsal       -\n",
        "backupPolicies  nightly    rehearsal       -\n",
      ].join(""),
    );
  });
});
