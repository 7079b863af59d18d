import assert from "node:assert/strict";
import { systemClock } from "../../provider/core/clock.js";
import type { JsonObject } from "../../provider/core/json.js";
import { silentLog } from "../../provider/core/log.js";
import { openEmbedded } from "../../provider/runtime/embedded.js";
import { azvb, azvbJson, temporaryFolder } from "./azvb.js";
import { backUp, GROUP, group, ITEM, PROTECTED_VM, put, SUBSCRIPTION, send, VAULT, VM, vault, vm } from "./home.js";

const NETWORK = `${GROUP}/providers/Microsoft.Network/virtualNetworks/net`;
const POLICY = `${VAULT}/backupPolicies/nightly`;

const policy: JsonObject = {
  properties: {
    backupManagementType: "AzureIaasVM",
    schedulePolicy: {
      schedulePolicyType: "SimpleSchedulePolicy",
      scheduleRunFrequency: "Daily",
      scheduleRunTimes: ["2026-01-01T02:00:00Z"],
    },
    retentionPolicy: {
      retentionPolicyType: "LongTermRetentionPolicy",
      dailySchedule: {
        retentionTimes: ["2026-01-01T02:00:00Z"],
        retentionDuration: { count: 30, durationType: "Days" },
      },
    },
    timeZone: "UTC",
  },
};

const row = (id: string, type: string, more: JsonObject = {}): JsonObject => ({
  id,
  type,
  name: id.split("/").at(-1) ?? "",
  resourceGroup: "shop",
  location: "westeurope",
  state: "Succeeded",
  protection: null,
  ...more,
});

