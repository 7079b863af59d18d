/** What a restore creates, as documents: disks in a group, a VM with its disks replaced, or a new VM. */
import { formatResourceId, groupIdOf, groupOf, nameOf, parseResourceId } from "../../arm/resource-id.js";
import { type JsonObject, listAt, objectAt, omit, textAt } from "../../core/json.js";
import { putDisk } from "../compute/disks/index.js";
import { disksOf, VM_TYPE, type VmDisk } from "../compute/index.js";
import { attachDisks, vmProperties } from "../compute/machines/index.js";
import type { Step } from "../schedule/step.js";
import type { Document } from "../store/documents.js";

/** Creates what a restore requests; returns what to add to its job's property bag. */
export function createRestored(step: Step): JsonObject {
  const request = objectAt(step.facts, "request");
  const blobs = blobsOf(step, request);
  const source = pointSource(step);
  if (source === undefined) return blobs;
  const recoveryType = textAt(request, "recoveryType");
  if (recoveryType === "OriginalLocation") {
    const vm = step.azure.documents.get(source.id);
    if (vm !== undefined) replaceDisks(step, vm, source);
    return {
      "Target VM Name": textAt(source.body, "name") ?? "",
      "Target resource group": groupOf(source.id) ?? "",
    };
  }
  if (recoveryType === "AlternateLocation") {
    createVm(step, request, source);
    return {};
  }
  return { ...blobs, ...restoreDisks(step, request, source) };
}

/** Creates what a restore whose last task failed leaves: the disks of the new VM. */
export function keepRestoredDisks(step: Step): JsonObject {
  const request = objectAt(step.facts, "request");
  const source = pointSource(step);
  if (source === undefined || textAt(request, "recoveryType") !== "AlternateLocation") return {};
  return restoreDisks(step, request, source);
}

/** The VM of a point, at the time of the snapshot. */
type Source = Pick<Document, "id" | "body">;

function pointSource(step: Step): Source | undefined {
  const point = step.azure.documents.get(textAt(step.facts, "point") ?? "");
  const body = objectAt(point?.hidden, "machine");
  const id = textAt(body, "id");
  return id === undefined ? undefined : { id, body };
}

/** Azure writes the VM's configuration and a template next to the restored disks. */
function blobsOf(step: Step, request: JsonObject): JsonObject {
  const account = textAt(request, "storageAccountId");
  if (account === undefined || textAt(request, "recoveryType") !== "RestoreDisks") return {};
  const name = nameOf(account);
  const guid = nameOf(step.id);
  const container = `${textAt(step.body, "properties", "entityFriendlyName") ?? "vm"}-${step.azure.newGuid().replaceAll("-", "")}`;
  const config = `config-${textAt(step.body, "properties", "entityFriendlyName") ?? "vm"}-${guid}.json`;
  const base = `https://${name}.blob.core.windows.net/${container}`;
  return {
    "Config Blob Name": config,
    "Config Blob Container Name": container,
    "Config Blob Uri": `${base}/${config}`,
    "Template Blob Uri": `${base}/azuredeploy${guid}.json`,
  };
}

/** The disks in a point: all of the VM's, or those that the backup included. */
function pointDisks(step: Step, source: Source): VmDisk[] {
  const point = step.azure.documents.get(textAt(step.facts, "point") ?? "");
  const included = listAt(point?.body, "properties", "recoveryPointDiskConfiguration", "includedDiskList");
  const names = new Set(included.map((disk) => textAt(disk, "name")));
  return disksOf(source).filter(({ name }) => included.length === 0 || names.has(name));
}

function restoreDisks(step: Step, request: JsonObject, source: Source): JsonObject {
  const disks = pointDisks(step, source);
  const luns =
    request["restoreDiskLunList"] === undefined ? undefined : listAt(request, "restoreDiskLunList").map(Number);
  const chosen = disks.filter(({ lun }) => luns === undefined || lun < 0 || luns.includes(lun));
  const group = textAt(request, "targetResourceGroupId");
  if (group !== undefined) for (const disk of chosen) copyDisk(step, disk, group, source);
  const names = (of: readonly VmDisk[]) => of.map(({ name }) => name).join("; ");
  return {
    ...(luns === undefined ? {} : { "Restored disk(s)": names(chosen) }),
    ...(luns === undefined ? {} : { "Backed-up disk(s)": names(disks) }),
  };
}

