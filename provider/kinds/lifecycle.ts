/**
 * Check and diff for every kind, derived from its shape. Pure and offline: the engine of Pulumi calls them one after
 * the other, in previews too, where a value that is not known yet is a text of its own and is valid everywhere.
 */
import { sameId } from "../arm/resource-id.js";
import { type Json, type JsonObject, objectAt } from "../core/json.js";
import { type Failure, failureText } from "../schema/failures.js";
import { hasUnknown } from "../schema/unknown.js";
import { isMarked, type Marks, type TSchema } from "../schema/vocabulary.js";
import { bodyFailures } from "./arm-bodies.js";
import { sameValue } from "./comparison.js";
import { inputSchemas, type Kind, type Known } from "./kind.js";
import { crossedOut, programSecrets, secretInputs, secretsIn, showsAny } from "./secrets.js";
import { validate } from "./validators.js";

export interface Checked {
  /** The inputs with their defaults. */
  readonly inputs: JsonObject;
  readonly failures: readonly Failure[];
  /** What is worth a word though it is allowed. */
  readonly warnings: readonly string[];
}

/** Keys of ours that travel beside the inputs and are no property of a kind. */
export const isInternalKey = (key: string): boolean => key.startsWith("__");

/** The inputs with their defaults, and everything that is wrong with them. `olds` are the inputs of the run before. */
export function check(kind: Kind, given: JsonObject, olds: JsonObject = {}): Checked {
  const { inputs, failures } = validate(kind, declaredPart(given));
  const all = { ...internalPart(given), ...inputs };
  if (failures.length > 0) return { inputs: all, failures, warnings: [] };
  const known = objectAt(given, "__known") as Known;
  const broken = [
    ...kind.faults(inputs, known),
    ...stateFaultsOf(kind, olds, all),
    ...wallsBetween(kind, olds, all),
    ...retainedFaults(kind, olds, all),
  ];
  if (broken.length > 0) {
    return { inputs: all, failures: broken.map((fault) => ({ ...fault, mayQuote: true })), warnings: [] };
  }
  const refused = bodyFailures(kind.bodies?.(inputs) ?? []);
  const warnings = refused.length > 0 ? [] : (kind.warnings?.(inputs, known) ?? []);
  return { inputs: all, failures: refused, warnings: warnings.map((text) => crossedOut(secretsIn(kind, all), text)) };
}

/** A resource without earlier inputs is to be created, and so is one that a change replaces. */
function stateFaultsOf(kind: Kind, olds: JsonObject, news: JsonObject): readonly Failure[] {
  const before = declaredPart(olds);
  const isNew = Object.keys(before).length === 0 || replacingKeys(kind, olds, news).length > 0;
  return kind.stateFaults?.(isNew ? undefined : before, declaredPart(news)) ?? [];
}

/** The changed inputs that replace the resource, so far as they are known. */
const replacingKeys = (kind: Kind, olds: JsonObject, news: JsonObject): string[] =>
  changedInputs(kind, olds, news).filter((key) => !hasUnknown(news[key]) && replacesOn(kind.inputs, key, olds, news));

/** One-way changes are walls while the resource stays the same; another one begins afresh. */
function wallsBetween(kind: Kind, olds: JsonObject, news: JsonObject): readonly Failure[] {
  if (kind.walls === undefined || !keepsId(kind, olds, news)) return [];
  const known = { before: objectAt(olds, "__known") as Known, now: objectAt(news, "__known") as Known };
  return kind.walls(declaredPart(olds), declaredPart(news), known);
}

/** What is retained keeps its place, so that nothing can replace it under the same id: it would leave the state, and be nobody's. */
function retainedFaults(kind: Kind, olds: JsonObject, news: JsonObject): readonly Failure[] {
  if (olds["onDelete"] !== "retain" || news["adopt"] === "always" || !keepsId(kind, olds, news)) return [];
  const [property] = replacingKeys(kind, olds, news);
  return property === undefined ? [] : [{ property, reason: RETAINED }];
}

const RETAINED =
  'cannot be changed while onDelete is "retain": the change replaces the resource by one of the same id, and what is retained keeps that place. Leave the property as it was, or run up once with another onDelete and then change it';

