/** Inputs of a VMSnapshot extension that check refuses, second part. */
import type { BadInputs } from "./row.js";

export const MORE_EXTENSIONS: readonly BadInputs[] = [
  {
    title: "settings.backup and settings.objectStr at once",
    source: "Azure/azure-linux-extensions, VMBackup",
    inputs: {
      settings: { commandToExecute: "snapshot", backup: {}, objectStr: "eyJiYWNrdXBNZXRhZGF0YSI6W119" },
      protectedSettings: { blobSasUris: [] },
    },
    property: "settings.objectStr",
    says: "is set in addition to settings.backup, which is sent as objectStr: remove one of them",
  },
  {
    title: "an objectStr that is not base64",
    source: "Azure/azure-linux-extensions, VMBackup",
    inputs: { settings: { commandToExecute: "snapshot", objectStr: "{}" }, protectedSettings: { blobSasUris: [] } },
    property: "settings.objectStr",
    says: "is not base64: expected a JSON object in base64, on one line",
  },
  {
    title: "an objectStr with a character outside ASCII",
    source: "Azure/azure-linux-extensions, VMBackup",
    inputs: {
      settings: { commandToExecute: "snapshot", objectStr: "eyJiYWNrdXBNZXRhZGF0YSI6WyLDqSJdfQ==" },
      protectedSettings: { blobSasUris: [] },
    },
    property: "settings.objectStr",
    says: "contains a byte that is not ASCII, on which the extension ends without a status: write such characters as \\uXXXX before encoding",
  },
  {
    title: "an objectStr without metadata",
    source: "Azure/azure-linux-extensions, VMBackup",
    inputs: { settings: { commandToExecute: "snapshot", objectStr: "e30=" }, protectedSettings: { blobSasUris: [] } },
    property: "settings.objectStr.backupMetadata",
    says: "is missing: without it the extension ends with code 11; expected an array of {Key, Value}, which may be empty",
  },
  {
    title: "a metadata name that Azure Storage does not accept",
    source: "Azure Storage, naming metadata",
    inputs: {
      settings: { commandToExecute: "snapshot", backup: { metadata: { "backup-tag": "daily" } } },
      protectedSettings: { blobSasUris: [] },
    },
    property: "settings.backup.metadata[0]",
    says: 'has the name "backup-tag", which Azure Storage does not accept for metadata: expected letters, digits and underscores, no digit first',
  },
  {
    title: "a metadata value that is not valid in an HTTP header",
    source: "Azure Storage, naming metadata",
    inputs: {
      settings: { commandToExecute: "snapshot", backup: { metadata: { tag: "täglich" } } },
      protectedSettings: { blobSasUris: [] },
    },
    property: "settings.backup.metadata[0]",
    says: 'has a value of "tag" that is not valid in a header: expected printable ASCII',
  },
  {
    title: "a LUN above 63",
    source: "Azure/azure-linux-extensions, VMBackup",
    inputs: {
      settings: { commandToExecute: "snapshot", backup: { includedDisks: { dataDiskLunList: [64] } } },
      protectedSettings: { blobSasUris: [] },
    },
    property: "settings.backup.includedDisks.dataDiskLunList[0]",
    says: "64 is not allowed: expected LUNs of data disks, integers from 0 to 63, each once; the OS disk has no LUN: use isOSDiskIncluded",
  },
  {
    title: "a snapshot without a disk",
    source: "Azure/azure-linux-extensions, VMBackup",
    inputs: {
      settings: {
        commandToExecute: "snapshot",
        backup: { includedDisks: { dataDiskLunList: [], isAnyDiskExcluded: true } },
      },
      protectedSettings: { blobSasUris: [] },
    },
    property: "settings.backup.includedDisks.dataDiskLunList",
    says: "is empty while isAnyDiskExcluded is true and isOSDiskIncluded is not: the snapshot would have no disk, and the extension does not report it; list LUNs or set isOSDiskIncluded",
  },
  {
    title: "a takeSnapshotFrom value that does not exist",
    source: "Azure/azure-linux-extensions, VMBackup",
    inputs: {
      settings: { commandToExecute: "snapshot", backup: {}, customSettings: { takeSnapshotFrom: "guest" } },
      protectedSettings: { blobSasUris: [] },
    },
    property: "settings.customSettings.takeSnapshotFrom",
    says: '"guest" is not a source of snapshots, so the extension would use firstHostThenGuest: expected one of onlyGuest, onlyHost, firstGuestThenHost, firstHostThenGuest',
  },
  {
    title: "missing protected settings on Linux",
    source: "Azure/azure-linux-extensions, VMBackup",
    inputs: { settings: { commandToExecute: "snapshot", backup: {} } },
    property: "protectedSettings",
    says: "is missing: without protected settings the extension for Linux ends without a status and takes no snapshot; expected the SAS URIs of the disks' blobs, an empty array for managed disks",
  },
  {
    title: "a blob URI without https",
    source: "Azure/azure-linux-extensions, VMBackup",
    inputs: {
      settings: { commandToExecute: "snapshot", backup: {} },
      protectedSettings: { blobSasUris: ["http://shop.blob.core.windows.net/vhds/os.vhd?sig=c2ln"] },
    },
    property: "protectedSettings.blobSasUris[0]",
    says: "does not begin with https: the extension supports only TLS, and a signature without TLS is exposed; expected https://{account}.blob.core.windows.net/{container}/{blob}?…&sig=…",
  },
  {
    title: "a blob URI without a signature",
    source: "Azure/azure-linux-extensions, VMBackup",
    inputs: {
      settings: { commandToExecute: "snapshot", backup: {} },
      protectedSettings: {
        blobSasUris: [
          "https://shop.blob.core.windows.net/vhds/os.vhd?sv=2014-02-14&sr=b&sp=rw&sig=c2lnbmF0dXJl",
          "https://shop.blob.core.windows.net/vhds/data.vhd",
        ],
      },
    },
    property: "protectedSettings.blobSasUris[1]",
    says: "has no signature (sig): the extension has no other credential for the blob; expected https://{account}.blob.core.windows.net/{container}/{blob}?…&sig=…",
  },
  {
    title: "a status blob URI with a port",
    source: "Azure/azure-linux-extensions, VMBackup",
    inputs: {
      settings: { commandToExecute: "snapshot", backup: {} },
      protectedSettings: {
        blobSasUris: [],
        statusBlobUri: "https://shop.blob.core.windows.net:8443/logs/status?sig=c2ln",
      },
    },
    property: "protectedSettings.statusBlobUri",
    says: "has the port 8443, but the extension always uses port 443: remove the port",
  },
  {
    title: "a typed setting in rawSettings",
    source: "Azure/azure-linux-extensions, VMBackup",
    inputs: {
      settings: { commandToExecute: "snapshot", backup: {} },
      protectedSettings: { blobSasUris: [] },
      rawSettings: { taskId: "1" },
    },
    property: "rawSettings.taskId",
    says: "belongs in settings.taskId, where it is checked: move it there",
  },
  {
    title: "rawSettings that are not an object",
    source: "Azure/azure-linux-extensions, VMBackup",
    inputs: { osType: "Windows", rawSettings: 0 },
    property: "rawSettings",
    says: "0 is not allowed: expected an object",
  },
  {
    title: "adopt: ifIdentical with protected settings, which Azure never returns",
    source: "Azure/azure-linux-extensions, VMBackup",
    inputs: {
      settings: { commandToExecute: "snapshot", backup: {} },
      protectedSettings: { blobSasUris: [] },
      adopt: "ifIdentical",
    },
    property: "adopt",
    says: '"ifIdentical" is not possible with protected settings: Azure never returns them, so they cannot be compared; use adopt: "always", which writes them, or remove them',
  },
];
