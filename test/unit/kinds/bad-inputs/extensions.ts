/** Inputs of a VMSnapshot extension that check refuses. */
import { GROUP } from "../examples.js";
import type { BadInputs } from "./row.js";

export const EXTENSIONS: readonly BadInputs[] = [
  {
    title: "a VM by its name only",
    source: "azurerm, virtual_machine_id",
    inputs: { vm: "web" },
    property: "vm",
    says: '"web" is not allowed: expected an ARM id /subscriptions/{id}/resourceGroups/{group}/providers/Microsoft.Compute/virtualMachines/{name}',
  },
  {
    title: "a name with a slash",
    source: "azurerm, extension name",
    inputs: { name: "backup/1" },
    property: "name",
    says: '"backup/1" is not allowed: expected 1 to 80 characters, not starting with a dot, without spaces and < > * % & : ? # + / \\',
  },
  {
    title: "a name with a query",
    source: "an ARM path",
    inputs: { name: "backup?1" },
    property: "name",
    says: '"backup?1" is not allowed: expected 1 to 80 characters, not starting with a dot, without spaces and < > * % & : ? # + / \\',
  },
  {
    title: "a version with only one number",
    source: "azurerm, type_handler_version",
    inputs: { typeHandlerVersion: "1" },
    property: "typeHandlerVersion",
    says: '"1" is not allowed: expected a version major.minor, such as 1.9; Azure selects the rest',
  },
  {
    title: "the version latest",
    source: "azurerm, type_handler_version",
    inputs: { typeHandlerVersion: "latest" },
    property: "typeHandlerVersion",
    says: '"latest" is not allowed: expected a version major.minor, such as 1.9; Azure selects the rest',
  },
  {
    title: "another osType than that of the VM",
    source: "Azure/azure-linux-extensions, VMBackup",
    inputs: { osType: "Windows", name: "VMSnapshot" },
    known: { vm: { location: "westeurope", storageProfile: { osDisk: { osType: "Linux" } } } },
    property: "osType",
    says: "Windows is not the OS type of the VM: expected Linux, or omit it",
  },
  {
    title: "another region than that of the VM",
    source: "REST reference",
    inputs: { location: "northeurope" },
    known: { vm: { location: "westeurope" } },
    property: "location",
    says: "northeurope is not the region of the VM: expected westeurope, or omit it",
  },
  {
    title: "waiting for itself in provisionAfterExtensions",
    source: "azurerm, provision_after_extensions",
    inputs: { provisionAfterExtensions: ["VMSnapshotLinux"] },
    property: "provisionAfterExtensions[0]",
    says: '"VMSnapshotLinux" is the extension itself, which cannot wait for itself: remove it',
  },
  {
    title: "waiting for the same extension twice in provisionAfterExtensions",
    source: "azurerm, provision_after_extensions",
    inputs: { provisionAfterExtensions: ["agent", "Agent"] },
    property: "provisionAfterExtensions[1]",
    says: '"Agent" is in the list twice: remove one',
  },
  {
    title: "waiting for an id in provisionAfterExtensions",
    source: "azurerm, provision_after_extensions",
    inputs: { provisionAfterExtensions: [`${GROUP}/providers/Microsoft.Compute/virtualMachines/web/extensions/agent`] },
    property: "provisionAfterExtensions[0]",
    says: `"${GROUP}/providers/Microsoft.Compute/virtualMachines/web/extensions/agent" is not a name of an extension: expected the name of another extension of the same VM, not its id`,
  },
  {
    title: "a missing commandToExecute",
    source: "Azure/azure-linux-extensions, VMBackup",
    inputs: { settings: { backup: {} }, protectedSettings: { blobSasUris: [] } },
    property: "settings.commandToExecute",
    says: 'is missing: expected "snapshot", which takes a snapshot, or "install", which only installs; for other commands the extension ends with code 11',
  },
  {
    title: "an unknown commandToExecute",
    source: "Azure/azure-linux-extensions, VMBackup",
    inputs: { settings: { commandToExecute: "backup", backup: {} }, protectedSettings: { blobSasUris: [] } },
    property: "settings.commandToExecute",
    says: '"backup" is not a command of the extension: expected "snapshot", which takes a snapshot, or "install", which only installs; for other commands the extension ends with code 11',
  },
  {
    title: "a vmType that does not exist",
    source: "Azure/azure-linux-extensions, VMBackup",
    inputs: {
      settings: { commandToExecute: "snapshot", backup: {}, vmType: "virtualMachine" },
      protectedSettings: { blobSasUris: [] },
    },
    property: "settings.vmType",
    says: '"virtualMachine" is not allowed: expected one of "microsoft.compute/virtualmachines", "microsoft.classiccompute/virtualmachines"',
  },
  {
    title: "commandStartTimeUTCTicks in E-notation",
    source: "VM Snapshot Windows extension for Azure Backup",
    inputs: {
      settings: { commandToExecute: "snapshot", backup: {}, commandStartTimeUTCTicks: "6.36458E+17" },
      protectedSettings: { blobSasUris: [] },
    },
    property: "settings.commandStartTimeUTCTicks",
    says: '"6.36458E+17" is not allowed: expected 17 to 19 digits in a string, such as "638512299280000000": a number or E-notation loses digits, and the extension then does not notice that its command is late',
  },
  {
    title: "commandStartTimeUTCTicks as a number",
    source: "Azure/azure-linux-extensions, VMBackup",
    inputs: {
      settings: { commandToExecute: "snapshot", backup: {}, commandStartTimeUTCTicks: 638512299280000000 },
      protectedSettings: { blobSasUris: [] },
    },
    property: "settings.commandStartTimeUTCTicks",
    says: '638512299280000000 is not allowed: expected 17 to 19 digits in a string, such as "638512299280000000": a number or E-notation loses digits, and the extension then does not notice that its command is late',
  },
  {
    title: "a missing settings.backup on Linux",
    source: "Azure/azure-linux-extensions, VMBackup",
    inputs: { settings: { commandToExecute: "snapshot" }, protectedSettings: { blobSasUris: [] } },
    property: "settings.backup",
    says: 'is missing: without it the extension for Linux ends without a status and takes no snapshot; expected {"backupMetadata":[…]} in base64',
  },
];
