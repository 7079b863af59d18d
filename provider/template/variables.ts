/** The variables of a template, evaluated when they are first read. Source: "Variables in ARM templates". */
import { isJsonObject, type Json, type JsonObject } from "../core/json.js";
import { copiesOf, resolve } from "./evaluator.js";
import { invalidTemplate, placed, templateFault } from "./faults.js";
import { isList, text } from "./functions/arguments.js";
import { keyOf, member } from "./members.js";
import type { Held, Scope } from "./scope.js";

/** A reader of a template's variables. It throws `InvalidTemplate` for a name that there is not, and for one that needs itself. */
export function variablesOf(declared: JsonObject, scope: Scope): (name: string) => Held {
  const known = new Map<string, Held>();
  const underway = new Set<string>();
  const loops = new Map(loopsOf(declared).map((loop) => [text(loop["name"]).toLowerCase(), loop]));

  const computed = (name: string, within: Scope): Json => {
    const place = { what: `template variable '${name}'`, path: `variables.${name}` };
    const loop = loops.get(name.toLowerCase());
    if (loop !== undefined) return copiesOf(loop, within, place);
    const key = keyOf(declared, name);
    if (key === undefined || key.toLowerCase() === "copy")
      throw templateFault(`The template variable '${name}' is not found.`);
    return placed(place, undefined, () => resolve(declared[key] ?? null, within, place));
  };

  const variable = (name: string): Held => {
    const key = name.toLowerCase();
    const held = known.get(key);
    if (held !== undefined) return held;
    if (underway.has(key)) throw invalidTemplate(`Circular dependency detected on template variable '${name}'.`);
    underway.add(key);
    const secrecy = { seen: false };
    const value = computed(name, { ...scope, variable, secrecy });
    underway.delete(key);
    const made = { value, secret: secrecy.seen };
    known.set(key, made);
    return made;
  };
  return variable;
}

function loopsOf(declared: JsonObject): JsonObject[] {
  const copy = member(declared, "copy");
  return isList(copy) ? copy.filter(isJsonObject) : [];
}

/** The names of a template's variables, those of loops included. */
export const variableNames = (declared: JsonObject): string[] => [
  ...Object.keys(declared).filter((name) => name.toLowerCase() !== "copy"),
  ...loopsOf(declared).map((loop) => text(loop["name"])),
];