describe("azvb resources", () => {
  const folder = temporaryFolder();
  const types = async (...args: string[]): Promise<string[]> =>
    ((await azvbJson(["resources", "--home", folder(), ...args])) as { type: string; name: string }[]).map(
      ({ type, name }) => `${type} ${name}`,
    );

  it("lists each resource group, then its resources by type, with their state and the protection of VMs", async () => {
    await put(
      folder(),
      ...PROTECTED_VM,
      [POLICY, policy],
      vm("db-1"),
      [NETWORK, { location: "northeurope", properties: {} }],
      group(`${SUBSCRIPTION}/resourceGroups/bare`),
    );

    assert.deepEqual(await azvbJson(["resources", "--home", folder()]), [
      row(`${SUBSCRIPTION}/resourceGroups/bare`, "Microsoft.Resources/resourceGroups", { resourceGroup: "bare" }),
      row(GROUP, "Microsoft.Resources/resourceGroups"),
      row(`${GROUP}/providers/Microsoft.Compute/disks/db-1-os`, "Microsoft.Compute/disks"),
      row(`${GROUP}/providers/Microsoft.Compute/disks/web-1-os`, "Microsoft.Compute/disks"),
      row(VM.replace("web-1", "db-1"), "Microsoft.Compute/virtualMachines", { protection: "NotProtected" }),
      row(VM, "Microsoft.Compute/virtualMachines", { protection: "IRPending" }),
      row(NETWORK, "Microsoft.Network/virtualNetworks", { location: "northeurope" }),
      row(VAULT, "Microsoft.RecoveryServices/vaults"),
      row(POLICY, "Microsoft.RecoveryServices/vaults/backupPolicies", { location: null, state: null }),
      row(ITEM, "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems", {
        location: null,
        state: null,
        protection: "IRPending",
      }),
    ]);
  });

  it("prints a table in which children have the name of their parent and protection has a description", async () => {
    await put(folder(), ...PROTECTED_VM, vm("db-1"), [POLICY, policy]);

    assert.equal(
      (await azvb(["resources", "--home", folder()])).stdout,
      [
        "TYPE             NAME          STATE                   RESOURCE GROUP  LOCATION\n",
        "resourceGroups   shop          Succeeded               shop            westeurope\n",
        "disks            db-1-os       Succeeded               shop            westeurope\n",
        "disks            web-1-os      Succeeded               shop            westeurope\n",
        "virtualMachines  db-1          Not protected           shop            westeurope\n",
        "virtualMachines  web-1         Initial backup pending  shop            westeurope\n",
        "vaults           safe          Succeeded               shop            westeurope\n",
        "backupPolicies   safe/nightly  -                       shop            -\n",
        "protectedItems   safe/web-1    Initial backup pending  shop            -\n",
      ].join(""),
    );
  });

  it("keeps type, name and state in 40 columns", async () => {
    await put(folder(), ...PROTECTED_VM);

    assert.equal(
      (await azvb(["resources", "--home", folder()], { env: { COLUMNS: "40" } })).stdout,
      [
        "TYPE             NAME        STATE\n",
        "resourceGroups   shop        Succeeded\n",
        "disks            web-1-os    Succeeded\n",
        "virtualMachines  web-1       Initial ba…\n",
        "vaults           safe        Succeeded\n",
        "protectedItems   safe/web-1  Initial ba…\n",
        "Hidden columns: RESOURCE GROUP,\n",
        "LOCATION. Widen the terminal, or use\n",
        "--output json.\n",
      ].join(""),
    );
  });

  it("keeps all columns in 80 columns", async () => {
    await put(folder(), ...PROTECTED_VM);

    assert.equal(
      (await azvb(["resources", "--home", folder()], { env: { COLUMNS: "80" } })).stdout,
      [
        "TYPE             NAME        STATE                   RESOURCE GROUP  LOCATION\n",
        "resourceGroups   shop        Succeeded               shop            westeurope\n",
        "disks            web-1-os    Succeeded               shop            westeurope\n",
        "virtualMachines  web-1       Initial backup pending  shop            westeurope\n",
        "vaults           safe        Succeeded               shop            westeurope\n",
        "protectedItems   safe/web-1  Initial backup pending  shop            -\n",
      ].join(""),
    );
  });

  it("shows a VM as protected after its first backup, and as soft-deleted after its protected item was deleted", async () => {
    const states = async () =>
      (
        (await azvbJson(["resources", "--home", folder(), "--type", "virtualMachines"])) as { protection: string }[]
      ).map(({ protection }) => protection);
    await put(folder(), ...PROTECTED_VM);
    await backUp(folder(), { clock: systemClock, pace: { kind: "instant" } });
    const backedUp = await states();
    const azure = await openEmbedded({ home: folder(), log: silentLog, durability: "none" });
    await send(azure, "DELETE", ITEM, {});
    await azure.close();

    assert.deepEqual(backedUp, ["Protected"]);
    assert.deepEqual(await states(), ["SoftDeleted"]);
    assert.match(
      (await azvb(["resources", "--home", folder()])).stdout,
      /^virtualMachines +web-1 +Backup soft deleted +/m,
    );
  });

  it("lists the resource group of Azure Backup's snapshots, but neither its contents nor built-in policies", async () => {
    await put(folder(), ...PROTECTED_VM);
    await backUp(folder(), { clock: systemClock, pace: { kind: "instant" } });

    assert.deepEqual(await types(), [
      "Microsoft.Resources/resourceGroups AzureBackupRG_westeurope_1",
      "Microsoft.Resources/resourceGroups shop",
      "Microsoft.Compute/disks web-1-os",
      "Microsoft.Compute/virtualMachines web-1",
      "Microsoft.Compute/virtualMachines/extensions VMSnapshotLinux",
      "Microsoft.RecoveryServices/vaults safe",
      "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems VM;iaasvmcontainerv2;shop;web-1",
    ]);
  });

  it("lists a resource whose namespace, type or name has the name of a JavaScript member", async () => {
    await put(
      folder(),
      group(),
      [`${GROUP}/providers/constructor/a/b`, {}],
      [`${GROUP}/providers/Contoso.Parts/__proto__/toString`, {}],
    );

    assert.deepEqual(await types(), [
      "Microsoft.Resources/resourceGroups shop",
      "constructor/a b",
      "Contoso.Parts/__proto__ toString",
    ]);
  });

  it("filters by type, with its full name or last segment, and by resource group, case-insensitively", async () => {
    await put(
      folder(),
      ...PROTECTED_VM,
      [POLICY, policy],
      group(`${SUBSCRIPTION}/resourceGroups/bare`),
      vault("spare"),
    );

    assert.deepEqual(await types("--type", "vaults"), [
      "Microsoft.RecoveryServices/vaults safe",
      "Microsoft.RecoveryServices/vaults spare",
    ]);
    assert.deepEqual(await types("--type", "microsoft.compute/VIRTUALMACHINES"), [
      "Microsoft.Compute/virtualMachines web-1",
    ]);
    assert.deepEqual(await types("--type", "backuppolicies"), [
      "Microsoft.RecoveryServices/vaults/backupPolicies nightly",
    ]);
    assert.deepEqual(await types("--type", "Microsoft.RecoveryServices/vaults/backupPolicies"), [
      "Microsoft.RecoveryServices/vaults/backupPolicies nightly",
    ]);
    assert.deepEqual(await types("--resource-group", "BARE"), ["Microsoft.Resources/resourceGroups bare"]);
  });

  it("escapes control characters in a table and in JSON", async () => {
    const name = "a\u001b[31mred\u009b1m\u202egnp";
    await put(folder(), group());
    const azure = await openEmbedded({ home: folder(), log: silentLog, durability: "none" });
    await azure.store.write((documents) => {
      const id = `${GROUP}/providers/Contoso.Parts/bolts/x`;
      documents.put({ id, type: "Contoso.Parts/bolts", scope: GROUP, body: { id, type: "Contoso.Parts/bolts", name } });
    });
    await azure.close();

    const table = await azvb(["resources", "--home", folder(), "--type", "bolts"]);
    const json = await azvb(["resources", "--home", folder(), "--type", "bolts", "--output", "json"]);

    assert.match(table.stdout, /^bolts +a\\u001b\[31mred\\u009b1m\\u202egnp +/m);
    assert.match(json.stdout, /"name": "a\\u001b\[31mred\\u009b1m\\u202egnp"/);
    assert.equal((JSON.parse(json.stdout) as { name: string }[])[0]?.name, name);
  });

  it("explains an empty home", async () => {
    await put(folder());

    assert.deepEqual(await types(), []);
    assert.equal(
      (await azvb(["resources", "--home", folder()])).stdout,
      "This home contains no resources. To create some, run pulumi up in a project that uses azure-vm-backup.\n",
    );
  });
});
