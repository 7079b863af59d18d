/** Small JavaScript programs for the tests of the doors; JavaScript starts faster than TypeScript. */

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

/** A program of a resource group \`shop\`, adopted where it exists, and the given statements. */
export const shopProgram = (...statements: readonly string[]): string => `${HEAD}${statements.join("\n")}\n`;

/** A statement that declares a vault. */
export const vaultStatement = (pulumiName: string, args = "", options = "{}"): string =>
  `new Vault("${pulumiName}", { name: "kept", resourceGroup: group.id, location: "westeurope", ${args} }, ${options});`;

export const SHOP_ID = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/shop";
export const VAULT_ID = `${SHOP_ID}/providers/Microsoft.RecoveryServices/vaults/kept`;
