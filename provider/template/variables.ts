/** The variables of a template, evaluated when they are first read. Source: "Variables in ARM templates". */
import { isJsonObject, type Json, type JsonObject } from "../core/json.js";
import { copiesOf, resolve } from "./evaluator.js";
import { invalidTemplate, templateFault, withPlace } from "./faults.js";
import { isList, stringArg } from "./functions/arguments.js";
import { keyOf, member } from "./members.js";
import type { Scope, TrackedValue } from "./scope.js";

/** Reads a template's variables. Throws `InvalidTemplate` for an unknown name and for a circular dependency. */
export function variablesOf(declared: JsonObject, scope: Scope): (name: string) => TrackedValue {
  const known = new Map<string, TrackedValue>();
  const pending = new Set<string>();
  const loops = new Map(loopsOf(declared).map((loop) => [stringArg(loop["name"]).toLowerCase(), loop]));

  const computed = (name: string, within: Scope): Json => {
    const place = { what: `template variable '${name}'`, path: `variables.${name}` };
    const loop = loops.get(name.toLowerCase());
    if (loop !== undefined) return copiesOf(loop, within, place);
    const key = keyOf(declared, name);
    if (key === undefined || key.toLowerCase() === "copy")
      throw templateFault(`The template variable '${name}' is not found.`);
    return withPlace(place, undefined, () => resolve(declared[key] ?? null, within, place));
  };

  const variable = (name: string): TrackedValue => {
    const key = name.toLowerCase();
    const cached = known.get(key);
    if (cached !== undefined) return cached;
    if (pending.has(key)) throw invalidTemplate(`Circular dependency detected on template variable '${name}'.`);
    pending.add(key);
    const secrecy = { hasReadSecret: false };
    const value = computed(name, { ...scope, variable, secrecy });
    pending.delete(key);
    const result = { value, secret: secrecy.hasReadSecret };
    known.set(key, result);
    return result;
  };
  return variable;
}

function loopsOf(declared: JsonObject): JsonObject[] {
  const copy = member(declared, "copy");
  return isList(copy) ? copy.filter(isJsonObject) : [];
}

/** The names of a template's variables, including loops. */
export const variableNames = (declared: JsonObject): string[] => [
  ...Object.keys(declared).filter((name) => name.toLowerCase() !== "copy"),
  ...loopsOf(declared).map((loop) => stringArg(loop["name"])),
];