export interface Difference {
  readonly changes: boolean;
  /** The properties whose change replaces the resource. */
  readonly replaces: readonly string[];
  /** Set where the old one must go first: the replacement has the same ARM id, or finds no place beside it. */
  readonly deleteBeforeReplace: boolean;
}

/** What an update has to do. `olds` are the outputs in the state, which echo the inputs; `news` are checked inputs. */
export function diff(kind: Kind, olds: JsonObject, news: JsonObject): Difference {
  const changed = changedInputs(kind, olds, news);
  const replaces = changed.filter((key) => replacesOn(kind.inputs, key, olds, news));
  const unfinished = Array.isArray(olds["incomplete"]) && olds["incomplete"].length > 0;
  const newShell = olds["__provider"] !== news["__provider"];
  return {
    changes: changed.length > 0 || unfinished || newShell,
    replaces,
    deleteBeforeReplace: replaces.length > 0 && (keepsId(kind, olds, news) || isInTheWay(kind, olds, news)),
  };
}

/** The inputs of a kind whose old and new values differ; one that was removed differs too, unless that changes nothing. */
export const changedInputs = (kind: Kind, olds: JsonObject, news: JsonObject): string[] =>
  inputSchemas(kind)
    .filter(([key, schema]) => !sameValue(schema, olds[key], news[key]) && !stays(schema, news[key]))
    .map(([key]) => key)
    // A name that is left out may be the one that was given.
    .filter((key) => key !== "name" || hasUnknown(news[key]) || !keepsId(kind, olds, news));

const stays = (schema: Marks, now: Json | undefined): boolean => schema.inherited === true && now === undefined;

/** Whether the change at a property, or at a marked one inside it, cannot be made in place. */
function replacesOn(schema: TSchema, key: string, olds: JsonObject, news: JsonObject): boolean {
  const property = (schema["properties"] as Record<string, TSchema>)[key];
  if (property === undefined || stays(property, news[key])) return false;
  if (property["replaceOnChanges"] === true) return true;
  const [old, now] = [olds[key], news[key]];
  if (!isPlainObject(property) || !isObject(old) || !isObject(now)) return false;
  return Object.keys(property["properties"] as object).some(
    (inner) =>
      !sameValue((property["properties"] as Record<string, TSchema>)[inner], old[inner], now[inner]) &&
      replacesOn(property, inner, old, now),
  );
}

const isPlainObject = (schema: TSchema): boolean => schema["properties"] !== undefined;
const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function keepsId(kind: Kind, olds: JsonObject, news: JsonObject): boolean {
  const [before, after] = [kind.armId(olds), kind.armId(news)];
  return before !== undefined && after !== undefined && sameId(before, after);
}

const isInTheWay = (kind: Kind, olds: JsonObject, news: JsonObject): boolean =>
  kind.isInTheWay?.(declaredPart(olds), declaredPart(news)) === true;

/** The inputs without the keys that travel beside them. */
export const declaredPart = (given: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(given).filter(([key, value]) => !isInternalKey(key) && value !== undefined));

/** The keys of ours that travel beside the inputs. */
export const internalPart = (given: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(given).filter(([key]) => isInternalKey(key)));

/**
 * The failures as Pulumi prints them: the path stands in the text, because naming a property to Pulumi prints its value,
 * secrets too. What the program marked as secret in `given` is shown nowhere, also not where a rule quotes it.
 */
export function reasons(kind: Kind, failures: readonly Failure[], given: JsonObject): string[] {
  const [hidden, secrets] = [secretInputs(given), programSecrets(given)];
  return failures.map((failure) => {
    const [top = ""] = failure.property.split(/[.[]/);
    const text = failureText(failure, hidden.includes(top) || isMarked(kind.inputs, [top], "secret"));
    const quotes = failure.mayQuote === true && showsAny(secrets, text);
    return quotes ? `${failure.property}: ${QUOTES_A_SECRET}` : text;
  });
}

const QUOTES_A_SECRET = "does not go with the other inputs (one of them is secret, so that none is shown)";
