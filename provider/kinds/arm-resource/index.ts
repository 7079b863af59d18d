/** The kind `ArmResource`. */
import { formatResourceId } from "../../arm/resource-id.js";
import { type JsonObject, withoutUndefined } from "../../core/json.js";
import type { BackupEngine } from "../../engine/engine.js";
import { isUnknown } from "../../schema/unknown.js";
import { type Handler, type Kind, noOutputs } from "../kind.js";
import { faults, GROUP_TYPE, idParts, irreversibleChanges, stateFaults } from "./faults.js";
import { type Inputs, inputs, outputs } from "./schema.js";

/** For a `get` by id, which has no api-version. */
const DEFAULT_API = "2022-09-01";

/** `{parent}/providers/{type}/{name}`, `{parent}/{childType}/{name}`, or `{subscription}/resourceGroups/{name}`. */
function armId({ parent, type, name }: Partial<Inputs>): string | undefined {
  if (parent === undefined || type === undefined || name === undefined) return undefined;
  if ([parent, type, name].some(isUnknown)) return undefined;
  if (type.toLowerCase() === GROUP_TYPE) return `${parent}/resourceGroups/${name}`;
  const above = idParts(parent);
  if (above === undefined) return undefined;
  const [namespace = "", ...types] = type.split("/");
  return formatResourceId({ ...above, namespace, path: [...above.path, { type: types.at(-1) ?? "", name }] });
}

/** The body of the PUT. */
export const toArm = ({ body, location, tags, properties }: Inputs): JsonObject =>
  withoutUndefined({ ...body, location, tags, properties });

/** The live resource as inputs. */
export const fromArm = (resource: JsonObject, declared: Partial<Inputs>): JsonObject =>
  withoutUndefined({
    type: declared.type ?? resource["type"],
    apiVersion: declared.apiVersion,
    parent: declared.parent,
    name: declared.name ?? resource["name"],
    location: resource["location"],
    tags: resource["tags"],
    properties: resource["properties"],
    body: declared.body === undefined ? undefined : partOf(resource, declared.body),
  });

const partOf = (resource: JsonObject, declared: JsonObject): JsonObject =>
  Object.fromEntries(Object.keys(declared).map((key) => [key, resource[key]]));

function handler(engine: BackupEngine): Handler<Inputs> {
  const put = async (id: string, declared: Inputs) => {
    await engine.resources.put(id, declared.apiVersion, toArm(declared));
  };
  return {
    create: put,
    update: (id, declared, previous) => put(id, previous.tags === undefined ? declared : { tags: {}, ...declared }),
    read: async (id, declared) => {
      const resource = await engine.resources.find(id, declared.apiVersion ?? DEFAULT_API);
      return resource === undefined ? undefined : { inputs: fromArm(resource, declared), outputs: noOutputs };
    },
    delete: (id, { apiVersion = DEFAULT_API }) => engine.resources.delete(id, apiVersion),
  };
}

export const armResource: Kind<Inputs> = {
  name: "ArmResource",
  description:
    "Any Azure resource by its ARM type, for types without a class of their own: resource groups, disks, virtual machines, networks.",
  inputs,
  outputs,
  armId,
  idInputs: ["parent", "type", "name"],
  faults,
  stateFaults,
  irreversibleChanges,
  handler,
};
