/** Small JavaScript programs for tests under the real Pulumi CLI. JavaScript starts faster than TypeScript. */

const HEAD = `const pulumi = require("@pulumi/pulumi");
const { ArmResource, BackupPolicy, ProtectedVm, Vault } = require("azure-vm-backup");
const group = new ArmResource("shop", {
  type: "Microsoft.Resources/resourceGroups",
  apiVersion: "2022-09-01",
  parent: "/subscriptions/11111111-1111-1111-1111-111111111111",
  location: "westeurope",
  adopt: "ifIdentical",
});
`;

/** A program with these statements and a resource group `shop`, which is adopted if it exists. */
export const shopProgram = (...statements: readonly string[]): string => `${HEAD}${statements.join("\n")}\n`;

/** A statement that declares a vault. */
export const vaultStatement = (pulumiName: string, args = "", options = "{}"): string =>
  `new Vault("${pulumiName}", { name: "kept", resourceGroup: group.id, location: "westeurope", ${args} }, ${options});`;

/** Statements that declare a virtual network and a network interface, which a VM requires. */
const NETWORK = `const net = new ArmResource("net", {
  type: "Microsoft.Network/virtualNetworks", apiVersion: "2024-05-01", parent: group.id, location: "westeurope",
  properties: { addressSpace: { addressPrefixes: ["10.0.0.0/24"] }, subnets: [{ name: "default", properties: { addressPrefix: "10.0.0.0/24" } }] },
});
const nic = new ArmResource("web-nic", {
  type: "Microsoft.Network/networkInterfaces", apiVersion: "2024-05-01", parent: group.id, location: "westeurope",
  properties: { ipConfigurations: [{ name: "main", properties: { subnet: { id: pulumi.interpolate\`\${net.id}/subnets/default\` } } }] },
});`;

/** Statements that declare the VM `web`, created from an image, as `vm`, with its network. */
export const vmStatements = (options = "{}"): string => `${NETWORK}
const vm = new ArmResource("web", {
  type: "Microsoft.Compute/virtualMachines", apiVersion: "2024-07-01", parent: group.id, location: "westeurope",
  properties: {
    hardwareProfile: { vmSize: "Standard_D2s_v5" },
    storageProfile: {
      imageReference: { publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" },
      osDisk: { createOption: "FromImage", osType: "Linux" },
    },
    osProfile: {
      computerName: "web", adminUsername: "azureuser",
      linuxConfiguration: {
        disablePasswordAuthentication: true,
        ssh: { publicKeys: [{ path: "/home/azureuser/.ssh/authorized_keys", keyData: "ssh-ed25519 AAAA web" }] },
      },
    },
    networkProfile: { networkInterfaces: [{ id: nic.id }] },
  },
}, ${options});`;

export const SHOP_ID = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/shop";
export const VAULT_ID = `${SHOP_ID}/providers/Microsoft.RecoveryServices/vaults/kept`;
