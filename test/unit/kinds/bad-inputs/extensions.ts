/** What check refuses of a VMSnapshot extension. */
import { GROUP } from "../examples.js";
import type { BadInputs } from "./row.js";

export const EXTENSIONS: readonly BadInputs[] = [
  {
    title: "a VM by its name alone",
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
    says: '"backup/1" is not allowed: expected 1 to 80 characters, no dot first, without < > * % & : ? # + / \\ and spaces',
  },
  {
    title: "a name with a query",
    source: "an ARM path",
    inputs: { name: "backup?1" },
    property: "name",
    says: '"backup?1" is not allowed: expected 1 to 80 characters, no dot first, without < > * % & : ? # + / \\ and spaces',
  },
  {
    title: "a version of one number",
    source: "azurerm, type_handler_version",
    inputs: { typeHandlerVersion: "1" },
    property: "typeHandlerVersion",
    says: '"1" is not allowed: expected a version major.minor, such as 1.9; Azure selects the rest',
  },
  {
    title: "the latest version",
    source: "azurerm, type_handler_version",
    inputs: { typeHandlerVersion: "latest" },
    property: "typeHandlerVersion",
    says: '"latest" is not allowed: expected a version major.minor, such as 1.9; Azure selects the rest',
  },
  {
    title: "the extension of another system",
    source: "Azure/azure-linux-extensions, VMBackup",
    inputs: { osType: "Windows", name: "VMSnapshot" },
    known: { vm: { location: "westeurope", storageProfile: { osDisk: { osType: "Linux" } } } },
    property: "osType",
    says: "Windows is not the OS type of the VM: expected Linux, or omit it",
  },
  {
    title: "another region than its VM's",
    source: "REST reference",
    inputs: { location: "northeurope" },
    known: { vm: { location: "westeurope" } },
    property: "location",
    says: "northeurope is not the region of the VM: expected westeurope, or omit it",
  },
  {
    title: "to wait for itself",
    source: "azurerm, provision_after_extensions",
    inputs: { provisionAfterExtensions: ["VMSnapshotLinux"] },
    property: "provisionAfterExtensions[0]",
    says: '"VMSnapshotLinux" is the extension itself, which cannot wait for itself: remove it',
  },
  {
    title: "to wait for one twice",
    source: "azurerm, provision_after_extensions",
    inputs: { provisionAfterExtensions: ["agent", "Agent"] },
    property: "provisionAfterExtensions[1]",
    says: '"Agent" is in the list twice: remove one',
  },
  {
    title: "to wait for an id",
    source: "azurerm, provision_after_extensions",
    inputs: { provisionAfterExtensions: [`${GROUP}/providers/Microsoft.Compute/virtualMachines/web/extensions/agent`] },
    property: "provisionAfterExtensions[0]",
    says: `"${GROUP}/providers/Microsoft.Compute/virtualMachines/web/extensions/agent" is not a name of an extension: expected the name of another extension of the same VM, not its id`,
  },
  {
    title: "no command",
    source: "Azure/azure-linux-extensions, VMBackup",
    inputs: { settings: { backup: {} }, protectedSettings: { blobSasUris: [] } },
    property: "settings.commandToExecute",
    says: 'is missing: expected "snapshot", which takes a snapshot, or "install", which only installs; for other commands the extension ends with code 11',
  },
  {
    title: "a command that it does not know",
    source: "Azure/azure-linux-extensions, VMBackup",
    inputs: { settings: { commandToExecute: "backup", backup: {} }, protectedSettings: { blobSasUris: [] } },
    property: "settings.commandToExecute",
    says: '"backup" is not a command of the extension: expected "snapshot", which takes a snapshot, or "install", which only installs; for other commands the extension ends with code 11',
  },
  {
    title: "a kind of VM that there is none of",
    source: "Azure/azure-linux-extensions, VMBackup",
    inputs: {
      settings: { commandToExecute: "snapshot", backup: {}, vmType: "virtualMachine" },
      protectedSettings: { blobSasUris: [] },
    },
    property: "settings.vmType",
    says: '"virtualMachine" is not allowed: expected one of "microsoft.compute/virtualmachines", "microsoft.classiccompute/virtualmachines"',
  },
  {
    title: "ticks in E-notation",
    source: "VM Snapshot Windows extension for Azure Backup",
    inputs: {
      settings: { commandToExecute: "snapshot", backup: {}, commandStartTimeUTCTicks: "6.36458E+17" },
      protectedSettings: { blobSasUris: [] },
    },
    property: "settings.commandStartTimeUTCTicks",
    says: '"6.36458E+17" is not allowed: expected 17 to 19 digits in a string, such as "638512299280000000": a number or E-notation loses digits, and the extension then does not notice that its command is late',
  },
  {
    title: "ticks as a number",
    source: "Azure/azure-linux-extensions, VMBackup",
    inputs: {
      settings: { commandToExecute: "snapshot", backup: {}, commandStartTimeUTCTicks: 638512299280000000 },
      protectedSettings: { blobSasUris: [] },
    },
    property: "settings.commandStartTimeUTCTicks",
    says: '638512299280000000 is not allowed: expected 17 to 19 digits in a string, such as "638512299280000000": a number or E-notation loses digits, and the extension then does not notice that its command is late',
  },
  {
    title: "nothing of what to take on Linux",
    source: "Azure/azure-linux-extensions, VMBackup",
    inputs: { settings: { commandToExecute: "snapshot" }, protectedSettings: { blobSasUris: [] } },
    property: "settings.backup",
    says: 'is missing: without it the extension for Linux ends without a status and takes no snapshot; expected {"backupMetadata":[…]} in base64',
  },
];
