/** The kind `ArmResource`. */
import { formatResourceId, parseResourceId, type ResourceId } from "../../arm/resource-id.js";
import { type JsonObject, withoutUndefined } from "../../core/json.js";
import type { BackupEngine } from "../../engine/engine.js";
import { RESOURCE_GROUP_NAME, resourceGroupNameFault } from "../../rules/names.js";
import type { Failure } from "../../schema/failures.js";
import { isUnknown } from "../../schema/unknown.js";
import { type Handler, type Kind, noOutputs } from "../kind.js";
import { type Inputs, inputs, outputs } from "./schema.js";

const GROUP_TYPE = "microsoft.resources/resourcegroups";

/** For a `get` by id alone, which names no api-version. */
const DEFAULT_API = "2022-09-01";

/** `{parent}/providers/{type}/{name}`; a child of a resource hangs below it, a resource group below its subscription. */
function armId({ parent, type, name }: Partial<Inputs>): string | undefined {
  if (parent === undefined || type === undefined || name === undefined) return undefined;
  if ([parent, type, name].some(isUnknown)) return undefined;
  if (type.toLowerCase() === GROUP_TYPE) return `${parent}/resourceGroups/${name}`;
  const above = parseResourceId(parent);
  const [namespace = "", ...types] = type.split("/");
  return formatResourceId({ ...above, namespace, path: [...above.path, { type: types.at(-1) ?? "", name }] });
}

const faults = (given: Inputs): Failure[] => [...parentFaults(given), ...nameFaults(given)];

/** A type of n parts needs a parent of n - 1: `Microsoft.Compute/virtualMachines/extensions` lies below a VM. */
function parentFaults({ parent, type }: Inputs): Failure[] {
  if (isUnknown(parent) || isUnknown(type) || holds(idParts(parent), type)) return [];
  return [
    { property: "parent", found: parent, reason: `cannot hold a ${type}: expected the id of ${expectedParent(type)}` },
  ];
}

function holds(parent: ResourceId | undefined, type: string): boolean {
  if (parent === undefined) return false;
  if (type.toLowerCase() === GROUP_TYPE) return parent.group === undefined && parent.path.length === 0;
  return parent.path.length === type.split("/").length - 2;
}

function idParts(parent: string): ResourceId | undefined {
  try {
    return parseResourceId(parent);
  } catch {
    return undefined;
  }
}

function expectedParent(type: string): string {
  if (type.toLowerCase() === GROUP_TYPE) return "a subscription: /subscriptions/{id}";
  const above = type.split("/").slice(0, -1);
  return above.length === 1 ? "a resource group: /subscriptions/{id}/resourceGroups/{group}" : `a ${above.join("/")}`;
}

function nameFaults({ name, type }: Inputs): Failure[] {
  const isFine = isUnknown(name) || type.toLowerCase() !== GROUP_TYPE || resourceGroupNameFault(name) === undefined;
  if (isFine) return [];
  const reason = `is not a name for a resource group: expected ${RESOURCE_GROUP_NAME.allowed}`;
  return [{ property: "name", found: JSON.stringify(name), reason }];
}

/** The body of the PUT. */
export const toArm = ({ body, location, tags, properties }: Inputs): JsonObject =>
  withoutUndefined({ ...body, location, tags, properties });

/** What Azure has, in the words of the inputs. */
export const fromArm = (resource: JsonObject, given: Partial<Inputs>): JsonObject =>
  withoutUndefined({
    type: given.type ?? resource["type"],
    apiVersion: given.apiVersion,
    parent: given.parent,
    name: given.name ?? resource["name"],
    location: resource["location"],
    tags: resource["tags"],
    properties: resource["properties"],
    body: given.body === undefined ? undefined : partOf(resource, given.body),
  });

const partOf = (resource: JsonObject, declared: JsonObject): JsonObject =>
  Object.fromEntries(Object.keys(declared).map((key) => [key, resource[key]]));

function handler(engine: BackupEngine): Handler<Inputs> {
  const put = async (id: string, given: Inputs) => {
    await engine.resources.put(id, given.apiVersion, toArm(given));
  };
  return {
    create: put,
    update: (id, given, previous) => put(id, previous.tags === undefined ? given : { tags: {}, ...given }),
    read: async (id, given) => {
      const resource = await engine.resources.find(id, given.apiVersion ?? DEFAULT_API);
      return resource === undefined ? undefined : { inputs: fromArm(resource, given), outputs: noOutputs };
    },
    delete: async (id, given) => {
      if (given.onDelete !== "retain") await engine.resources.delete(id, given.apiVersion ?? DEFAULT_API);
    },
  };
}

export const armResource: Kind<Inputs> = {
  name: "ArmResource",
  description:
    "Any Azure resource by its ARM type, for what has no kind of its own: resource groups, disks, virtual machines, networks.",
  inputs,
  outputs,
  armId,
  faults,
  handler,
};
