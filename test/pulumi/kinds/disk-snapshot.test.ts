/** Snapshots of disks under the real Pulumi CLI. */
import { type JsonObject, objectAt } from "../../../provider/core/json.js";
import { diskSnapshot } from "../../../provider/kinds/disk-snapshot/index.js";
import { nest, type Rows, type Wall } from "../../support/kind-table.js";
import { describeKind } from "../../support/kind-tests.js";
import { GROUP } from "../../support/service.js";

const ACCESSES = `${GROUP}/providers/Microsoft.Compute/diskAccesses`;
const SETS = `${GROUP}/providers/Microsoft.Compute/diskEncryptionSets`;
const KEY_VAULTS = `${GROUP}/providers/Microsoft.KeyVault/vaults`;
const SNAPSHOTS = `${GROUP}/providers/Microsoft.Compute/snapshots`;
const diskOf = (name: string) => `${GROUP}/providers/Microsoft.Compute/disks/${name}`;
const SECRET = "https://secrets.vault.azure.net/secrets/disk";
const KEY = "https://secrets.vault.azure.net/keys/wrapping";
const VOLUME = "properties.encryptionSettingsCollection.encryptionSettings.0";
const AS_THE_SOURCE = "what is left out is as the source has it, which a snapshot that is there no longer asks";

const anotherSource = (from: JsonObject, to: JsonObject): Wall => ({
  from: { source: from },
  to: { source: to },
  refused: /source: is not the source of the existing snapshot \(.*\), and Azure cannot change the source/,
});
const blob = (uri: string, account: string) => ({
  blob: { uri, storageAccount: `${GROUP}/providers/Microsoft.Storage/storageAccounts/${account}` },
});
const VHD = "https://shop.blob.core.windows.net/vhds/os.vhd";

const secretOf = (number: number, vault = "one") => ({
  diskEncryptionKey: { secretUrl: `${SECRET}/${number}`, vault: `${KEY_VAULTS}/${vault}` },
});
const keyOf = (number: number, vault = "one") => ({
  ...secretOf(1),
  keyEncryptionKey: { keyUrl: `${KEY}/${number}`, vault: `${KEY_VAULTS}/${vault}` },
});
const settings = (volume: JsonObject): JsonObject => ({ version: "1.1", volumes: [volume] });

const encryptionRows: Rows = {
  diskEncryptionSet: {
    from: `${SETS}/one`,
    to: `${SETS}/other`,
    at: "properties.encryption.diskEncryptionSetId",
    stays: /an incremental snapshot cannot change back from a customer-managed key/,
  },
  encryptionType: {
    from: "EncryptionAtRestWithCustomerKey",
    to: "EncryptionAtRestWithPlatformAndCustomerKeys",
    at: "properties.encryption.type",
    gone: "EncryptionAtRestWithCustomerKey",
    beside: { diskEncryptionSet: `${SETS}/one` },
    otherwise: /diskEncryptionSet/,
  },
  encryptionSettings: {
    from: settings(secretOf(1)),
    at: "properties.encryptionSettingsCollection.enabled",
    was: true,
    gone: false,
  },
  "encryptionSettings.volumes[].diskEncryptionKey": {
    of: "encryptionSettings",
    from: settings(keyOf(1)),
    at: `${VOLUME}.diskEncryptionKey.secretUrl`,
    was: `${SECRET}/1`,
    gone: null,
    without: { encryptionSettings: settings({ keyEncryptionKey: keyOf(1).keyEncryptionKey }) },
  },
  "encryptionSettings.volumes[].diskEncryptionKey.secretUrl": {
    of: "encryptionSettings",
    from: settings(secretOf(1)),
    to: settings(secretOf(2)),
    at: `${VOLUME}.diskEncryptionKey.secretUrl`,
    was: `${SECRET}/1`,
    is: `${SECRET}/2`,
  },
  "encryptionSettings.volumes[].diskEncryptionKey.vault": {
    of: "encryptionSettings",
    from: settings(secretOf(1)),
    to: settings(secretOf(1, "other")),
    at: `${VOLUME}.diskEncryptionKey.sourceVault.id`,
    was: `${KEY_VAULTS}/one`,
    is: `${KEY_VAULTS}/other`,
  },
  "encryptionSettings.volumes[].keyEncryptionKey": {
    of: "encryptionSettings",
    from: settings(keyOf(1)),
    at: `${VOLUME}.keyEncryptionKey.keyUrl`,
    was: `${KEY}/1`,
    gone: null,
    without: { encryptionSettings: settings(secretOf(1)) },
  },
  "encryptionSettings.volumes[].keyEncryptionKey.keyUrl": {
    of: "encryptionSettings",
    from: settings(keyOf(1)),
    to: settings(keyOf(2)),
    at: `${VOLUME}.keyEncryptionKey.keyUrl`,
    was: `${KEY}/1`,
    is: `${KEY}/2`,
  },
  "encryptionSettings.volumes[].keyEncryptionKey.vault": {
    of: "encryptionSettings",
    from: settings(keyOf(1)),
    to: settings(keyOf(1, "other")),
    at: `${VOLUME}.keyEncryptionKey.sourceVault.id`,
    was: `${KEY_VAULTS}/one`,
    is: `${KEY_VAULTS}/other`,
  },
};

