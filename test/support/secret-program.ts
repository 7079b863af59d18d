/** A program with many secrets, which it reads from PLANTED_FILE. The file is outside the project. */

/** Secrets that Azure never returns. They may be found nowhere. */
export const NEVER_SHOWN = {
  clientSecret: "Kx1ClientSecretOfConfig",
  certificatePassword: "Kx2CertificatePasswordOfConfig",
  oidcToken: "Kx3OidcTokenOfConfig",
  oidcRequestToken: "Kx4OidcRequestTokenOfConfig",
  environmentSecret: "Kx5ClientSecretOfEnvironment",
  environmentPassword: "Kx6CertificatePasswordOfEnvironment",
  environmentToken: "Kx7OidcTokenOfEnvironment",
  adminPassword: "Kx8AdminPasswordOfMachine",
  loginPassword: "Kx9LoginPasswordOfServer",
  templateParameter: "Kx10SecureParameterOfTemplate",
  blobSas: "Kx11SignatureOfProtectedBlob",
  protectedStatusSas: "Kx12SignatureOfProtectedStatus",
  protectedToken: "Kx13ProtectedTaskToken",
  protectedCustom: "Kx14ProtectedCustomSetting",
  rawProtected: "Kx15RawProtectedSetting",
  unattended: "Kx16PasswordOfUnattendedSetup",
} as const;

/** Secrets of the program that Azure returns to every reader of the resource. The store of the embedded Azure contains them. */
export const SHOWN_BY_AZURE = {
  tag: "Ky1SecretTagOfMachine",
  publicKey: "Ky2SecretKeyInList",
  publicLogSas: "Ky3SignatureOfPublicLog",
  publicToken: "Ky4PublicTaskToken",
  vaultTag: "Ky5SecretTagOfVault",
} as const;

/** Strings that are not secret. Finding them proves that the search works. */
export const UNMARKED = { tag: "Kz1UnmarkedTag", encoded: "Kz2UnmarkedInBase64" } as const;

const SUBSCRIPTION = "/subscriptions/11111111-1111-1111-1111-111111111111";
const COMPUTE = `${SUBSCRIPTION}/resourceGroups/shop/providers/Microsoft.Compute`;

export const MACHINE_ID = `${COMPUTE}/virtualMachines/web`;
export const EXTENSION_ID = `${MACHINE_ID}/extensions/VMSnapshotLinux`;

/** The program, followed by `statements`. Another `tag` changes its resources. */
export const secretProgram = (tag = "one", ...statements: readonly string[]): string => `
const pulumi = require("@pulumi/pulumi");
const { ArmResource, Vault, VmSnapshotExtension } = require("azure-vm-backup");
const planted = JSON.parse(require("node:fs").readFileSync(process.env.PLANTED_FILE, "utf8"));
const sas = (signature) => "https://shop.blob.core.windows.net/logs/log?sv=2014-02-14&sr=b&sp=rw&sig=" + signature;
const location = "westeurope";
const group = new ArmResource("shop", {
  type: "Microsoft.Resources/resourceGroups", apiVersion: "2022-09-01", parent: "${SUBSCRIPTION}", location,
});
const vault = new Vault("backups", {
  resourceGroup: group.id, location, tags: { note: pulumi.secret(planted.vaultTag + "-${tag}") },
});
const nic = new ArmResource("web-nic", {
  type: "Microsoft.Network/networkInterfaces", apiVersion: "2024-05-01", parent: group.id, location,
  properties: { ipConfigurations: [{ name: "main", properties: { subnet: { id: group.id.apply((id) => id + "/providers/Microsoft.Network/virtualNetworks/net/subnets/default") } } }] },
});
const vm = new ArmResource("web", {
  type: "Microsoft.Compute/virtualMachines", apiVersion: "2024-07-01", parent: group.id, location,
  tags: {
    note: pulumi.secret(planted.tag + "-${tag}"),
    open: planted.unmarkedTag,
    encoded: Buffer.from("an open text: " + planted.unmarkedEncoded).toString("base64"),
  },
  properties: {
    hardwareProfile: { vmSize: "Standard_D2s_v5" },
    storageProfile: {
      imageReference: { publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" },
      osDisk: { createOption: "FromImage", osType: "Linux", name: "web-os" },
    },
    networkProfile: { networkInterfaces: [{ id: nic.id }] },
    osProfile: {
      computerName: "web",
      adminUsername: "shop",
      adminPassword: pulumi.secret("p\\"w\\\\d<&>" + planted.adminPassword),
      customData: pulumi.secret(Buffer.from(planted.unattended).toString("base64")),
      linuxConfiguration: {
        ssh: { publicKeys: [{ path: "/home/shop/.ssh/authorized_keys", keyData: pulumi.secret("ssh-rsa " + planted.publicKey) }] },
      },
    },
  },
});
new VmSnapshotExtension("snapshot", {
  vm,
  osType: "Linux",
  settings: {
    commandToExecute: "snapshot",
    taskId: "e07354cf-041e-4370-929f-25a319ce8933",
    backup: { metadata: { vmbackuptag: "${tag}" }, snapshotTaskToken: planted.publicToken },
    logsBlobUri: sas(planted.publicLogSas),
  },
  protectedSettings: {
    blobSasUris: [sas(planted.blobSas)],
    statusBlobUri: sas(planted.protectedStatusSas),
    snapshotTaskToken: planted.protectedToken,
    customSettings: { other: planted.protectedCustom },
  },
  rawProtectedSettings: { more: planted.rawProtected },
});
new ArmResource("sql", {
  type: "Microsoft.Sql/servers", apiVersion: "2021-11-01", parent: group.id, location, tags: { version: "${tag}" },
  properties: { administratorLogin: "shop", administratorLoginPassword: pulumi.secret(planted.loginPassword) },
});
const template = {
  $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  contentVersion: "1.0.0.0",
  parameters: { password: { type: "secureString" } },
  resources: [
    {
      type: "Microsoft.Sql/servers", apiVersion: "2021-11-01", name: "deployed", location,
      properties: { administratorLogin: "shop", administratorLoginPassword: "[parameters('password')]" },
    },
  ],
  outputs: { length: { type: "int", value: "[length(parameters('password'))]" } },
};
new ArmResource("deployment", {
  type: "Microsoft.Resources/deployments", apiVersion: "2021-04-01", parent: group.id, tags: { version: "${tag}" },
  properties: { mode: "Incremental", template, parameters: { password: { value: pulumi.secret(planted.templateParameter) } } },
});
exports.tag = vm.tags;
exports.properties = vm.properties;
${statements.join("\n")}
`;
