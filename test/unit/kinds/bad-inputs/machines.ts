/** Inputs of an ArmResource virtual machine that check refuses: properties that are missing or not allowed. */
import { type JsonObject, objectAt } from "../../../../provider/core/json.js";
import { DISK, vmInputs } from "../examples.js";
import type { BadInputs } from "./row.js";

/** A VM without some of its properties. */
const without = (...keys: readonly string[]): JsonObject => {
  const inputs = vmInputs();
  const properties = Object.entries(objectAt(inputs, "properties")).filter(([key]) => !keys.includes(key));
  return { ...inputs, properties: Object.fromEntries(properties) };
};
/** A VM with this storageProfile and without osProfile. */
const withStorage = (storageProfile: JsonObject): JsonObject => {
  const inputs = without("osProfile");
  return { ...inputs, properties: { ...objectAt(inputs, "properties"), storageProfile } };
};
const ATTACHED: JsonObject = { createOption: "Attach", osType: "Linux", managedDisk: { id: DISK } };

export const VIRTUAL_MACHINES: readonly BadInputs[] = [
  {
    title: "a VM without a region",
    source: "REST reference",
    inputs: { ...vmInputs(), location: null },
    property: "location",
    says: 'is missing: expected an Azure region such as "westeurope"',
  },
  {
    title: "a disk without a region",
    source: "REST reference",
    inputs: { location: null },
    property: "location",
    says: 'is missing: expected an Azure region such as "westeurope"',
  },
  {
    title: "a VM without a network profile",
    source: "transcripts of New-AzVM",
    inputs: without("networkProfile"),
    property: "properties.networkProfile",
    says: "Required parameter 'networkProfile' is missing (null). Declare a network interface: networkProfile: { networkInterfaces: [{ id }] }.",
  },
  {
    title: "a VM without a size",
    source: "REST reference",
    inputs: without("hardwareProfile"),
    property: "properties.hardwareProfile",
    says: "Required parameter 'hardwareProfile' is missing (null). Declare its size: hardwareProfile: { vmSize: \"Standard_D2s_v5\" }.",
  },
  {
    title: "a VM without storage",
    source: "MicrosoftDocs/azure-docs 50883",
    inputs: without("storageProfile", "osProfile"),
    property: "properties.storageProfile",
    says: "Required parameter 'storageProfile' is missing (null). Declare an image in imageReference, or a disk to attach in osDisk.",
  },
  {
    title: "a VM of an image without an osProfile",
    source: "Troubleshoot shared images",
    inputs: without("osProfile"),
    property: "properties.osProfile",
    says: "Required parameter 'osProfile' is missing (null). A VM that is created from an image needs an account: osProfile with computerName, adminUsername and a password or an SSH key.",
  },
  {
    title: "a VM without an image or a disk",
    source: "Azure/azure-powershell 4001",
    inputs: withStorage({ dataDisks: [] }),
    property: "properties.storageProfile.osDisk",
    says: "Required parameter 'osDisk' is missing (null). Declare an image in imageReference, or a disk to attach in osDisk.",
  },
  {
    title: "a VM whose OS disk has no createOption",
    source: "Azure/azure-quickstart-templates 419",
    inputs: withStorage({ osDisk: { name: "os" } }),
    property: "properties.storageProfile.osDisk.createOption",
    says: 'Required parameter \'osDisk.createOption\' is missing (null). Use "FromImage" or "Attach".',
  },
  {
    title: "a VM from an image without an imageReference",
    source: "REST reference",
    inputs: withStorage({ osDisk: { createOption: "FromImage", osType: "Linux" } }),
    property: "properties.storageProfile.imageReference",
    says: "Required parameter 'imageReference' is missing (null). Declare the image, or attach a disk with an operating system: createOption: \"Attach\".",
  },
  {
    title: "an attached OS disk without an osType",
    source: "Azure/azure-powershell 4703",
    inputs: withStorage({ osDisk: { createOption: "Attach", managedDisk: { id: DISK } } }),
    property: "properties.storageProfile.osDisk.osType",
    says: 'Required parameter \'osDisk.osType\' is missing (null). Use "Linux" or "Windows".',
  },
  {
    title: "an attached OS disk without an id",
    source: "REST reference",
    inputs: withStorage({ osDisk: { createOption: "Attach", osType: "Linux" } }),
    property: "properties.storageProfile.osDisk.managedDisk.id",
    says: "Required parameter 'osDisk.managedDisk' is missing (null). Declare the disk to attach: managedDisk: { id }.",
  },
  {
    title: "an osProfile for an attached OS disk",
    source: "Azure/azure-sdk-for-python 1380",
    inputs: {
      ...vmInputs(),
      properties: { ...objectAt(vmInputs(), "properties"), storageProfile: { osDisk: ATTACHED } },
    },
    property: "properties.osProfile",
    says: "Parameter 'osProfile' is not allowed. An attached disk already has its accounts: remove osProfile.",
  },
  {
    title: "a VM with an empty list of network interfaces",
    source: "Virtual networks and virtual machines",
    inputs: vmInputs({ networkProfile: { networkInterfaces: [] } }),
    property: "properties.networkProfile.networkInterfaces",
    says: "The virtual machine must have at least one network interface. Declare one: networkInterfaces: [{ id }].",
  },
  {
    title: "a network interface without an id",
    source: "Azure/azure-quickstart-templates 3785",
    inputs: vmInputs({ networkProfile: { networkInterfaces: [{ properties: { primary: true } }] } }),
    property: "properties.networkProfile.networkInterfaces[0]",
    says: "Cannot parse the request. Value for reference id is missing. Path Properties.NetworkProfile.networkInterfaces[0]. Declare its id: { id }.",
  },
  {
    title: "a data disk without a createOption",
    source: "Azure/azure-sdk-for-go 369",
    inputs: vmInputs({ storageProfile: { dataDisks: [{ lun: 0, diskSizeGB: 4 }] } }),
    property: "properties.storageProfile.dataDisks[0].createOption",
    says: 'Required parameter \'dataDisk.createOption\' is missing (null). Use "Empty", "Attach" or "FromImage".',
  },
  {
    title: "a data disk to attach without an id",
    source: "Azure/azure-powershell 9409",
    inputs: vmInputs({ storageProfile: { dataDisks: [{ lun: 0, name: "db", createOption: "Attach" }] } }),
    property: "properties.storageProfile.dataDisks[0].managedDisk.id",
    says: "Required parameter 'dataDisk.managedDisk' is missing (null). Declare the disk to attach: managedDisk: { id }.",
  },
];
