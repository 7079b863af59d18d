/** What a path names in its last namespace, and the refusals of what Azure does not have there. */
import { groupId, groupOf, idKey, lineageOf, typeOfPath } from "../../arm/resource-id.js";
import { textAt } from "../../core/json.js";
import { areOf, operationsOf } from "../../rules/resources/specification.js";
import { isOfSiteRecovery, type Target, typeFault } from "../../rules/resources/types.js";
import { apiVersionFault } from "../../rules/resources/versions.js";
import { invalidParameterFault } from "../../rules/vaults/parameters.js";
import type { DocumentReader } from "../store/documents.js";
import { refuseIf } from "./refuse.js";
import { type Call, refusal } from "./route.js";

/** What follows the last `/providers/{namespace}` of a path; undefined for a path without one. */
function targetOf({ path, apiVersion }: Pick<Call, "path" | "apiVersion">): Target | undefined {
  const segments = path.split("/").filter((segment) => segment !== "");
  const at = segments.findLastIndex((segment) => segment.toLowerCase() === "providers");
  const namespace = at < 0 ? undefined : segments[at + 1];
  return namespace === undefined ? undefined : { namespace, segments: segments.slice(at + 2), apiVersion };
}

/** Paths that Azure Resource Manager answers; others are the simulator's own. */
const OF_AZURE = /^\/(subscriptions|providers|tenants)(\/|$)/i;

/** What Resource Manager itself answers about a provider. */
const OF_PROVIDER = /^(register|unregister)$/i;

/** Since this version every type exists. */
const EVERY_TYPE_SINCE = "2021-03-01";

const SUBSCRIPTION_ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Throws Azure's 400 for a subscription that is no GUID. Source of the code and the text: Azure/apiops 460. */
export function requireSubscriptionId({ path }: Pick<Call, "path">): void {
  const [root = "", id] = path.split("/").filter((segment) => segment !== "");
  if (root.toLowerCase() !== "subscriptions" || id === undefined || SUBSCRIPTION_ID.test(id)) return;
  throw refusal(
    400,
    "InvalidSubscriptionId",
    `The provided subscription identifier '${id.slice(0, 100)}' is malformed or invalid.`,
  );
}

/** Most dates: any month has these days. */
const DATE = /^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])(-preview)?$/;

/** Throws Azure's 400 for a request without a valid api-version, or with one from before its type. */
export function requireApiVersion(call: Pick<Call, "path" | "apiVersion" | "body">): void {
  const isAlwaysValid = DATE.test(call.apiVersion) && call.apiVersion >= EVERY_TYPE_SINCE;
  if (isAlwaysValid || !OF_AZURE.test(call.path)) return;
  const { namespace, segments = [] } = targetOf(call) ?? {};
  const isOfProvider = segments.length === 0 || OF_PROVIDER.test(segments[0] ?? "");
  const fault = apiVersionFault({
    apiVersion: call.apiVersion,
    namespace: isOfProvider ? undefined : namespace,
    types: segments.filter((_, index) => index % 2 === 0),
    location: textAt(call.body, "location"),
  });
  refuseIf(fault);
}

/** Throws Azure's refusal of a namespace, a type, a child, an action or the name of a singleton that Azure does not have. */
export function requireKnownType(call: Call): void {
  const target = targetOf(call);
  if (target !== undefined) refuseIf(typeFault(target));
}

/** Where operations are outside resource groups; a resource of a group has no operation there. */
const OUTSIDE_GROUPS = /^(locations|operations|skus)$/i;

/** What Azure Resource Manager has for groups and subscriptions, and deployments outside of resource groups. */
const OF_RESOURCE_MANAGER =
  /^\/subscriptions\/[^/]+(\/resourceGroups\/[^/]+)?\/(exportTemplate|moveResources|validateMoveResources|tagNames(\/.*)?)$/i;
const DEPLOYMENTS_OUTSIDE =
  /^(\/subscriptions\/[^/]+|\/providers\/Microsoft\.Management\/managementGroups\/[^/]+)?\/providers\/Microsoft\.Resources\/deployments(\/|$)/i;

/** Whether Azure has the operation, which no route serves. Call it after `requireKnownType`. */
export function isUnserved(call: Call): boolean {
  if (OF_RESOURCE_MANAGER.test(call.path) || DEPLOYMENTS_OUTSIDE.test(call.path)) return true;
  const target = targetOf(call);
  if (target === undefined || operationsOf(target.namespace) === undefined) return false;
  return /\/resourceGroups\//i.test(call.path) || OUTSIDE_GROUPS.test(target.segments[0] ?? "");
}

/** Whether Azure has the method for the path, whose other methods are served. */
export function isSpecified(call: Call): boolean {
  const target = targetOf(call);
  const operations = target === undefined ? undefined : operationsOf(target.namespace);
  const ofPath = operations?.filter((one) => areOf(one, target?.segments ?? [])) ?? [];
  return ofPath.some(({ methods }) => methods.includes(call.method));
}

/** Throws the refusal of an operation that Azure has and the simulator does not serve. The code and the text are ours. */
export function refuseUnserved(call: Call): never {
  const target = targetOf(call);
  const of = target !== undefined && isOfSiteRecovery(target) ? "Azure Site Recovery" : "this operation";
  throw refusal(
    400,
    "OperationNotSupported",
    `The simulator does not serve ${of}: ${call.method} ${call.path}. docs/operations.md lists the operations that it does not serve.`,
  );
}

/** Throws for a fabric with another name than Azure's only one. That it is refused as other names of singletons are is ours. */
export function requireFabric({ params }: Call): void {
  const fabric = params["fabric"];
  if (fabric === undefined || fabric.toLowerCase() === "azure") return;
  refuseIf(invalidParameterFault("fabricName", `It is '${fabric}': expected 'Azure'.`));
}

/** A resource of a group whose children cannot exist without it. */
const PARENT = /^microsoft\.(compute|recoveryservices)\/(?!locations$)[^/]+$/;

/** Throws Azure's 404 `ParentResourceNotFound` for a write of a child whose vault, VM or other resource does not exist. */
export function requireParent(call: Call, documents: DocumentReader): void {
  const { method, path } = call;
  if (method !== "PUT" && method !== "PATCH") return;
  const parent = lineageOf(path).find((id) => PARENT.test(typeOfPath(id)));
  if (parent === undefined || idKey(parent) === idKey(path) || !typeOfPath(path).startsWith(`${typeOfPath(parent)}/`))
    return;
  if (groupOf(parent) === undefined || documents.get(groupId(parent)) === undefined) return;
  if (documents.get(parent) === undefined) throw parentNotFound(call, parent);
}

/** Azure's 404 for a child without its parent. Source: Azure/azure-cli, deployments of `storageAccounts/blobServices`. */
export function parentNotFound(call: Call, parent: string) {
  const types = (targetOf(call)?.segments ?? []).filter((_, index) => index % 2 === 0);
  return refusal(
    404,
    "ParentResourceNotFound",
    `Failed to perform 'write' on resource(s) of type '${types.join("/")}', because the parent resource '${parent}' could not be found.`,
  );
}