const rows: Rows = {
  "source.disk": anotherSource({ disk: diskOf("one") }, { disk: diskOf("other") }),
  "source.snapshot": anotherSource({ snapshot: `${SNAPSHOTS}/one` }, { snapshot: `${SNAPSHOTS}/other` }),
  "source.blob": anotherSource(blob(VHD, "shop"), { disk: diskOf("one") }),
  "source.blob.uri": anotherSource(blob(VHD, "shop"), blob(VHD.replace("os", "data"), "shop")),
  "source.blob.storageAccount": anotherSource(blob(VHD, "shop"), blob(VHD, "bank")),
  sku: { from: "Standard_LRS", to: "Standard_ZRS", at: "sku.name", keeps: "Azure chooses it once" },
  networkAccessPolicy: { from: "AllowAll", to: "DenyAll", at: "properties.networkAccessPolicy", gone: "AllowAll" },
  diskAccess: {
    from: `${ACCESSES}/one`,
    to: `${ACCESSES}/other`,
    at: "properties.diskAccessId",
    gone: null,
    beside: { networkAccessPolicy: "AllowPrivate" },
    without: { networkAccessPolicy: "AllowAll" },
    otherwise: /diskAccess/,
  },
  publicNetworkAccess: { from: "Enabled", to: "Disabled", at: "properties.publicNetworkAccess", gone: "Enabled" },
  dataAccessAuthMode: {
    from: "None",
    to: "AzureActiveDirectory",
    at: "properties.dataAccessAuthMode",
    gone: "None",
  },
  ...encryptionRows,
  osType: { from: "Linux", to: "Windows", at: "properties.osType", keeps: AS_THE_SOURCE },
  architecture: {
    from: "x64",
    to: "Arm64",
    at: "properties.supportedCapabilities.architecture",
    keeps: AS_THE_SOURCE,
  },
  supportsHibernation: { from: false, to: true, at: "properties.supportsHibernation", keeps: AS_THE_SOURCE },
  diskSizeGb: {
    from: 64,
    to: 128,
    at: "properties.diskSizeGB",
    keeps: AS_THE_SOURCE,
    unseen: "what grew outside never shrinks again: the next up is refused by a wall",
  },
  tags: { from: { team: "shop" }, to: { team: "bank" }, at: "tags", gone: {} },
};

describeKind({
  kind: diskSnapshot,
  rows,
  // A disk gives no more than seven snapshots in five minutes: each has one of its own.
  prepare: async (azure, names) => {
    await azure.write("PUT", GROUP, { location: "westeurope" });
    const properties = { creationData: { createOption: "Empty" }, diskSizeGB: 32 };
    const body = { location: "westeurope", sku: { name: "Standard_LRS" }, properties };
    for (const name of names) await azure.write("PUT", diskOf(name), body);
  },
  least: (name) => ({ name, resourceGroup: GROUP, location: "westeurope", source: { disk: diskOf(name) } }),
  meddle: (azure, { id, path, value, made }) => {
    const { encryption, encryptionSettingsCollection: collection } = objectAt(made, "properties");
    if (path.startsWith(VOLUME))
      return azure.write("PATCH", id, { properties: { encryptionSettingsCollection: collection } });
    const isEncryption = path.startsWith("properties.encryption.");
    return azure.write("PATCH", id, isEncryption ? { properties: { encryption } } : nest(path, value));
  },
  replacements: {
    renamed: { from: {}, to: { name: "other" }, at: "name", is: "other" },
    retaken: { from: { triggers: ["april"] }, to: { triggers: ["may"] }, at: "name", is: "retaken" },
    whole: { from: {}, to: { incremental: false }, at: "properties.incremental", is: false },
  },
  half: {
    args: {},
    plan: {
      fail: { status: 403, code: "AuthorizationFailed", message: "You may not.", moment: "after" },
      method: "PUT",
      path: "/snapshots/half",
      times: 2,
    },
    reason: /You may not\./,
    at: "properties.provisioningState",
    is: "Succeeded",
  },
  broken: {
    from: { tags: { team: "shop" }, dataAccessAuthMode: "AzureActiveDirectory" },
    to: {},
    plan: {
      fail: { status: 403, code: "AuthorizationFailed", message: "You may not." },
      method: "PATCH",
      path: "/snapshots/broken$",
    },
    holds: { tags: {}, "properties.dataAccessAuthMode": "None" },
  },
  found: {
    args: { tags: { team: "shop" } },
    other: { tags: { team: "bank" } },
    difference: /tags: declared \{"team":"bank"\}, found \{"team":"shop"\}/,
    at: "tags",
    is: { team: "bank" },
  },
  endings: { default: { leaves: "gone" }, delete: { leaves: "gone" }, retain: { leaves: "there" } },
});