/** Azure's name for a restored disk: the VM's name, the kind of disk, and the time. */
function restoredName(step: Step, vm: string, { lun }: VmDisk): string {
  const stamp = step.azure.now.toISOString().replaceAll(/[-:]/g, "").replace("T", "-").slice(0, 15);
  const which = lun < 0 ? "osdisk" : `datadisk-${String(lun).padStart(3, "0")}`;
  return `${vm}-${which}-${stamp}-${step.azure.newGuid().slice(0, 4)}`;
}

function copyDisk(step: Step, disk: VmDisk, group: string, source: Source): Document {
  const { subscription, group: name } = parseResourceId(group);
  const vm = nameOf(source.id);
  const id = formatResourceId({
    subscription,
    group: name,
    namespace: "Microsoft.Compute",
    path: [{ type: "disks", name: restoredName(step, vm, disk) }],
  });
  const old = step.azure.documents.get(disk.id);
  return putDisk(step.azure, {
    id,
    location: textAt(source.body, "location") ?? "",
    sku: textAt(old?.body, "sku", "name") ?? "Premium_LRS",
    tags: { RSVaultBackup: textAt(step.facts, "point") ?? "" },
    properties: {
      creationData: { createOption: "Empty" },
      diskSizeGB: disk.sizeGB,
      ...(disk.lun < 0 ? { osType: objectAt(source.body, "properties", "storageProfile", "osDisk")["osType"] } : {}),
    },
  });
}

/** Detaches the VM's disks and attaches the restored ones in their places. */
function replaceDisks(step: Step, vm: Document, source: Source): void {
  const group = groupIdOf(vm.id);
  const copies = new Map(pointDisks(step, source).map((disk) => [disk.lun, copyDisk(step, disk, group, source)]));
  const properties = objectAt(vm.body, "properties");
  const storage = objectAt(properties, "storageProfile");
  const replaced = (disk: JsonObject, lun: number): JsonObject => {
    const copy = copies.get(lun);
    if (copy === undefined) return disk;
    const managedDisk = { ...objectAt(disk, "managedDisk"), id: copy.id };
    return { ...disk, createOption: "Attach", name: copy.body["name"], managedDisk };
  };
  const storageProfile = {
    ...storage,
    osDisk: replaced(objectAt(storage, "osDisk"), -1),
    dataDisks: listAt(storage, "dataDisks").map((disk) => replaced(objectAt(disk), Number(objectAt(disk)["lun"]))),
  };
  const changed = { ...properties, storageProfile };
  const location = textAt(vm.body, "location") ?? "";
  const written = attachDisks(step.azure, { id: vm.id, location, properties: changed, old: vm });
  step.azure.documents.put({ ...vm, body: { ...vm.body, properties: written } });
}

function createVm(step: Step, request: JsonObject, source: Source): void {
  const id = textAt(request, "targetVirtualMachineId");
  if (id === undefined) return;
  const group = groupIdOf(id);
  const copies = pointDisks(step, source).map((disk) => ({ disk, copy: copyDisk(step, disk, group, source) }));
  const attached = copies.map(({ disk, copy }) => ({
    lun: disk.lun,
    name: copy.body["name"],
    createOption: "Attach",
    diskSizeGB: disk.sizeGB,
    managedDisk: { id: copy.id },
  }));
  const osType = objectAt(source.body, "properties", "storageProfile", "osDisk")["osType"];
  const [system, ...data] = attached;
  // A spot VM is restored as a regular one, as documented.
  const spot = ["priority", "evictionPolicy", "billingProfile"];
  const own = ["vmId", "timeCreated", "osProfile", "networkProfile"];
  const rest = omit(objectAt(source.body, "properties"), ...own, ...spot);
  const properties = vmProperties({
    id,
    properties: { ...rest, storageProfile: { osDisk: { ...system, lun: undefined, osType }, dataDisks: data } },
    old: {},
    retained: {},
    now: step.azure.now,
    newGuid: step.azure.newGuid,
  });
  const location = textAt(source.body, "location") ?? "";
  const written = attachDisks(step.azure, { id, location, properties, old: undefined });
  const name = nameOf(id);
  step.azure.documents.put({
    id,
    type: VM_TYPE,
    scope: group,
    body: { name, id, type: VM_TYPE, location, properties: written },
  });
}
