/** The inputs of a resource of which only the id is known: a `get` by id, or an import. */
import { nameOf, parentOf, typeOf } from "../../arm/resource-id.js";
import { BackupError } from "../../core/errors.js";
import { type JsonObject, withoutUndefined } from "../../core/json.js";
import type { BackupEngine } from "../../engine/engine.js";
import type { Inputs } from "./schema.js";

/** The inputs that an id determines. Throws `InvalidInput` for text that is not an ARM id. */
export const inputsOfId = (id: string): JsonObject =>
  withoutUndefined({ type: typeOf(id), parent: parentOf(id), name: nameOf(id) });

/**
 * The declared api-version, else the newest one that the resource provider of the type lists. Throws `InvalidInput`, naming
 * `apiVersion`, if it lists none.
 */
export async function apiVersionOf(engine: BackupEngine, id: string, { apiVersion }: Partial<Inputs>): Promise<string> {
  if (apiVersion !== undefined) return apiVersion;
  const type = typeOf(id);
  const newest = await engine.resources.newestVersion(type);
  if (newest !== undefined) return newest;
  throw new BackupError(
    "InvalidInput",
    `apiVersion: is missing, and the resource provider lists no api-version of ${type}. To read ${id}, declare one: new ArmResource(name, { apiVersion: "…" } as ArmResourceArgs, { id }), in JavaScript without "as ArmResourceArgs".`,
  );
}
