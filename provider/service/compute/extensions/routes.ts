/** Extensions of virtual machines. Source: the recordings; api-versions 2020-06-01 to 2024-07-01; PATCH by the model VirtualMachineExtensionUpdate. */
import { at, type JsonObject, objectAt, textAt } from "../../../core/json.js";
import {
  type ExtensionMachine,
  extensionFault,
  type Handler,
  machineExtensionFault,
} from "../../../rules/extensions/handlers.js";
import { extensionWarnings } from "../../../rules/extensions/snapshot.js";
import { extensionNameFault } from "../../../rules/shared/names.js";
import { refuseIf, warned } from "../../azure/refuse.js";
import { noContent, ok, patchedTags, pick } from "../../azure/replies.js";
import { requireLocation, requireResource } from "../../azure/resources.js";
import { type Azure, type Call, param, propertiesOf, type Reply, type Route, refusal } from "../../azure/route.js";
import { accepted } from "../../schedule/operations.js";
import type { Document } from "../../store/documents.js";
import { MACHINE_TYPE, osTypeOf, powerStateOf, requireMachine } from "../machine.js";
import { startComputeOperation } from "../operations.js";
import { calledId, templateOf } from "../resource.js";
import { EXTENSION_TYPE, type ExtensionWrite, extensionsOf, putExtension } from "./document.js";
import { agentVersionOf } from "./guest.js";
import { extensionView } from "./instance-view.js";

const OPERATIONS = { collection: "operations", tookMs: 10_000 } as const;
const extensionId = (call: Call): string => `${calledId(call, MACHINE_TYPE)}/extensions/${param(call, "extension")}`;

function put(call: Call, azure: Azure): Reply {
  const fault = extensionNameFault(param(call, "extension"));
  if (fault !== undefined)
    throw refusal(400, "InvalidParameter", `The value of parameter vmExtension.name is invalid: ${fault}`);
  const machine = requireMachine(call, azure);
  const old = azure.documents.get(extensionId(call));
  const location = requireLocation(call.body, old ?? machine);
  const properties = propertiesOf(call);
  return write(call, azure, { machine, old, extension: { location, properties, ...pick(call.body, "tags") } });
}

/** A member of the PATCH replaces the old one as a whole, since settings are not merged; null deletes it. */
function patch(call: Call, azure: Azure): Reply {
  const machine = requireMachine(call, azure);
  const old = requireResource(azure, extensionId(call));
  const given = propertiesOf(call);
  const sent = Object.entries(given).filter(([, value]) => value !== null);
  const unchanged = Object.entries(objectAt(old.body, "properties")).filter(([key]) => !(key in given));
  const properties: JsonObject = Object.fromEntries([...unchanged, ...sent]);
  const tags = { ...pick(old.body, "tags"), ...patchedTags(call.body) };
  return write(call, azure, { machine, old, extension: { location: requireLocation({}, old), properties, ...tags } });
}

interface ExtensionChange {
  readonly machine: Document;
  readonly old: Document | undefined;
  readonly extension: Pick<ExtensionWrite, "location" | "properties" | "tags">;
}

function write(call: Call, azure: Azure, { machine, old, extension }: ExtensionChange): Reply {
  const name = param(call, "extension");
  refuseIf(
    extensionFault(machineFacts(machine), extensionFacts(azure, machine, { name, old, given: extension.properties })),
  );
  const made = putExtension(azure, { machineId: machine.id, name, ...extension });
  const headers = startComputeOperation(call, azure, {
    ...OPERATIONS,
    location: extension.location,
    withLocation: false,
  });
  const properties = objectAt(made.body, "properties");
  const provisioningState = old === undefined ? "Creating" : "Updating";
  const body = { ...made.body, properties: { ...properties, provisioningState } };
  // Warnings are only about what this call sends.
  const sent = { ...pick(extension.properties, "publisher", "type"), ...propertiesOf(call) };
  const warnings = extensionWarnings(sent, osTypeOf(objectAt(machine.body, "properties")));
  return warned({ status: old === undefined ? 201 : 200, headers, body }, warnings);
}

/** Whether the extensions of a VM can be changed now. */
const machineFacts = (machine: Document): ExtensionMachine => ({
  osType: osTypeOf(objectAt(machine.body, "properties")),
  isRunning: powerStateOf(machine) === "running",
  allowsExtensions:
    agentVersionOf(machine) !== undefined &&
    at(machine.body, "properties", "osProfile", "allowExtensionOperations") !== false,
});

interface SentExtension {
  readonly name: string;
  readonly old: Document | undefined;
  readonly given: JsonObject;
}

function extensionFacts(azure: Azure, machine: Document, { name, old, given }: SentExtension) {
  const others = extensionsOf(azure, machine.id).filter(({ id }) => id !== old?.id);
  return {
    ...handlerOf(name, given),
    typeHandlerVersion: textAt(given, "typeHandlerVersion"),
    old: old === undefined ? undefined : handlerIn(old),
    others: others.map(handlerIn),
  };
}

const handlerOf = (name: string, properties: JsonObject): Handler => ({
  name,
  publisher: textAt(properties, "publisher"),
  type: textAt(properties, "type"),
});
const handlerIn = ({ body }: Document): Handler => handlerOf(textAt(body, "name") ?? "", objectAt(body, "properties"));

function get(call: Call, azure: Azure): Reply {
  requireMachine(call, azure);
  const extension = requireResource(azure, extensionId(call));
  if (call.query.get("$expand")?.toLowerCase() !== "instanceview") return ok(extension.body);
  const properties = { ...objectAt(extension.body, "properties"), instanceView: extensionView(extension) };
  return ok({ ...extension.body, properties });
}

function list(call: Call, azure: Azure): Reply {
  const machine = requireMachine(call, azure);
  return ok({ value: extensionsOf(azure, machine.id).map(({ body }) => body) });
}

function remove(call: Call, azure: Azure): Reply {
  const machine = requireMachine(call, azure);
  const extension = azure.documents.get(extensionId(call));
  if (extension === undefined) return noContent;
  refuseIf(machineExtensionFault(machineFacts(machine)));
  azure.documents.removeTree(extension.id);
  const location = requireLocation({}, machine);
  return accepted(startComputeOperation(call, azure, { ...OPERATIONS, location, withLocation: true }));
}

const EXTENSIONS = `${templateOf(MACHINE_TYPE)}/${EXTENSION_TYPE.slice(MACHINE_TYPE.length + 1)}`;
const EXTENSION = `${EXTENSIONS}/{extension}`;

export const extensionRoutes: readonly Route[] = [
  { method: "PUT", template: EXTENSION, access: "write", handle: put },
  { method: "PATCH", template: EXTENSION, access: "write", handle: patch },
  { method: "GET", template: EXTENSION, access: "read", handle: get },
  { method: "DELETE", template: EXTENSION, access: "write", handle: remove },
  { method: "GET", template: EXTENSIONS, access: "read", handle: list },
];
