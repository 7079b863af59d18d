/**
 * The types of parameters and outputs: resolves `$ref` to the template's definitions, and validates values. Source:
 * "Parameters in ARM templates" and "Type definitions in ARM templates".
 */
import { isJsonObject, type Json, type JsonObject, sameJson } from "../core/json.js";
import { templateFault } from "./faults.js";
import { isList, typeName } from "./functions/arguments.js";
import { member, textMember } from "./members.js";

type ParameterType = "string" | "securestring" | "int" | "bool" | "object" | "secureobject" | "array";

/** The names of a type in Azure's responses, and of its JSON type in Azure's messages. */
const TYPES: Readonly<Record<ParameterType, { readonly reply: string; readonly json: string }>> = {
  string: { reply: "String", json: "String" },
  securestring: { reply: "SecureString", json: "String" },
  int: { reply: "Int", json: "Integer" },
  bool: { reply: "Bool", json: "Boolean" },
  object: { reply: "Object", json: "Object" },
  secureobject: { reply: "SecureObject", json: "Object" },
  array: { reply: "Array", json: "Array" },
};

export interface Declaration {
  readonly type: ParameterType;
  readonly secure: boolean;
  readonly nullable: boolean;
  /** The declaration merged over the definition of its `$ref`. */
  readonly terms: JsonObject;
}

const DEEPEST_REFERENCE = 20;

/** The declaration of a parameter or an output. Throws `InvalidTemplate` for an unknown type. */
export function declarationOf(declared: JsonObject, definitions: JsonObject): Declaration {
  let terms = declared;
  for (let depth = 0; member(terms, "$ref") !== undefined; depth++) {
    const name = /^#\/definitions\/(.+)$/.exec(textMember(terms, "$ref") ?? "")?.[1];
    const target = name === undefined ? undefined : member(definitions, name);
    if (!isJsonObject(target) || depth > DEEPEST_REFERENCE) {
      throw templateFault(`'${String(member(terms, "$ref"))}' does not refer to a definition of the template.`);
    }
    const { $ref: _, ...own } = terms;
    terms = { ...target, ...own };
  }
  const type = (textMember(terms, "type") ?? "").toLowerCase();
  if (!isParameterType(type))
    throw templateFault(`'${type}' is not a type: expected ${Object.keys(TYPES).join(", ")}.`);
  return { type, secure: type.startsWith("secure"), nullable: member(terms, "nullable") === true, terms };
}

const isParameterType = (type: string): type is ParameterType => Object.hasOwn(TYPES, type);

/** The name of the type in Azure's responses. */
export const replyType = (type: ParameterType): string => TYPES[type].reply;

/** Throws `InvalidTemplate` for a value of another type or outside its bounds, without a secure value in the message. */
export function requireValid(name: string, value: Json, declaration: Declaration): void {
  if (value === null && declaration.nullable) return;
  const expected = TYPES[declaration.type].json;
  if (typeName(value) !== expected) {
    throw templateFault(
      `Template parameter JToken type is not valid. Expected '${expected}'. Actual '${typeName(value)}'. Please see https://aka.ms/arm-deploy/#parameter-file for usage details.`,
    );
  }
  const valueText = declaration.secure ? "" : ` ${JSON.stringify(value)}`;
  const reason = brokenBound(value, declaration);
  if (reason === undefined) return;
  throw templateFault(`The provided value${valueText} for the template parameter '${name}' is not valid. ${reason}`);
}

function brokenBound(value: Json, { terms }: Declaration): string | undefined {
  const allowed = member(terms, "allowedValues");
  if (isList(allowed) && !isAllowed(value, allowed)) return "The parameter value is not part of the allowed value(s).";
  const size = sizeOf(value);
  if (size === undefined) return undefined;
  const what = typeof value === "number" ? "Value" : "Length";
  const [least, most] = [member(terms, `min${what}`), member(terms, `max${what}`)];
  if (typeof least === "number" && size < least) return `The ${what.toLowerCase()} must be at least '${least}'.`;
  if (typeof most === "number" && size > most) return `The ${what.toLowerCase()} must be at most '${most}'.`;
  return undefined;
}

/** An array is allowed if it is one of the allowed values, or if each of its elements is. */
function isAllowed(value: Json, allowed: readonly Json[]): boolean {
  const isOne = (wanted: Json) => allowed.some((one) => sameJson(one, wanted));
  return isOne(value) || (isList(value) && value.every(isOne));
}

function sizeOf(value: Json): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" || isList(value) ? value.length : undefined;
}
