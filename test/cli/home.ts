/** Homes for the tests of `azvb`, filled through the REST API of the embedded Azure. */
import assert from "node:assert/strict";
import type { JsonObject } from "../../provider/core/json.js";
import { silentLog } from "../../provider/core/log.js";
import { type EmbeddedAzure, type EmbeddedOptions, openEmbedded } from "../../provider/runtime/embedded.js";

export const SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000001";
export const GROUP = `${SUBSCRIPTION}/resourceGroups/shop`;
export const VM = vmId("web-1");
export const VAULT = vaultId("safe");
export const ITEM = itemId("web-1");

export function vmId(name: string): string {
  return `${GROUP}/providers/Microsoft.Compute/virtualMachines/${name}`;
}

export function vaultId(name: string): string {
  return `${GROUP}/providers/Microsoft.RecoveryServices/vaults/${name}`;
}

/** The protected item of a VM in the vault `safe`. */
export function itemId(vm: string): string {
  const name = `iaasvmcontainerv2;shop;${vm}`;
  return `${VAULT}/backupFabrics/Azure/protectionContainers/IaasVMContainer;${name}/protectedItems/VM;${name}`;
}

/** One PUT of a resource. */
export type Put = readonly [id: string, body: JsonObject];

export const group = (id = GROUP): Put => [id, { location: "westeurope" }];

export const vm = (name: string): Put => [
  vmId(name),
  {
    location: "westeurope",
    properties: {
      hardwareProfile: { vmSize: "Standard_B1s" },
      storageProfile: {
        imageReference: { publisher: "Canonical", offer: "ubuntu", sku: "server", version: "latest" },
        osDisk: { name: `${name}-os`, osType: "Linux", createOption: "FromImage", diskSizeGB: 1 },
      },
      osProfile: { computerName: name, adminUsername: "azureuser" },
      networkProfile: { networkInterfaces: [{ id: `${GROUP}/providers/Microsoft.Network/networkInterfaces/nic` }] },
    },
  },
];

export const vault = (name: string): Put => [
  vaultId(name),
  { location: "westeurope", sku: { name: "Standard" }, properties: { publicNetworkAccess: "Enabled" } },
];

/** Protects a VM in the vault `safe`. */
export const protection = (name: string): Put => [
  itemId(name),
  {
    properties: {
      protectedItemType: "Microsoft.Compute/virtualMachines",
      policyId: `${VAULT}/backupPolicies/DefaultPolicy`,
      sourceResourceId: vmId(name),
    },
  },
];

/** The PUTs that protect the VM `web-1` in the vault `safe`. */
export const PROTECTED_VM: readonly Put[] = [group(), vm("web-1"), vault("safe"), protection("web-1")];

export async function send(azure: EmbeddedAzure, method: string, path: string, body: JsonObject): Promise<void> {
  const url = `http://127.0.0.1${encodeURI(path)}?api-version=2025-02-01`;
  const reply = await azure.fetch(new Request(url, { method, body: JSON.stringify(body) }));
  assert.ok(reply.ok, `${method} ${path}: ${await reply.text()}`);
}

/** Puts resources into a home, in this order; the home is created if it does not exist. */
export async function put(home: string, ...puts: readonly Put[]): Promise<void> {
  const azure = await openEmbedded({ home, log: silentLog, durability: "none" });
  try {
    for (const [id, body] of puts) await send(azure, "PUT", id, body);
  } finally {
    await azure.close();
  }
}

/** Starts a backup of the VM `web-1`. */
export async function backUp(home: string, options: Pick<EmbeddedOptions, "clock" | "pace">): Promise<void> {
  const azure = await openEmbedded({ home, log: silentLog, durability: "none", ...options });
  try {
    await send(azure, "POST", `${ITEM}/backup`, {
      properties: { objectType: "IaasVMBackupRequest", recoveryPointExpiryTimeInUTC: "2030-01-01T00:00:00.000Z" },
    });
  } finally {
    await azure.close();
  }
}
