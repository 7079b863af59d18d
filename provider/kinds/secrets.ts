/**
 * Finds the secret inputs, which the program or the kind marks, and redacts them and access signatures in the errors and
 * warnings of a resource.
 */
import { asCall, currentWarn } from "../core/call.js";
import { BackupError } from "../core/errors.js";
import { isJsonObject, type Json, type JsonObject, sameJson, withoutUndefined } from "../core/json.js";
import { leavesOf, REDACTED, redact, redactedError } from "../core/redact.js";
import { withoutSignatures } from "../rules/extensions/settings.js";
import { isUnknown } from "../schema/unknown.js";
import { type Marks, propertySchema, type TSchema } from "../schema/vocabulary.js";
import type { Caller, Declared } from "./caller.js";
import { type Handler, inputSchemas, type Kind } from "./kind.js";

/** Whether messages may quote a value of an input. A default of the kind is never secret. */
const mayQuote = (schema: TSchema, caller: Caller, key: string, value: Json | undefined): boolean =>
  value === undefined ||
  isUnknown(value) ||
  caller.mayQuote(key, value) ||
  sameJson(value, schema["default"] as Json | undefined);

/** The inputs whose values no message may quote. */
export const hiddenInputs = (kind: Kind, { inputs, caller }: Declared): string[] =>
  inputSchemas(kind)
    .filter(([key, schema]) => !mayQuote(schema, caller, key, inputs[key]))
    .map(([key]) => key);

/** The strings and numbers in hidden inputs. */
export const programSecrets = (kind: Kind, declared: Declared): string[] => {
  const hidden = hiddenInputs(kind, declared);
  return inputSchemas(kind).flatMap(([key, schema]) =>
    hidden.includes(key) ? privateLeaves(schema, declared.inputs[key]) : [],
  );
};

/** The leaves of a value without the values of an enum, such as "delete": redacting these would garble messages. */
function privateLeaves(schema: TSchema | undefined, value: Json | undefined): string[] {
  const listed: unknown = schema?.["enum"];
  if (Array.isArray(listed) && listed.includes(value)) return [];
  if (schema?.["properties"] === undefined || !isJsonObject(value)) return leavesOf(value);
  return Object.entries(value).flatMap(([key, member]) => privateLeaves(propertySchema(schema, key), member));
}

/** The secrets of the program, and the inputs that the kind marks as secret. */
export const secretsIn = (kind: Kind, declared: Declared): string[] => [
  ...programSecrets(kind, declared),
  ...inputSchemas(kind).flatMap(([key, schema]) => markedLeaves(schema, declared.inputs[key])),
];

function markedLeaves(schema: TSchema & Marks, value: Json | undefined): string[] {
  if (schema.secret === true) return leavesOf(value);
  const properties = schema["properties"] as Readonly<Record<string, TSchema & Marks>> | undefined;
  if (properties === undefined || !isJsonObject(value)) return [];
  return Object.entries(properties).flatMap(([key, inner]) => markedLeaves(inner, value[key]));
}

/**
 * The inputs with possible secrets redacted, for a state that contains inputs that are no longer declared: Pulumi encrypts
 * only the secrets of the new inputs, and would write old ones in plain text.
 */
export function redactedInputs(kind: Kind, declared: Declared): JsonObject {
  const hidden = hiddenInputs(kind, declared);
  const entries = inputSchemas(kind).map(([key, schema]) => {
    const value = declared.inputs[key];
    return [key, value !== undefined && (schema.secret === true || hidden.includes(key)) ? redacted(value) : value];
  });
  return withoutUndefined(Object.fromEntries(entries) as JsonObject);
}

function redacted(value: Json): Json {
  if (Array.isArray(value)) return value.map((entry) => redacted(entry as Json));
  if (!isJsonObject(value)) return REDACTED;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, redacted(member ?? null)]));
}

/** The secrets of a resource that is written, read or deleted. */
interface Hidden {
  readonly id: string;
  readonly secrets: () => readonly string[];
}

/** Runs a verb of a resource and redacts its error and warnings. The parts of the resource's id are not secret. */
export async function withRedaction<T>({ id, secrets }: Hidden, verb: () => Promise<T>): Promise<T> {
  const clean = (text: string) => {
    const idText = id.toLowerCase();
    const hidden = secrets().filter((secret) => !idText.includes(secret.toLowerCase()));
    return withoutSignatures(redact(text, hidden));
  };
  const warn = currentWarn();
  try {
    return await asCall(warn === undefined ? {} : { warn: (text) => warn(clean(text)) }, verb);
  } catch (error) {
    throw error instanceof BackupError ? redactedError(error, clean) : error;
  }
}

/** A handler that redacts the secrets in these inputs from its errors and warnings. */
export function redactingHandler(kind: Kind, handler: Handler, ...declared: readonly Declared[]): Handler {
  const secrets = () => declared.flatMap((one) => secretsIn(kind, one));
  return {
    create: (id, inputs) => withRedaction({ id, secrets }, () => handler.create(id, inputs)),
    read: async (id, inputs) => {
      const live = await withRedaction({ id, secrets }, () => handler.read(id, inputs));
      return live && { inputs: live.inputs, outputs: () => withRedaction({ id, secrets }, () => live.outputs()) };
    },
    update: (id, inputs, previous) => withRedaction({ id, secrets }, () => handler.update(id, inputs, previous)),
    delete: (id, inputs) => withRedaction({ id, secrets }, () => handler.delete(id, inputs)),
  };
}
