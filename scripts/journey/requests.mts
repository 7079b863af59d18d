/** The measured requests, and the initial resources. */

export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

export interface Journey {
  readonly name: string;
  readonly before?: readonly Sent[];
  readonly request: Sent;
  /** The largest number of folders that the request may use. */
  readonly mostFolders: number;
}

const GROUP = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/shop";
const VAULT = `${GROUP}/providers/Microsoft.RecoveryServices/vaults/backups`;
const VM = `${GROUP}/providers/Microsoft.Compute/virtualMachines/web`;
const CONTAINER = `${VAULT}/backupFabrics/Azure/protectionContainers/IaasVMContainer;iaasvmcontainerv2;shop;web`;
const ITEM = `${CONTAINER}/protectedItems/VM;iaasvmcontainerv2;shop;web`;
const location = "westeurope";

const VM_BODY = {
  location,
  properties: {
    hardwareProfile: { vmSize: "Standard_D2s_v5" },
    storageProfile: {
      imageReference: { publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" },
      osDisk: { createOption: "FromImage", osType: "Linux", name: "web-os" },
    },
    osProfile: { computerName: "web", adminUsername: "azureuser", adminPassword: "journey-1-Password" },
    networkProfile: { networkInterfaces: [{ id: `${GROUP}/providers/Microsoft.Network/networkInterfaces/web` }] },
  },
};

export const SETUP: readonly Sent[] = [
  { method: "PUT", path: GROUP, body: { location } },
  { method: "PUT", path: VM, body: VM_BODY },
  { method: "PUT", path: VAULT, body: { location, sku: { name: "Standard" }, properties: {} } },
];

const PROTECTION = {
  properties: {
    protectedItemType: "Microsoft.Compute/virtualMachines",
    sourceResourceId: VM,
    policyId: `${VAULT}/backupPolicies/DefaultPolicy`,
  },
};

const TEMPLATE = {
  $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  contentVersion: "1.0.0.0",
  resources: [
    {
      type: "Microsoft.Storage/storageAccounts",
      apiVersion: "2023-01-01",
      name: "shopaccount",
      location,
      sku: { name: "Standard_LRS" },
      kind: "StorageV2",
      properties: {},
    },
  ],
};

export const JOURNEYS: readonly Journey[] = [
  { name: "PUT of a protected item", request: { method: "PUT", path: ITEM, body: PROTECTION }, mostFolders: 16 },
  {
    name: "POST of a backup",
    request: { method: "POST", path: `${ITEM}/backup`, body: { properties: { objectType: "IaasVMBackupRequest" } } },
    mostFolders: 22,
  },
  { name: "GET of recovery points", request: { method: "GET", path: `${ITEM}/recoveryPoints` }, mostFolders: 12 },
  {
    name: "PUT of a deployment",
    request: {
      method: "PUT",
      path: `${GROUP}/providers/Microsoft.Resources/deployments/account`,
      body: { properties: { mode: "Incremental", template: TEMPLATE } },
    },
    mostFolders: 15,
  },
];
