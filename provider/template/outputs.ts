/** The outputs of a deployment. Source: "Outputs in ARM templates". */
import { isJsonObject, type Json, type JsonObject } from "../core/json.js";
import { checkValue } from "./bodies.js";
import { declarationOf, requireFitting, shownType } from "./definitions.js";
import { copyCount, resolve } from "./evaluator.js";
import { invalidTemplate, type Place, placed, under } from "./faults.js";
import { member, objectMember } from "./members.js";
import { inLoop, type Scope } from "./scope.js";
import type { Sections } from "./sections.js";

const MOST = 64;

const placeOf = (name: string): Place => ({ what: `template output '${name}'`, path: `outputs.${name}` });

/** Throws the `InvalidTemplate` that can be said of the outputs before anything is deployed. */
export function checkOutputs({ outputs, definitions }: Sections, scope: Scope): void {
  const names = Object.keys(outputs);
  if (names.length > MOST) throw invalidTemplate(`The template has ${names.length} outputs: the most is ${MOST}.`);
  for (const name of names) {
    const declared = objectMember(outputs, name);
    placed(placeOf(name), undefined, () => declarationOf(declared, definitions));
    // A loop's input reads the loop, and what a condition leaves out may read what is not there.
    if (member(declared, "copy") !== undefined || member(declared, "condition") !== undefined) continue;
    checkValue(member(declared, "value") ?? null, scope, under(placeOf(name), "value"));
  }
}

/** The outputs as a reply shows them; one that is secure, or that a secure value went into, without its value. */
export function outputsOf({ outputs, definitions }: Sections, scope: Scope): JsonObject {
  const shown = Object.keys(outputs).flatMap((name) => {
    const declared = objectMember(outputs, name);
    const place = placeOf(name);
    if (resolve(member(declared, "condition") ?? true, scope, place) === false) return [];
    return [[name, placed(place, undefined, () => output(name, declared, { definitions, scope }))] as const];
  });
  return Object.fromEntries(shown);
}

interface Around {
  readonly definitions: JsonObject;
  readonly scope: Scope;
}

function output(name: string, declared: JsonObject, { definitions, scope }: Around): JsonObject {
  const declaration = declarationOf(declared, definitions);
  const secrecy = { seen: false };
  const value = computed(name, declared, { ...scope, secrecy });
  const secure = declaration.secure || secrecy.seen;
  requireFitting(name, value, { ...declaration, secure });
  return { type: shownType(declaration.type), ...(secure ? {} : { value }) };
}

function computed(name: string, declared: JsonObject, scope: Scope): Json {
  const place = placeOf(name);
  const copy = member(declared, "copy");
  if (!isJsonObject(copy))
    return resolve(member(declared, "value") ?? null, scope, { ...place, path: `${place.path}.value` });
  const count = copyCount(copy, scope, place);
  return Array.from({ length: count }, (_, index) =>
    resolve(member(copy, "input") ?? null, inLoop(scope, { name, index, unnamed: true }), place),
  );
}
