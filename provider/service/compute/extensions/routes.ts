/** Extensions of virtual machines. Source: the recordings; api-versions 2020-06-01 to 2024-07-01; PATCH by the model VirtualMachineExtensionUpdate. */
import { at, type JsonObject, objectAt, pick, textAt } from "../../../core/json.js";
import { type ExtensionVm, extensionFault, type Handler, vmStateFault } from "../../../rules/extensions/handlers.js";
import { extensionWarnings } from "../../../rules/extensions/snapshot.js";
import { extensionNameFault } from "../../../rules/shared/names.js";
import { refuseIf, warned } from "../../azure/refuse.js";
import { noContent, ok, patchedTags } from "../../azure/replies.js";
import { requireLocation, requireResource } from "../../azure/resources.js";
import { type Azure, type Call, param, propertiesOf, type Reply, type Route, refusal } from "../../azure/route.js";
import { accepted } from "../../schedule/operations.js";
import type { Document } from "../../store/documents.js";
import { osTypeOf, powerStateOf, requireVm, VM_TYPE } from "../machine.js";
import { startComputeOperation } from "../operations.js";
import { calledId, templateOf } from "../resource.js";
import { EXTENSION_TYPE, type ExtensionWrite, extensionsOf, putExtension } from "./document.js";
import { agentVersionOf } from "./guest.js";
import { extensionView } from "./instance-view.js";

const OPERATIONS = { collection: "operations", tookMs: 10_000 } as const;
const extensionId = (call: Call): string => `${calledId(call, VM_TYPE)}/extensions/${param(call, "extension")}`;

function put(call: Call, azure: Azure): Reply {
  const fault = extensionNameFault(param(call, "extension"));
  if (fault !== undefined)
    throw refusal(400, "InvalidParameter", `The value of parameter vmExtension.name is invalid: ${fault}`);
  const vm = requireVm(call, azure);
  const old = azure.documents.get(extensionId(call));
  const location = requireLocation(call.body, old ?? vm);
  const properties = propertiesOf(call);
  return write(call, azure, { vm, old, extension: { location, properties, ...pick(call.body, "tags") } });
}

/** A member of the PATCH replaces the old one as a whole, since settings are not merged; null deletes it. */
function patch(call: Call, azure: Azure): Reply {
  const vm = requireVm(call, azure);
  const old = requireResource(azure, extensionId(call));
  const requested = propertiesOf(call);
  const sent = Object.entries(requested).filter(([, value]) => value !== null);
  const unchanged = Object.entries(objectAt(old.body, "properties")).filter(([key]) => !(key in requested));
  const properties: JsonObject = Object.fromEntries([...unchanged, ...sent]);
  const tags = { ...pick(old.body, "tags"), ...patchedTags(call.body) };
  return write(call, azure, {
    vm,
    old,
    extension: { location: requireLocation({}, old), properties, ...tags, retainsSecrets: true },
  });
}

interface ExtensionChange {
  readonly vm: Document;
  readonly old: Document | undefined;
  readonly extension: Pick<ExtensionWrite, "location" | "properties" | "tags" | "retainsSecrets">;
}

function write(call: Call, azure: Azure, { vm, old, extension }: ExtensionChange): Reply {
  const name = param(call, "extension");
  refuseIf(extensionFault(extensionVm(vm), extensionFacts(azure, vm, { name, old, requested: extension.properties })));
  const written = putExtension(azure, { vmId: vm.id, name, ...extension });
  const headers = startComputeOperation(call, azure, {
    ...OPERATIONS,
    location: extension.location,
    withLocation: false,
  });
  const properties = objectAt(written.body, "properties");
  const provisioningState = old === undefined ? "Creating" : "Updating";
  const body = { ...written.body, properties: { ...properties, provisioningState } };
  // Warnings are only about what this call sends.
  const sent = { ...pick(extension.properties, "publisher", "type"), ...propertiesOf(call) };
  const warnings = extensionWarnings(sent, osTypeOf(objectAt(vm.body, "properties")));
  return warned({ status: old === undefined ? 201 : 200, headers, body }, warnings);
}

/** Whether the extensions of a VM can be changed now. */
const extensionVm = (vm: Document): ExtensionVm => ({
  osType: osTypeOf(objectAt(vm.body, "properties")),
  isRunning: powerStateOf(vm) === "running",
  allowsExtensions:
    agentVersionOf(vm) !== undefined && at(vm.body, "properties", "osProfile", "allowExtensionOperations") !== false,
});

interface SentExtension {
  readonly name: string;
  readonly old: Document | undefined;
  readonly requested: JsonObject;
}

function extensionFacts(azure: Azure, vm: Document, { name, old, requested }: SentExtension) {
  const others = extensionsOf(azure, vm.id).filter(({ id }) => id !== old?.id);
  return {
    ...handlerOf(name, requested),
    typeHandlerVersion: textAt(requested, "typeHandlerVersion"),
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
  requireVm(call, azure);
  const extension = requireResource(azure, extensionId(call));
  if (call.query.get("$expand")?.toLowerCase() !== "instanceview") return ok(extension.body);
  const properties = { ...objectAt(extension.body, "properties"), instanceView: extensionView(extension) };
  return ok({ ...extension.body, properties });
}

function list(call: Call, azure: Azure): Reply {
  const vm = requireVm(call, azure);
  return ok({ value: extensionsOf(azure, vm.id).map(({ body }) => body) });
}

function remove(call: Call, azure: Azure): Reply {
  const vm = requireVm(call, azure);
  const extension = azure.documents.get(extensionId(call));
  if (extension === undefined) return noContent;
  refuseIf(vmStateFault(extensionVm(vm)));
  azure.documents.removeTree(extension.id);
  const location = requireLocation({}, vm);
  return accepted(startComputeOperation(call, azure, { ...OPERATIONS, location, withLocation: true }));
}

const EXTENSIONS = `${templateOf(VM_TYPE)}/${EXTENSION_TYPE.slice(VM_TYPE.length + 1)}`;
const EXTENSION = `${EXTENSIONS}/{extension}`;

export const extensionRoutes: readonly Route[] = [
  { method: "PUT", template: EXTENSION, access: "write", handle: put },
  { method: "PATCH", template: EXTENSION, access: "write", handle: patch },
  { method: "GET", template: EXTENSION, access: "read", handle: get },
  { method: "DELETE", template: EXTENSION, access: "write", handle: remove },
  { method: "GET", template: EXTENSIONS, access: "read", handle: list },
];
