/** Whether what a body says is of the type that its schema gives it: a rule that reads a text overlooks a number. */
import { isJsonObject, type Json, type JsonObject } from "../../core/json.js";
import { type RuleFault, refused } from "./fault.js";

/** A value of a body: its path of keys and the type that it has where it is given. */
export interface TypedValue {
  readonly path: readonly string[];
  readonly type: "string" | "number" | "boolean";
}

/** Why a body is not of its schema's types, or undefined where it is. What is not given, or null, is of any type. The code is ARM's own. */
export function valueTypeFault(body: JsonObject, values: readonly TypedValue[]): RuleFault | undefined {
  for (const value of values) {
    const fault = oneFault(body, value);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function oneFault(body: JsonObject, { path, type }: TypedValue): RuleFault | undefined {
  let found: Json | undefined = body;
  for (const [depth, key] of path.entries()) {
    if (!isJsonObject(found)) return wrong(path.slice(0, depth), found, "object");
    found = found[key];
    if (found === undefined || found === null) return undefined;
  }
  return typeof found === type ? undefined : wrong(path, found, type);
}

const wrong = (path: readonly string[], found: Json | undefined, type: string): RuleFault =>
  refused("BadRequest", `${path.join(".")} is ${JSON.stringify(found)}: expected ${type}.`);
