/** What Azure answers to a body that its type does not allow. */
import type { ErrorObject } from "ajv";
import type { BackupError } from "../../core/errors.js";
import { isJsonObject, type Json } from "../../core/json.js";
import { nearest } from "../../core/nearest.js";
import { keysOf, propertyPath } from "../../schema/failures.js";
import { refusal } from "../azure/route.js";
import type { UnknownMember } from "./canonical.js";

const isCompute = (type: string): boolean => type.startsWith("Microsoft.Compute/");

/** Whether members that a type does not have are refused. Azure Backup ignores them (recorded: `resourceGroup` in a policy). */
export const refusesUnknown = isCompute;

/**
 * The refusal of a member that no version of a type has. Source of the code and the text: "Terminate notification for scale
 * sets" in Microsoft's documentation, and for the body itself the transcripts in Azure/azure-quickstart-templates 942.
 */
export function unknownMemberRefusal({ path, name, typeName, known }: UnknownMember): BackupError {
  const place = path === "" ? name : `${path}.${name}`;
  const message = `Could not find member '${name}' on object of type '${typeName ?? "ResourceDefinition"}'. Path '${place}'.`;
  const text = `${message}${meant(name, known)}`;
  if (path === "")
    return refusal(
      400,
      "InvalidRequestContent",
      `The request content was invalid and could not be deserialized: '${message}'.${meant(name, known)}`,
    );
  return refusal(400, "BadRequest", text, { target: place });
}

/** The warning about members that Azure ignores. */
export function ignoredWarning({ path, name, known }: UnknownMember): string {
  const place = path === "" ? name : `${path}.${name}`;
  return `Azure ignores "${place}": there is no such property.${meant(name, known)}`;
}

const meant = (name: string, known: readonly string[]): string => {
  const suggestion = nearest(name, known);
  return suggestion === undefined ? "" : ` Did you mean "${suggestion}"?`;
};

/** The code of a type's refusals, by the end of the type. The texts are ours. */
const CODES: readonly (readonly [RegExp, string])[] = [
  [/^Microsoft\.Compute\//, "InvalidParameter"],
  [/\/backupPolicies$/, "BMSUserErrorInvalidPolicyInput"],
  [/\/protectedItems$/, "BMSUserErrorInvalidConfigureProtectionRequest"],
  [/\/restore$/, "BMSUserErrorInvalidRestoreRequest"],
  [/^Microsoft\.RecoveryServices\/vaults$/, "InvalidRestApiParameter"],
  [/^(Microsoft\.Resources|subscriptions)\//, "InvalidRequestContent"],
];

const codeOf = (type: string): string => CODES.find(([pattern]) => pattern.test(type))?.[1] ?? "BadRequest";

/** The refusal of a value that has another type than its property, or is not one of its values. */
export function shapeRefusal(type: string, body: Json, errors: readonly ErrorObject[]): BackupError {
  // An error of the branch that a tag selects comes before that of the condition.
  const error = errors.find(({ keyword }) => keyword !== "if") as ErrorObject;
  const keys = keysOf(error);
  const path = propertyPath(keys);
  const found = valueAt(body, keys);
  const text = `${path} is ${quoted(error, keys, found)}: expected ${expected(error)}.${meantValue(error, found)}`;
  return refusal(400, codeOf(type), text, { target: path });
}

function valueAt(body: Json, keys: readonly string[]): Json | undefined {
  return keys.reduce<Json | undefined>((value, key) => {
    if (Array.isArray(value)) return (value as readonly Json[])[Number(key)];
    return isJsonObject(value) ? value[key] : undefined;
  }, body);
}

const SECRET = /password|secret|key|token|sas$|protectedsettings|userdata|customdata/i;
/** In characters. */
const LONGEST_QUOTED = 100;

/** A value as a message quotes it. A message may be logged, so it quotes neither secrets nor objects; no enum is a secret. */
function quoted({ keyword }: ErrorObject, keys: readonly string[], value: Json | undefined): string {
  if (Array.isArray(value)) return "an array";
  if (isJsonObject(value)) return "an object";
  if (keyword !== "enum" && keys.some((key) => SECRET.test(key))) return `a ${typeof value}`;
  const text = JSON.stringify(value) ?? "undefined";
  return text.length > LONGEST_QUOTED ? `${text.slice(0, LONGEST_QUOTED)}…` : text;
}

const TYPES: Readonly<Record<string, string>> = {
  string: "a string",
  integer: "an integer",
  number: "a number",
  boolean: "true or false",
  array: "an array",
  object: "an object",
};

/** The values of an enum, without the one that stands for no value in many of Azure's models. */
const valuesOf = ({ params }: ErrorObject): string[] =>
  ((params["allowedValues"] as readonly (string | null)[] | undefined) ?? []).filter(
    (value): value is string => value !== null && value !== "Invalid",
  );

function expected(error: ErrorObject): string {
  if (error.keyword === "enum") return `one of ${valuesOf(error).join(", ")}`;
  const [type] = String(error.params["type"]).split(",");
  return TYPES[type ?? ""] ?? "another value";
}

function meantValue(error: ErrorObject, found: Json | undefined): string {
  return typeof found === "string" ? meant(found, valuesOf(error)) : "";
}
