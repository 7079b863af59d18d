/** Virtual machines: Microsoft.Compute/virtualMachines. Source: the recordings; api-versions 2019-03-01 to 2024-07-01. */
import { groupIdOf, nameOf } from "../../../arm/resource-id.js";
import { type JsonObject, listAt, mergePatch, objectAt, textAt } from "../../../core/json.js";
import { type PowerState, sizeWarning } from "../../../rules/items/machine.js";
import { machinePartFaults } from "../../../rules/machines/parts.js";
import { vmNameFault } from "../../../rules/shared/names.js";
import { refuseIf, warned } from "../../azure/refuse.js";
import { ok, pick } from "../../azure/replies.js";
import { requireLocation } from "../../azure/resources.js";
import { type Azure, type Call, propertiesOf, type Reply, type Route } from "../../azure/route.js";
import { accepted } from "../../schedule/operations.js";
import type { Document } from "../../store/documents.js";
import { extensionsOf } from "../extensions/document.js";
import { MACHINE_TYPE, requireMachine } from "../machine.js";
import { startComputeOperation } from "../operations.js";
import { type ComputeResource, computeRoutes, type Target, templateOf } from "../resource.js";
import { machineProperties } from "./body.js";
import { attachDisks, droppedDisks, releaseDisks, requireNoOpenDisks } from "./disks.js";
import { instanceView } from "./instance-view.js";
import { type MachineWrite, machineFault } from "./writes.js";

/** How long Azure takes to create or change a VM. */
const TOOK_MS = 30_000;

const OPERATIONS = { collection: "operations", tookMs: TOOK_MS } as const;

function operation(call: Call, azure: Azure, location: string, withLocation: boolean) {
  return startComputeOperation(call, azure, { ...OPERATIONS, location, withLocation });
}

function put(call: Call, azure: Azure, { id, old }: Target): Reply {
  const change = { id, given: call.body, old };
  refuseIf(machinePartFaults(propertiesOf(call), old === undefined)[0]?.fault);
  refuseIf(machineFault(azure, change));
  const retained = { properties: objectAt(old?.body, "properties"), ...pick(old?.body ?? {}, ...MEMBERS) };
  return answer(call, azure, { made: write(azure, change, retained), old });
}

/** The members of a machine's body that a client may send in addition to its location and properties. */
const MEMBERS = ["tags", "zones", "identity", "plan", "extendedLocation"] as const;
/** The properties that a machine cannot lack: a PATCH does not delete them. */
const REQUIRED = ["hardwareProfile", "storageProfile"] as const;

/** Null deletes a member at any depth (RFC 7396). */
function patch(call: Call, azure: Azure, old: Document): Reply {
  const held = objectAt(old.body, "properties");
  const merged = mergePatch(old.body, call.body);
  const properties = { ...pick(held, ...REQUIRED), ...objectAt(merged, "properties") };
  const change = { id: old.id, given: { ...merged, properties }, old };
  refuseIf(machineFault(azure, change));
  return answer(call, azure, { made: write(azure, change, {}), old });
}

/** Writes a machine; `retained` has the members and properties that stay where the new body lacks them. */
function write(azure: Azure, { id, given, old }: MachineWrite, retained: JsonObject): Document {
  const location = requireLocation(given, old);
  const properties = machineProperties({
    id,
    properties: objectAt(given, "properties"),
    old: objectAt(old?.body, "properties"),
    retained: objectAt(retained, "properties"),
    now: azure.now,
    newGuid: azure.newGuid,
  });
  const body: JsonObject = {
    name: nameOf(id),
    id,
    type: MACHINE_TYPE,
    location,
    ...pick(retained, ...MEMBERS),
    ...pick(given, ...MEMBERS),
    properties,
  };
  attachDisks(azure, { id, location, properties, old });
  return azure.documents.put({ id, type: MACHINE_TYPE, scope: groupIdOf(id), body, hidden: old?.hidden ?? {} });
}

interface Written {
  readonly made: Document;
  readonly old: Document | undefined;
}

/** The reply to a write shows the VM while it changes: detached disks are still in it, marked. */
function answer(call: Call, azure: Azure, { made, old }: Written): Reply {
  const provisioningState = old === undefined ? "Creating" : "Updating";
  const properties = objectAt(made.body, "properties");
  const storage = objectAt(properties, "storageProfile");
  const detached = droppedDisks(made, old).map((disk) => ({ ...disk, toBeDetached: true }));
  const storageProfile = { ...storage, dataDisks: [...listAt(storage, "dataDisks"), ...detached] };
  const body = { ...made.body, properties: { ...properties, storageProfile, provisioningState } };
  const headers = operation(call, azure, requireLocation({}, made), false);
  const size = textAt(properties, "hardwareProfile", "vmSize") ?? "";
  return warned({ status: old === undefined ? 201 : 200, headers, body }, [sizeWarning(size)]);
}

function renderMachine(azure: Azure, machine: Document, call: Call): JsonObject {
  const resources = extensionsOf(azure, machine.id);
  const expand = call.query.get("$expand")?.toLowerCase() === "instanceview";
  const properties = {
    ...objectAt(machine.body, "properties"),
    ...(expand ? { instanceView: instanceView(machine, resources) } : {}),
  };
  const bodies = resources.map(({ body }) => body);
  return {
    ...machine.body,
    properties,
    ...(bodies.length > 0 ? { resources: bodies } : {}),
    etag: `"${machine.version}"`,
  };
}

function getInstanceView(call: Call, azure: Azure): Reply {
  const machine = requireMachine(call, azure);
  return ok(instanceView(machine, extensionsOf(azure, machine.id)));
}

function remove(azure: Azure, machine: Document): void {
  releaseDisks(azure, machine);
  azure.documents.removeTree(machine.id);
}

/** A route that changes the power state. */
const power =
  (powerState: PowerState): Route["handle"] =>
  (call, azure) => {
    const machine = requireMachine(call, azure);
    if (powerState === "running") requireNoOpenDisks(azure, machine);
    azure.documents.put({ ...machine, hidden: { ...machine.hidden, powerState } });
    return accepted(operation(call, azure, textAt(machine.body, "location") ?? "", true));
  };

const MACHINES: ComputeResource = {
  type: MACHINE_TYPE,
  noun: "vm",
  nameFault: vmNameFault,
  operations: OPERATIONS,
  put,
  patch,
  show: renderMachine,
  remove,
};
const MACHINE = templateOf(MACHINE_TYPE);

export const machineRoutes: readonly Route[] = [
  ...computeRoutes(MACHINES),
  { method: "GET", template: `${MACHINE}/instanceView`, access: "read", handle: getInstanceView },
  { method: "POST", template: `${MACHINE}/start`, access: "write", handle: power("running") },
  { method: "POST", template: `${MACHINE}/restart`, access: "write", handle: power("running") },
  { method: "POST", template: `${MACHINE}/powerOff`, access: "write", handle: power("stopped") },
  { method: "POST", template: `${MACHINE}/deallocate`, access: "write", handle: power("deallocated") },
];

/** How the deletion of a group deletes machines. */
export const machineDeletion = { type: MACHINE_TYPE, remove: remove };
