/** Extensions of virtual machines. Source: the recordings; api-versions 2020-06-01 to 2024-07-01. */
import { mergeJson, objectAt } from "../../core/json.js";
import { extensionWarnings } from "../../rules/extension-settings.js";
import { EXTENSION_TYPE, extensionsOf, putExtension } from "../compute/extensions.js";
import { extensionView } from "../compute/instance-view.js";
import { osTypeOf } from "../compute/machines.js";
import { startComputeOperation } from "../compute/operations.js";
import { type Azure, type Call, param, type Reply, type Route } from "../route.js";
import { accepted } from "../work/operations.js";
import { GROUP, noContent, ok, pick, requireLocation, requireResource } from "./common.js";
import { machineId } from "./machines.js";
import { warned } from "./rule.js";

const TOOK_MS = 10_000;
const extensionId = (call: Call): string => `${machineId(call)}/extensions/${param(call, "extension")}`;

function put(call: Call, azure: Azure): Reply {
  const machine = requireResource(azure, machineId(call));
  const old = azure.documents.get(extensionId(call));
  const location = requireLocation(call.body, old ?? machine);
  const made = putExtension(azure, {
    machineId: machine.id,
    name: param(call, "extension"),
    location,
    properties: mergeJson(objectAt(old?.body, "properties"), objectAt(call.body, "properties")),
    ...pick(call.body, "tags"),
  });
  const provisioningState = old === undefined ? "Creating" : "Updating";
  const headers = startComputeOperation(call, azure, {
    collection: "operations",
    location,
    tookMs: TOOK_MS,
    withLocation: false,
  });
  const body = { ...made.body, properties: { ...objectAt(made.body, "properties"), provisioningState } };
  const warnings = extensionWarnings(objectAt(made.body, "properties"), osTypeOf(objectAt(machine.body, "properties")));
  return warned({ status: old === undefined ? 201 : 200, headers, body }, warnings);
}

function get(call: Call, azure: Azure): Reply {
  requireResource(azure, machineId(call));
  const extension = requireResource(azure, extensionId(call));
  if (call.query.get("$expand")?.toLowerCase() !== "instanceview") return ok(extension.body);
  const properties = { ...objectAt(extension.body, "properties"), instanceView: extensionView(extension) };
  return ok({ ...extension.body, properties });
}

function list(call: Call, azure: Azure): Reply {
  const machine = requireResource(azure, machineId(call));
  return ok({ value: extensionsOf(azure, machine.id).map(({ body }) => body) });
}

function remove(call: Call, azure: Azure): Reply {
  const machine = requireResource(azure, machineId(call));
  const extension = azure.documents.get(extensionId(call));
  if (extension === undefined) return noContent;
  azure.documents.remove(extension.id);
  const headers = startComputeOperation(call, azure, {
    collection: "operations",
    location: requireLocation({}, machine),
    tookMs: TOOK_MS,
    withLocation: true,
  });
  return accepted(headers);
}

const EXTENSIONS = `${GROUP}/providers/${EXTENSION_TYPE.replace("/virtualMachines/", "/virtualMachines/{machine}/")}`;
const EXTENSION = `${EXTENSIONS}/{extension}`;

export const extensionRoutes: readonly Route[] = [
  { method: "PUT", template: EXTENSION, access: "write", handle: put },
  { method: "PATCH", template: EXTENSION, access: "write", handle: put },
  { method: "GET", template: EXTENSION, access: "read", handle: get },
  { method: "DELETE", template: EXTENSION, access: "write", handle: remove },
  { method: "GET", template: EXTENSIONS, access: "read", handle: list },
];
