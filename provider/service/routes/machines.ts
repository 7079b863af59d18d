/** Virtual machines: Microsoft.Compute/virtualMachines. Source: the recordings; api-versions 2019-03-01 to 2024-07-01. */
import { type JsonObject, listAt, mergeJson, objectAt, textAt } from "../../core/json.js";
import type { PowerState } from "../../rules/consistency.js";
import { vmNameFault } from "../../rules/names.js";
import { extensionsOf } from "../compute/extensions.js";
import { instanceView } from "../compute/instance-view.js";
import { machineProperties } from "../compute/machine-body.js";
import { attachDisks, detachedDisks, releaseDisks } from "../compute/machine-disks.js";
import { MACHINE_TYPE } from "../compute/machines.js";
import { startComputeOperation } from "../compute/operations.js";
import { type Azure, type Call, param, type Reply, type Route, refusal } from "../route.js";
import type { Document } from "../store/documents.js";
import { accepted } from "../work/operations.js";
import {
  GROUP,
  idInGroup,
  listOf,
  noContent,
  ok,
  pick,
  requireLocation,
  requireResource,
  SUBSCRIPTION,
} from "./common.js";
import { calledGroupId, requireGroup } from "./resource-groups.js";

/** Azure takes about so long to make or change a machine. */
const TOOK_MS = 30_000;

/** The id of the machine that a call names. */
export const machineId = (call: Call): string =>
  idInGroup(call, "Microsoft.Compute", "virtualMachines", param(call, "machine"));

function operation(call: Call, azure: Azure, location: string, withLocation: boolean) {
  return startComputeOperation(call, azure, { collection: "operations", location, tookMs: TOOK_MS, withLocation });
}

function put(call: Call, azure: Azure): Reply {
  const fault = vmNameFault(param(call, "machine"));
  if (fault !== undefined)
    throw refusal(400, "InvalidParameter", `The value of parameter vm.name is invalid: ${fault}`);
  requireGroup(azure, calledGroupId(call));
  const old = azure.documents.get(machineId(call));
  const made = write(azure, { id: old?.id ?? machineId(call), given: call.body, old });
  return answer(call, azure, { made, old });
}

function patch(call: Call, azure: Azure): Reply {
  const old = requireResource(azure, machineId(call));
  const given = mergeJson(old.body, call.body);
  return answer(call, azure, { made: write(azure, { id: old.id, given, old }), old });
}

interface MachineWrite {
  readonly id: string;
  readonly given: JsonObject;
  readonly old: Document | undefined;
}

function write(azure: Azure, { id, given, old }: MachineWrite): Document {
  const location = requireLocation(given, old);
  const properties = machineProperties({
    id,
    properties: objectAt(given, "properties"),
    old: objectAt(old?.body, "properties"),
    now: azure.now,
    newGuid: azure.newGuid,
  });
  const body: JsonObject = {
    name: id.split("/").at(-1) ?? "",
    id,
    type: MACHINE_TYPE,
    location,
    ...pick(old?.body ?? {}, "tags", "zones", "identity", "plan", "extendedLocation"),
    ...pick(given, "tags", "zones", "identity", "plan", "extendedLocation"),
    properties,
  };
  attachDisks(azure, { id, location, properties, old });
  const scope = id.split("/").slice(0, 5).join("/");
  return azure.documents.put({ id, type: MACHINE_TYPE, scope, body, hidden: old?.hidden ?? {} });
}

interface Written {
  readonly made: Document;
  readonly old: Document | undefined;
}

/** The reply shows the machine while it changes: disks that it lets go are still there, marked. */
function answer(call: Call, azure: Azure, { made, old }: Written): Reply {
  const provisioningState = old === undefined ? "Creating" : "Updating";
  const properties = objectAt(made.body, "properties");
  const storage = objectAt(properties, "storageProfile");
  const leaving = detachedDisks(made, old).map((disk) => ({ ...disk, toBeDetached: true }));
  const storageProfile = { ...storage, dataDisks: [...listAt(storage, "dataDisks"), ...leaving] };
  const body = { ...made.body, properties: { ...properties, storageProfile, provisioningState } };
  const headers = operation(call, azure, requireLocation({}, made), false);
  return { status: old === undefined ? 201 : 200, headers, body };
}

function get(call: Call, azure: Azure): Reply {
  const machine = requireResource(azure, machineId(call));
  const resources = extensionsOf(azure, machine.id);
  const expand = call.query.get("$expand")?.toLowerCase() === "instanceview";
  const properties = {
    ...objectAt(machine.body, "properties"),
    ...(expand ? { instanceView: instanceView(machine, resources) } : {}),
  };
  const shown = resources.map(({ body }) => body);
  return ok({
    ...machine.body,
    properties,
    ...(shown.length > 0 ? { resources: shown } : {}),
    etag: `"${machine.version}"`,
  });
}

function getInstanceView(call: Call, azure: Azure): Reply {
  const machine = requireResource(azure, machineId(call));
  return ok(instanceView(machine, extensionsOf(azure, machine.id)));
}

function remove(call: Call, azure: Azure): Reply {
  const machine = azure.documents.get(machineId(call));
  if (machine === undefined) return noContent;
  releaseDisks(azure, machine);
  azure.documents.removeTree(machine.id);
  return accepted(operation(call, azure, requireLocation({}, machine), true));
}

/** A route that changes whether the machine runs. */
const power =
  (powerState: PowerState): Route["handle"] =>
  (call, azure) => {
    const machine = requireResource(azure, machineId(call));
    azure.documents.put({ ...machine, hidden: { ...machine.hidden, powerState } });
    return accepted(operation(call, azure, textAt(machine.body, "location") ?? "", true));
  };

const MACHINES = "providers/Microsoft.Compute/virtualMachines";
const MACHINE = `${GROUP}/${MACHINES}/{machine}`;

export const machineRoutes: readonly Route[] = [
  { method: "PUT", template: MACHINE, access: "write", handle: put },
  { method: "GET", template: MACHINE, access: "read", handle: get },
  { method: "PATCH", template: MACHINE, access: "write", handle: patch },
  { method: "DELETE", template: MACHINE, access: "write", handle: remove },
  { method: "GET", template: `${MACHINE}/instanceView`, access: "read", handle: getInstanceView },
  { method: "POST", template: `${MACHINE}/start`, access: "write", handle: power("running") },
  { method: "POST", template: `${MACHINE}/restart`, access: "write", handle: power("running") },
  { method: "POST", template: `${MACHINE}/powerOff`, access: "write", handle: power("stopped") },
  { method: "POST", template: `${MACHINE}/deallocate`, access: "write", handle: power("deallocated") },
  { method: "GET", template: `${GROUP}/${MACHINES}`, access: "read", handle: listOf(MACHINE_TYPE) },
  { method: "GET", template: `${SUBSCRIPTION}/${MACHINES}`, access: "read", handle: listOf(MACHINE_TYPE) },
];
