/** The outputs of a deployment. Source: "Outputs in ARM templates". */
import { isJsonObject, type Json, type JsonObject } from "../core/json.js";
import { checkValue } from "./bodies.js";
import { declarationOf, replyType, requireValid } from "./definitions.js";
import { copyCount, resolve } from "./evaluator.js";
import { invalidTemplate, type Place, under, withPlace } from "./faults.js";
import { member, objectMember } from "./members.js";
import { inLoop, type Scope } from "./scope.js";
import type { Sections } from "./sections.js";

const MAX_OUTPUTS = 64;

const placeOf = (name: string): Place => ({ what: `template output '${name}'`, path: `outputs.${name}` });

/** Throws `InvalidTemplate` for errors in the outputs that are detectable before the deployment. */
export function checkOutputs({ outputs, definitions }: Sections, scope: Scope): void {
  const names = Object.keys(outputs);
  if (names.length > MAX_OUTPUTS)
    throw invalidTemplate(`The template has ${names.length} outputs; the maximum is ${MAX_OUTPUTS}.`);
  for (const name of names) {
    const declared = objectMember(outputs, name);
    withPlace(placeOf(name), undefined, () => declarationOf(declared, definitions));
    // The input of a loop needs the loop's scope, and an output whose condition is false may read a missing resource.
    if (member(declared, "copy") !== undefined || member(declared, "condition") !== undefined) continue;
    checkValue(member(declared, "value") ?? null, scope, under(placeOf(name), "value"));
  }
}

/** The outputs for a response. An output that is secure or depends on a secure value has no value. */
export function outputsOf({ outputs, definitions }: Sections, scope: Scope): JsonObject {
  const entries = Object.keys(outputs).flatMap((name) => {
    const declared = objectMember(outputs, name);
    const place = placeOf(name);
    if (resolve(member(declared, "condition") ?? true, scope, place) === false) return [];
    return [[name, withPlace(place, undefined, () => output(name, declared, { definitions, scope }))] as const];
  });
  return Object.fromEntries(entries);
}

interface OutputContext {
  readonly definitions: JsonObject;
  readonly scope: Scope;
}

function output(name: string, declared: JsonObject, { definitions, scope }: OutputContext): JsonObject {
  const declaration = declarationOf(declared, definitions);
  const secrecy = { hasReadSecret: false };
  const value = computed(name, declared, { ...scope, secrecy });
  const secure = declaration.secure || secrecy.hasReadSecret;
  requireValid(name, value, { ...declaration, secure });
  return { type: replyType(declaration.type), ...(secure ? {} : { value }) };
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
