import assert from "node:assert/strict";
import { type Clock, systemClock } from "../../provider/core/clock.js";
import type { JsonObject } from "../../provider/core/json.js";
import { silentLog } from "../../provider/core/log.js";
import { type EmbeddedAzure, type EmbeddedOptions, openEmbedded } from "../../provider/runtime/embedded.js";
import { azvb, azvbJson, temporaryFolder } from "./azvb.js";

const GROUP = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rehearsal";
const VM = `${GROUP}/providers/Microsoft.Compute/virtualMachines/web-1`;
const VAULT = `${GROUP}/providers/Microsoft.RecoveryServices/vaults/safe`;
const ITEM = `${VAULT}/backupFabrics/Azure/protectionContainers/IaasVMContainer;iaasvmcontainerv2;rehearsal;web-1/protectedItems/VM;iaasvmcontainerv2;rehearsal;web-1`;

const MARCH: Clock = { ...systemClock, now: () => new Date("2026-03-01T23:00:00.000Z") };

const osDisk = { osType: "Linux", createOption: "FromImage", diskSizeGB: 1 };
const image = { publisher: "Canonical", offer: "ubuntu", sku: "server", version: "latest" };

/** What a program does to protect a VM. */
const PROTECT: readonly (readonly [path: string, body: JsonObject])[] = [
  [GROUP, { location: "westeurope" }],
  [
    VM,
    {
      location: "westeurope",
      properties: {
        hardwareProfile: { vmSize: "Standard_B1s" },
        storageProfile: { imageReference: image, osDisk },
        osProfile: { computerName: "web-1", adminUsername: "azureuser" },
        networkProfile: { networkInterfaces: [{ id: `${GROUP}/providers/Microsoft.Network/networkInterfaces/web-1` }] },
      },
    },
  ],
  [VAULT, { location: "westeurope", sku: { name: "Standard" }, properties: { publicNetworkAccess: "Enabled" } }],
  [
    ITEM,
    {
      properties: {
        protectedItemType: "Microsoft.Compute/virtualMachines",
        policyId: `${VAULT}/backupPolicies/DefaultPolicy`,
        sourceResourceId: VM,
      },
    },
  ],
];

const BACK_UP: JsonObject = {
  properties: { objectType: "IaasVMBackupRequest", recoveryPointExpiryTimeInUTC: "2030-01-01T00:00:00.000Z" },
};

describe("azvb, after a VM was backed up", () => {
  const folder = temporaryFolder();

  /** Protects a VM in the home and begins to back it up. */
  const backUp = async (options: Pick<EmbeddedOptions, "clock" | "pace">): Promise<void> => {
    const azure = await openEmbedded({ home: folder(), log: silentLog, clock: systemClock, durability: "none" });
    for (const [path, body] of PROTECT) await send(azure, "PUT", path, body);
    azure.close();
    const slow = await openEmbedded({ home: folder(), log: silentLog, durability: "none", ...options });
    await send(slow, "POST", `${ITEM}/backup`, BACK_UP);
    slow.close();
  };

  const send = async (azure: EmbeddedAzure, method: string, path: string, body: JsonObject): Promise<void> => {
    const url = `http://127.0.0.1${encodeURI(path)}?api-version=2025-02-01`;
    const answer = await azure.fetch(new Request(url, { method, body: JSON.stringify(body) }));
    assert.ok(answer.ok, `${method} ${path}: ${await answer.text()}`);
  };

  it("shows the job with its phases", async () => {
    await backUp({ clock: MARCH, pace: { kind: "instant" } });

    const { stdout } = await azvb(["jobs", "--home", folder(), "--operation", "Backup"]);

    assert.equal(
      stdout,
      [
        "VAULT  VM     OPERATION  STATUS     STARTED               DURATION  PHASES\n",
        "safe   web-1  Backup     Completed  2026-03-01 23:00 UTC  0 s       Take Snapshot: Completed, Transfer data to vault: Completed\n",
      ].join(""),
    );
  });

  it("shows the point that it can be restored from", async () => {
    await backUp({ clock: MARCH, pace: { kind: "instant" } });

    const { stdout } = await azvb(["points", "--home", folder(), "--vm", "web-1"]);

    assert.match(
      stdout,
      /^VAULT +VM +NAME +TIME +CONSISTENCY +TIERS\nsafe +web-1 +\d+ +2026-03-01 23:00 UTC +FileSystemConsistent +snapshot, vault\n$/,
    );
  });

  it("looks at a job that runs without moving it on", async () => {
    await backUp({ pace: { kind: "polls", reads: 2 } });
    const statuses = async () =>
      ((await azvbJson(["jobs", "--home", folder(), "--operation", "Backup"])) as { status: string }[]).map(
        ({ status }) => status,
      );

    assert.deepEqual(
      [await statuses(), await statuses(), await statuses()],
      [["InProgress"], ["InProgress"], ["InProgress"]],
    );
  });
});
