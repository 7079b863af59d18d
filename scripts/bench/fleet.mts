/** The fleet that the benches declare: one vault, 10 policies, and 989 VMs protected by them, 1,000 resources in all. */
import { cpSync } from "node:fs";
import { join } from "node:path";
import type { Fetch } from "../../provider/arm/fetch.js";
import type { EmbeddedAzure } from "../../provider/runtime/embedded.js";
import { compiled } from "./compiled.mts";
import { progress } from "./rounds.mts";
import { scratchFolder } from "./scratch.mts";

const LOCATION = "westeurope";
const POLICY_COUNT = 10;
const PROTECTED_COUNT = 989;
/** As many as the provider's bench protects. */
export const MACHINE_COUNT = 1_000;

const SUBSCRIPTION_ID = "/subscriptions/11111111-1111-1111-1111-111111111111";
const GROUP_ID = `${SUBSCRIPTION_ID}/resourceGroups/fleet`;
export const VAULT_ID = `${GROUP_ID}/providers/Microsoft.RecoveryServices/vaults/fleet`;

export const machineName = (index: number): string => `vm-${String(index).padStart(4, "0")}`;
export const machineId = (index: number): string =>
  `${GROUP_ID}/providers/Microsoft.Compute/virtualMachines/${machineName(index)}`;
/** The default policy of every vault. */
export const POLICY_ID = `${VAULT_ID}/backupPolicies/DefaultPolicy`;

/** The id of the VM's protected item. */
export function itemId(index: number): string {
  const unique = `iaasvmcontainerv2;fleet;${machineName(index)}`;
  return `${VAULT_ID}/backupFabrics/Azure/protectionContainers/IaasVMContainer;${unique}/protectedItems/VM;${unique}`;
}

/** The id of a separate group, for independent writes. */
export const loneGroupId = (name: string): string => `${SUBSCRIPTION_ID}/resourceGroups/${name}`;

/** The program of the fleet; the two sides differ only in the package. */
export const fleetProgram = (packageName: string): string => `"use strict";
const { BackupPolicy, ProtectedVm, Vault } = require("${packageName}");
const group = "${GROUP_ID}";
const vault = new Vault("fleet", { resourceGroup: group, location: "${LOCATION}", redundancy: "LocallyRedundant" });
const policies = Array.from({ length: ${POLICY_COUNT} }, (_, index) =>
  new BackupPolicy("daily-" + index, {
    vault: vault.id,
    timeZone: "W. Europe Standard Time",
    schedule: { frequency: "Daily", time: "02:00" },
    retention: { daily: { count: 30 + index }, weekly: { count: 104, weekdays: ["Sunday"] } },
  }),
);
for (let index = 0; index < ${PROTECTED_COUNT}; index++) {
  const name = "vm-" + String(index).padStart(4, "0");
  new ProtectedVm(name, {
    vault: vault.id,
    policy: policies[index % ${POLICY_COUNT}].id,
    vm: group + "/providers/Microsoft.Compute/virtualMachines/" + name,
  });
}
`;

/** The initial content of a home: the group and its VMs; with `vault` also an empty vault; with `items` the first VMs protected in it. */
export type Seeded = "machines" | "vault" | "items";

const ITEM_COUNT = 100;
const homes = new Map<Seeded, Promise<string>>();

/** Creates a home with its content at `home`. Each variant is created once and copied. */
export async function placeHome(home: string, seeded: Seeded): Promise<void> {
  const made = homes.get(seeded) ?? makeHome(seeded);
  homes.set(seeded, made);
  cpSync(await made, home, { recursive: true });
}

async function makeHome(seeded: Seeded): Promise<string> {
  progress(`creating a home with ${MACHINE_COUNT} VMs (${seeded})`);
  const home = join(scratchFolder(), "home");
  const azure = await openHomeAt(home);
  try {
    await seed(azure.fetch, seeded);
  } finally {
    azure.close();
  }
  return home;
}

/** The embedded Azure of a home. */
export async function openHomeAt(home: string): Promise<EmbeddedAzure> {
  const { openEmbedded } = await compiled("provider/runtime/embedded.js");
  const { createLog } = await compiled("provider/core/log.js");
  return openEmbedded({ home, log: createLog((line) => process.stderr.write(`${line}\n`)) });
}

async function seed(fetch: Fetch, seeded: Seeded): Promise<void> {
  await put(fetch, GROUP_ID, "2022-09-01", { location: LOCATION });
  const indexes = Array.from({ length: MACHINE_COUNT }, (_, index) => index);
  await Promise.all(indexes.map((index) => put(fetch, machineId(index), "2024-07-01", machine(index))));
  if (seeded === "machines") return;
  await put(fetch, VAULT_ID, "2024-04-01", {
    location: LOCATION,
    sku: { name: "RS0", tier: "Standard" },
    properties: {},
  });
  if (seeded === "vault") return;
  await Promise.all(indexes.slice(0, ITEM_COUNT).map((index) => put(fetch, itemId(index), "2024-04-01", item(index))));
}

const machine = (index: number) => ({
  location: LOCATION,
  properties: {
    hardwareProfile: { vmSize: "Standard_D2s_v5" },
    storageProfile: {
      imageReference: { publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" },
      osDisk: { name: `${machineName(index)}-os`, osType: "Linux", createOption: "FromImage", diskSizeGB: 32 },
    },
    osProfile: { computerName: machineName(index), adminUsername: "azureuser" },
    networkProfile: {
      networkInterfaces: [{ id: `${GROUP_ID}/providers/Microsoft.Network/networkInterfaces/${machineName(index)}` }],
    },
  },
});

/** The body that protects a VM with the default policy. */
export const item = (index: number) => ({
  properties: {
    protectedItemType: "Microsoft.Compute/virtualMachines",
    sourceResourceId: machineId(index),
    policyId: POLICY_ID,
  },
});

/** A client's request. The embedded Azure has the host name of Azure's public cloud. */
export const requestOf = (method: "GET" | "PUT", id: string, apiVersion: string, body?: object): Request =>
  new Request(`https://management.azure.com${encodeURI(id)}?api-version=${apiVersion}`, {
    method,
    headers: { "content-type": "application/json" },
    body: body === undefined ? null : JSON.stringify(body),
  });

/** Sends a PUT and reads the complete response. Throws if the service refuses it. */
export async function put(fetch: Fetch, id: string, apiVersion: string, body: object): Promise<void> {
  const answer = await fetch(requestOf("PUT", id, apiVersion, body));
  const text = await answer.text();
  if (answer.status >= 400) throw new Error(`PUT ${id} returned ${answer.status}: ${text}`);
}
