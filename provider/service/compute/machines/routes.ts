/** Virtual machines: Microsoft.Compute/virtualMachines. Source: the recordings; api-versions 2019-03-01 to 2024-07-01. */

import { groupIdOf, nameOf } from "../../../arm/resource-id.js";
import { type JsonObject, listAt, mergePatch, objectAt, pick, textAt } from "../../../core/json.js";
import { type PowerState, sizeWarning } from "../../../rules/items/machine.js";
import { vmPartFaults } from "../../../rules/machines/parts.js";
import { vmNameFault } from "../../../rules/shared/names.js";
import { bodyShapeOf, withoutLater } from "../../../schema/bodies/index.js";
import { refuseIf, warned } from "../../azure/refuse.js";
import { ok } from "../../azure/replies.js";
import { requireLocation } from "../../azure/resources.js";
import { type Azure, type Call, propertiesOf, type Reply, type Route } from "../../azure/route.js";
import { accepted } from "../../schedule/operations.js";
import type { Document } from "../../store/documents.js";
import { extensionsOf } from "../extensions/document.js";
import { requireVm, VM_TYPE } from "../machine.js";
import { startComputeOperation } from "../operations.js";
import { type ComputeResource, computeRoutes, type Target, templateOf } from "../resource.js";
import { vmProperties } from "./body.js";
import { attachDisks, droppedDisks, releaseDisks, requireNoOpenDisks } from "./disks.js";
import { instanceView } from "./instance-view.js";
import { requireInterfaces } from "./interfaces.js";
import { type VmWrite, vmWriteFault } from "./writes.js";

/** How long Azure takes to create or change a VM. */
const TOOK_MS = 30_000;

const OPERATIONS = { collection: "operations", tookMs: TOOK_MS } as const;

function operation(call: Call, azure: Azure, location: string, withLocation: boolean) {
  return startComputeOperation(call, azure, { ...OPERATIONS, location, withLocation });
}

function put(call: Call, azure: Azure, { id, old }: Target): Reply {
  const change = { id, requested: call.body, old };
  refuseIf(vmPartFaults(propertiesOf(call), old === undefined)[0]?.fault);
  refuseIf(vmWriteFault(azure, change));
  requireInterfaces(azure, change);
  const retained = { properties: objectAt(old?.body, "properties"), ...pick(old?.body ?? {}, ...MEMBERS) };
  return answer(call, azure, { written: write(azure, change, retained), old });
}

/** The members of a VM's body that a client may send in addition to its location and properties. */
const MEMBERS = ["tags", "zones", "identity", "plan", "extendedLocation"] as const;
/** The members of a PATCH, which moves no VM. Source: the model VirtualMachineUpdate. */
const CHANGEABLE = ["tags", "zones", "identity", "plan", "properties"] as const;

/** Null deletes tags and user-assigned identities. No other null reaches this function: it is no value. */
function patch(call: Call, azure: Azure, old: Document): Reply {
  const requested = mergePatch(old.body, pick(call.body, ...CHANGEABLE));
  const change = { id: old.id, requested, old };
  refuseIf(vmPartFaults(objectAt(requested, "properties"), false)[0]?.fault);
  refuseIf(vmWriteFault(azure, change));
  requireInterfaces(azure, change);
  return answer(call, azure, { written: write(azure, change, {}), old });
}

/** Writes a VM; `retained` has the members and properties that stay where the new body lacks them. */
function write(azure: Azure, { id, requested, old }: VmWrite, retained: JsonObject): Document {
  const location = requireLocation(requested, old);
  const properties = vmProperties({
    id,
    properties: objectAt(requested, "properties"),
    old: objectAt(old?.body, "properties"),
    retained: objectAt(retained, "properties"),
    now: azure.now,
    newGuid: azure.newGuid,
  });
  const body: JsonObject = {
    name: nameOf(id),
    id,
    type: VM_TYPE,
    location,
    ...pick(retained, ...MEMBERS),
    ...pick(requested, ...MEMBERS),
    properties,
  };
  const withDisks = attachDisks(azure, { id, location, properties, zones: body["zones"], old });
  return azure.documents.put({
    id,
    type: VM_TYPE,
    scope: groupIdOf(id),
    body: { ...body, properties: withDisks },
    hidden: old?.hidden ?? {},
  });
}

interface Written {
  readonly written: Document;
  readonly old: Document | undefined;
}

/** The reply to a write shows the VM while it changes: detached disks are still in it, marked. */
function answer(call: Call, azure: Azure, { written, old }: Written): Reply {
  const provisioningState = old === undefined ? "Creating" : "Updating";
  const properties = objectAt(written.body, "properties");
  const storage = objectAt(properties, "storageProfile");
  const detached = droppedDisks(written, old).map((disk) => ({ ...disk, toBeDetached: true }));
  const storageProfile = { ...storage, dataDisks: [...listAt(storage, "dataDisks"), ...detached] };
  const body = { ...written.body, properties: { ...properties, storageProfile, provisioningState } };
  const headers = operation(call, azure, requireLocation({}, written), false);
  const size = textAt(properties, "hardwareProfile", "vmSize") ?? "";
  return warned({ status: old === undefined ? 201 : 200, headers, body }, [sizeWarning(size)]);
}

function renderVm(azure: Azure, vm: Document, call: Call): JsonObject {
  const resources = extensionsOf(azure, vm.id);
  const expand = call.query.get("$expand")?.toLowerCase() === "instanceview";
  const properties = {
    ...objectAt(vm.body, "properties"),
    ...(expand ? { instanceView: instanceView(azure, vm, resources) } : {}),
  };
  const bodies = resources.map(({ body }) => body);
  const body = {
    ...vm.body,
    properties,
    ...(bodies.length > 0 ? { resources: bodies } : {}),
    etag: `"${vm.version}"`,
  };
  const shape = bodyShapeOf(VM_TYPE);
  return shape === undefined ? body : withoutLater(body, shape, call.apiVersion);
}

function getInstanceView(call: Call, azure: Azure): Reply {
  const vm = requireVm(call, azure);
  return ok(instanceView(azure, vm, extensionsOf(azure, vm.id)));
}

function remove(azure: Azure, vm: Document): void {
  releaseDisks(azure, vm);
  azure.documents.removeTree(vm.id);
}

/** A route that changes the power state. */
const power =
  (powerState: PowerState): Route["handle"] =>
  (call, azure) => {
    const vm = requireVm(call, azure);
    if (powerState === "running") requireNoOpenDisks(azure, vm);
    azure.documents.put({ ...vm, hidden: { ...vm.hidden, powerState } });
    return accepted(operation(call, azure, textAt(vm.body, "location") ?? "", true));
  };

const VMS: ComputeResource = {
  type: VM_TYPE,
  noun: "vm",
  nameFault: vmNameFault,
  operations: OPERATIONS,
  put,
  patch,
  show: renderVm,
  remove,
};
const VM = templateOf(VM_TYPE);

export const vmRoutes: readonly Route[] = [
  ...computeRoutes(VMS),
  { method: "GET", template: `${VM}/instanceView`, access: "read", handle: getInstanceView },
  { method: "POST", template: `${VM}/start`, access: "write", handle: power("running") },
  { method: "POST", template: `${VM}/restart`, access: "write", handle: power("running") },
  { method: "POST", template: `${VM}/powerOff`, access: "write", handle: power("stopped") },
  { method: "POST", template: `${VM}/deallocate`, access: "write", handle: power("deallocated") },
];

/** How the deletion of a group deletes VMs. */
export const vmDeletion = { type: VM_TYPE, remove: remove };
