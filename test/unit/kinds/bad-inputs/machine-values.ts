/** Inputs of an ArmResource of Microsoft.Compute that check refuses: names, accounts, sizes, versions and tags. */
import { type JsonObject, mergeJson } from "../../../../provider/core/json.js";
import { DISK, vmInputs } from "../examples.js";
import type { BadInputs } from "./row.js";

const MESSAGES = "Understand common error messages when you manage VMs";
const vm = (properties: JsonObject): JsonObject => mergeJson(vmInputs(), { properties });
const withData = (disk: JsonObject): JsonObject =>
  vm({ storageProfile: { dataDisks: [{ lun: 0, name: "db", createOption: "Empty", ...disk }] } });
const extension = (typeHandlerVersion: string): JsonObject => ({
  type: "Microsoft.Compute/virtualMachines/extensions",
  parent: DISK.replace("disks/", "virtualMachines/"),
  name: "tool",
  properties: { publisher: "Contoso", type: "Tool", typeHandlerVersion },
});

export const MACHINE_VALUES: readonly BadInputs[] = [
  {
    title: "a host name of a VM with an underscore",
    source: MESSAGES,
    inputs: vm({ osProfile: { computerName: "my_web" } }),
    property: "properties.osProfile.computerName",
    says: "Linux host name cannot exceed 64 characters in length or contain the following characters: ` ~ ! @ # $ % ^ & * ( ) = + _ [ ] { } \\ | ; : ' \" , < > / ?. The name of the VM may be longer.",
  },
  {
    title: "a user name that Azure does not allow",
    source: MESSAGES,
    inputs: vm({ osProfile: { adminUsername: "root" } }),
    property: "properties.osProfile.adminUsername",
    says: "The Admin Username specified is not allowed. Use another name.",
  },
  {
    title: "a password that is too short, without quoting it",
    source: MESSAGES,
    inputs: vm({ osProfile: { adminPassword: "Zq1!" } }),
    property: "properties.osProfile.adminPassword",
    says: "The supplied password must be between 6-72 characters long and must satisfy at least 3 of password complexity requirements from the following: 1) Contains an uppercase character 2) Contains a lowercase character 3) Contains a numeric digit 4) Contains a special character 5) Control characters are not allowed Use another password.",
  },
  {
    title: "what is no size of a VM",
    source: MESSAGES,
    inputs: vm({ hardwareProfile: { vmSize: "Standard_DS1v2" } }),
    property: "properties.hardwareProfile.vmSize",
    says: 'The value Standard_DS1v2 provided for the VM size is not valid. Use the name of a size, such as "Standard_D2s_v5".',
  },
  {
    title: "a data disk of 0 GB",
    source: "Azure managed disk types",
    inputs: withData({ diskSizeGB: 0 }),
    property: "properties.storageProfile.dataDisks[0].diskSizeGB",
    says: "The value '0' of parameter 'dataDisk.diskSizeGB' is out of range. Value '0' must be between '1' and '65536' inclusive. Declare a size in GiB.",
  },
  {
    title: "an empty data disk without a size",
    source: "REST reference",
    inputs: withData({}),
    property: "properties.storageProfile.dataDisks[0].diskSizeGB",
    says: "Required parameter 'dataDisk.diskSizeGB' is missing (null). Declare the size of the new disk in GiB.",
  },
  {
    title: "a network interface by its name",
    source: "Troubleshoot common Azure deployment errors",
    inputs: vm({ networkProfile: { networkInterfaces: [{ id: "nic1" }] } }),
    property: "properties.networkProfile.networkInterfaces[0].id",
    says: "Property id 'nic1' at path 'properties.networkProfile.networkInterfaces[0].id' is invalid. Expect fully qualified resource Id that start with '/subscriptions/{subscriptionId}' or '/providers/{resourceProviderNamespace}/'. Use the complete id of the resource.",
  },
  {
    title: "a disk of 70,000 GB",
    source: "Azure managed disk types",
    inputs: {
      body: { sku: { name: "Premium_LRS" } },
      properties: { diskSizeGB: 70_000, creationData: { createOption: "Empty" } },
    },
    property: "properties.diskSizeGB",
    says: "The value '70000' of parameter 'disk.diskSizeGb' is out of range. Value '70000' must be between '1' and '32767' inclusive.",
  },
  {
    title: "a copy of what is no id",
    source: "Troubleshoot common Azure deployment errors",
    inputs: { properties: { creationData: { createOption: "Copy", sourceResourceId: "data1" } } },
    property: "properties.creationData",
    says: "Property id 'data1' at path 'properties.creationData.sourceResourceId' is invalid. Expect fully qualified resource Id that start with '/subscriptions/{subscriptionId}' or '/providers/{resourceProviderNamespace}/'.",
  },
  {
    title: "a complete version of an extension",
    source: "Azure/azure-powershell 7986",
    inputs: extension("1.9.3"),
    property: "properties.typeHandlerVersion",
    says: 'The value of parameter typeHandlerVersion is invalid. Use the major and the minor version, such as "1.9": Azure selects the rest.',
  },
  {
    title: "an availability set with a space in its name",
    source: "Naming rules and restrictions for Azure resources",
    inputs: { type: "Microsoft.Compute/availabilitySets", name: "my set" },
    property: "name",
    says: '"my set" is not a valid name for a resource: expected 1 to 80 letters, digits, underscores, hyphens and dots, starting and ending with a letter, digit or underscore',
  },
  {
    title: "a tag whose name has a reserved character",
    source: "Use tags to organize your Azure resources",
    inputs: { tags: { "cost/center": "1" } },
    property: "tags",
    says: "The tag names 'cost/center' have reserved characters '<,>,%,&,\\,?,/' or control characters. These characters are only allowed for tags that start with the prefix 'hidden, link'.",
  },
];
