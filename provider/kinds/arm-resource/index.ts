/** The kind `ArmResource`. */
import { idBelow, isOfType } from "../../arm/resource-id.js";
import { BackupError } from "../../core/errors.js";
import { type JsonObject, pick, withoutUndefined } from "../../core/json.js";
import type { BackupEngine } from "../../engine/engine.js";
import { isUnknown } from "../../schema/unknown.js";
import { type Handler, type Kind, noOutputs } from "../kind.js";
import { apiVersionOf, inputsOfId } from "./by-id.js";
import { faults, irreversibleChanges, stateFaults } from "./faults.js";
import { isGuardProxy, unlockDelete } from "./guard-proxy.js";
import { knownTypeFaults, knownTypeWarnings } from "./known-types.js";
import { idParts, MANAGEMENT_GROUP_TYPE } from "./parents.js";
import { publishedWarnings } from "./published.js";
import { type Inputs, inputs, outputs } from "./schema.js";
import { spelled } from "./spelled.js";

function armId({ parent, type, name }: Partial<Inputs>): string | undefined {
  if (parent === undefined || type === undefined || name === undefined) return undefined;
  if ([parent, type, name].some(isUnknown)) return undefined;
  const above = idParts(parent);
  return above && idBelow(above, type, name);
}

/** The body of the PUT. */
export const toArm = ({ body, location, tags, properties }: Inputs): JsonObject =>
  withoutUndefined({ ...body, location, tags, properties });

/**
 * The live resource as inputs; its id determines those that are not declared. Without a declared parent, only the id is known:
 * the class then has set the name to that of the resource in the program.
 */
export const fromArm = (id: string, resource: JsonObject, declared: Partial<Inputs>): JsonObject =>
  withoutUndefined({
    ...inputsOfId(id),
    ...pick(declared, "type", "apiVersion", "parent", ...(declared.parent === undefined ? [] : ["name"])),
    location: resource["location"],
    tags: resource["tags"],
    properties: resource["properties"],
    body: declared.body === undefined ? undefined : partOf(resource, declared.body),
  });

const partOf = (resource: JsonObject, declared: JsonObject): JsonObject =>
  Object.fromEntries(Object.keys(declared).map((key) => [key, resource[key]]));

/** Azure answers 403, to an owner of the tenant too, for a management group that does not exist. Source: Azure/azure-rest-api-specs 9549. */
async function find({ resources }: BackupEngine, id: string, apiVersion: string): Promise<JsonObject | undefined> {
  try {
    return await resources.find(id, apiVersion);
  } catch (error) {
    const isForbidden = error instanceof BackupError && error.status === 403;
    if (isForbidden && isOfType(id, MANAGEMENT_GROUP_TYPE)) return undefined;
    throw error;
  }
}

function handler(engine: BackupEngine): Handler<Inputs> {
  const put = async (id: string, declared: Inputs) => {
    await engine.resources.put(id, declared.apiVersion, toArm(declared));
  };
  return {
    create: put,
    update: (id, declared, previous) => put(id, previous.tags === undefined ? declared : { tags: {}, ...declared }),
    read: async (id, declared) => {
      const apiVersion = await apiVersionOf(engine, id, declared);
      const resource = await find(engine, id, apiVersion);
      if (resource === undefined) return undefined;
      return { inputs: fromArm(id, resource, { ...declared, apiVersion }), outputs: noOutputs };
    },
    delete: async (id, declared) => {
      const apiVersion = await apiVersionOf(engine, id, declared);
      if (isGuardProxy(id)) await unlockDelete(engine, id, apiVersion);
      await engine.resources.delete(id, apiVersion);
    },
  };
}

export const armResource: Kind<Inputs> = {
  name: "ArmResource",
  description:
    "Any Azure resource by its ARM type, for types without a class of their own: resource groups, disks, virtual machines, networks, and extension resources such as locks.",
  inputs,
  outputs,
  armId,
  idInputs: ["parent", "type", "name"],
  faults: (declared) => [...faults(spelled(declared)), ...knownTypeFaults(declared)],
  warnings: (declared) => [...knownTypeWarnings(declared), ...publishedWarnings(declared, toArm(declared))],
  stateFaults: (previous, news) => stateFaults(previous && spelled(previous), spelled(news)),
  irreversibleChanges: (olds, news) => irreversibleChanges(spelled(olds), spelled(news)),
  handler,
};
