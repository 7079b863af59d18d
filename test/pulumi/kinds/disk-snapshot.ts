/** Snapshots of disks under the real Pulumi CLI. */
import { type JsonObject, objectAt } from "../../../provider/core/json.js";
import { diskSnapshot } from "../../../provider/kinds/disk-snapshot/index.js";
import type { KindStory } from "../../support/kind-story.js";
import { nest, type RefusedChange, type Rows } from "../../support/kind-table.js";
import { GROUP } from "../../support/service.js";

const ACCESSES = `${GROUP}/providers/Microsoft.Compute/diskAccesses`;
const SETS = `${GROUP}/providers/Microsoft.Compute/diskEncryptionSets`;
const KEY_VAULTS = `${GROUP}/providers/Microsoft.KeyVault/vaults`;
const SNAPSHOTS = `${GROUP}/providers/Microsoft.Compute/snapshots`;
const diskOf = (name: string) => `${GROUP}/providers/Microsoft.Compute/disks/${name}`;
const SECRET = "https://secrets.vault.azure.net/secrets/disk";
const KEY = "https://secrets.vault.azure.net/keys/wrapping";
const VOLUME = "properties.encryptionSettingsCollection.encryptionSettings.0";
const AS_THE_SOURCE = "the default is the value of the source when the snapshot was created";

const anotherSource = (from: JsonObject, to: JsonObject): RefusedChange => ({
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
    removalRefused: /an incremental snapshot cannot change back from a customer-managed key/,
  },
  encryptionType: {
    from: "EncryptionAtRestWithCustomerKey",
    to: "EncryptionAtRestWithPlatformAndCustomerKeys",
    at: "properties.encryption.type",
    afterRemoval: "EncryptionAtRestWithCustomerKey",
    otherInputs: { diskEncryptionSet: `${SETS}/one` },
    refusedAlone: /diskEncryptionSet/,
  },
  encryptionSettings: {
    from: settings(secretOf(1)),
    at: "properties.encryptionSettingsCollection.enabled",
    was: true,
    afterRemoval: false,
  },
  "encryptionSettings.volumes[].diskEncryptionKey": {
    of: "encryptionSettings",
    from: settings(keyOf(1)),
    at: `${VOLUME}.diskEncryptionKey.secretUrl`,
    was: `${SECRET}/1`,
    afterRemoval: null,
    inputsAfterRemoval: { encryptionSettings: settings({ keyEncryptionKey: keyOf(1).keyEncryptionKey }) },
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
    afterRemoval: null,
    inputsAfterRemoval: { encryptionSettings: settings(secretOf(1)) },
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
  instantAccessDurationMinutes: {
    from: { instantAccessDurationMinutes: 60 },
    to: { instantAccessDurationMinutes: 120 },
    refused: /instantAccessDurationMinutes: 120 cannot be changed: the existing snapshot was taken with 60 minutes\./,
  },
  sku: { from: "Standard_LRS", to: "Standard_ZRS", at: "sku.name", keptReason: "Azure chooses it once" },
  networkAccessPolicy: {
    from: "AllowAll",
    to: "DenyAll",
    at: "properties.networkAccessPolicy",
    afterRemoval: "AllowAll",
  },
  diskAccess: {
    from: `${ACCESSES}/one`,
    to: `${ACCESSES}/other`,
    at: "properties.diskAccessId",
    afterRemoval: null,
    otherInputs: { networkAccessPolicy: "AllowPrivate" },
    inputsAfterRemoval: { networkAccessPolicy: "AllowAll" },
    refusedAlone: /diskAccess/,
  },
  publicNetworkAccess: {
    from: "Enabled",
    to: "Disabled",
    at: "properties.publicNetworkAccess",
    afterRemoval: "Enabled",
  },
  dataAccessAuthMode: {
    from: "None",
    to: "AzureActiveDirectory",
    at: "properties.dataAccessAuthMode",
    afterRemoval: "None",
  },
  ...encryptionRows,
  osType: { from: "Linux", to: "Windows", at: "properties.osType", keptReason: AS_THE_SOURCE },
  architecture: {
    from: "x64",
    to: "Arm64",
    at: "properties.supportedCapabilities.architecture",
    keptReason: AS_THE_SOURCE,
  },
  supportsHibernation: { from: false, to: true, at: "properties.supportsHibernation", keptReason: AS_THE_SOURCE },
  diskSizeGb: {
    from: 64,
    to: 128,
    at: "properties.diskSizeGB",
    keptReason: AS_THE_SOURCE,
    noDriftReason: "a size that grew outside Pulumi cannot shrink again, so the next up would be refused",
  },
  tags: { from: { team: "shop" }, to: { team: "bank" }, at: "tags", afterRemoval: {} },
};

export const diskSnapshotStory: KindStory = {
  kind: diskSnapshot,
  rows,
  // Azure allows seven snapshots of a disk in five minutes, so each snapshot has its own disk.
  prepare: async (azure, names) => {
    await azure.write("PUT", GROUP, { location: "westeurope" });
    const properties = { creationData: { createOption: "Empty" }, diskSizeGB: 32 };
    const body = { location: "westeurope", sku: { name: "Standard_LRS" }, properties };
    for (const name of names) await azure.write("PUT", diskOf(name), body);
  },
  required: (name) => ({ name, resourceGroup: GROUP, location: "westeurope", source: { disk: diskOf(name) } }),
  changeOutside: (azure, { id, path, value, created }) => {
    const { encryption, encryptionSettingsCollection: collection } = objectAt(created, "properties");
    if (path.startsWith(VOLUME))
      return azure.write("PATCH", id, { properties: { encryptionSettingsCollection: collection } });
    const isEncryption = path.startsWith("properties.encryption.");
    return azure.write("PATCH", id, isEncryption ? { properties: { encryption } } : nest(path, value));
  },
  replacements: {
    renamed: { from: {}, to: { name: "other" }, at: "name", is: "other" },
    retaken: { from: { triggers: ["april"] }, to: { triggers: ["may"] }, at: "name", is: "retaken" },
    full: { from: {}, to: { incremental: false }, at: "properties.incremental", is: false },
  },
  partial: {
    args: {},
    plan: {
      fail: { status: 403, code: "AuthorizationFailed", message: "You may not.", moment: "after" },
      method: "PUT",
      path: "/snapshots/partial",
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
    expected: { tags: {}, "properties.dataAccessAuthMode": "None" },
  },
  found: {
    args: { tags: { team: "shop" } },
    other: { tags: { team: "bank" } },
    difference: /tags: declared \{"team":"bank"\}, found \{"team":"shop"\}/,
    at: "tags",
    is: { team: "bank" },
  },
  destroyCases: { default: { leaves: "gone" }, delete: { leaves: "gone" }, retain: { leaves: "exists" } },
};
