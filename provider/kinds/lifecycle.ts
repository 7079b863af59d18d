/**
 * Check and diff for every kind, derived from its shape. Pure and offline: the engine of Pulumi calls them one after
 * the other, in previews too, where a value that is not known yet is a text of its own and is valid everywhere.
 */
import { sameId } from "../arm/resource-id.js";
import { type Json, type JsonObject, withoutUndefined } from "../core/json.js";
import { REDACTED, redactor, showsAny } from "../core/redact.js";
import { type Failure, failureText } from "../schema/failures.js";
import { hasUnknown } from "../schema/unknown.js";
import { isMarked, type Marks, type TSchema } from "../schema/vocabulary.js";
import { bodyFailures } from "./arm-bodies.js";
import type { Declared, StateResource } from "./caller.js";
import { sameValue } from "./comparison.js";
import { inputSchemas, type Kind } from "./kind.js";
import { hiddenInputs, programSecrets, secretsIn } from "./secrets.js";
import { validate } from "./validators.js";

export interface Checked {
  /** The inputs with their defaults. */
  readonly inputs: JsonObject;
  readonly failures: readonly Failure[];
  /** What is allowed and still worth a warning. */
  readonly warnings: readonly string[];
}

/** The inputs with their defaults, and everything that is wrong with them. `olds` is what the run before declared. */
export function check(kind: Kind, news: Declared, olds?: Declared): Checked {
  const { inputs, failures } = validate(kind, withoutUndefined(news.inputs));
  if (failures.length > 0) return { inputs, failures, warnings: [] };
  const checked = { inputs, caller: news.caller };
  const broken = [
    ...kind.faults(inputs, news.caller.known),
    ...stateFaultsOf(kind, olds?.inputs, inputs),
    ...changeFaults(kind, olds, checked),
  ];
  if (broken.length > 0) {
    return { inputs, failures: broken.map((fault) => ({ ...fault, mayQuote: true })), warnings: [] };
  }
  const refused = bodyFailures(kind.bodies?.(inputs) ?? []);
  const warnings = refused.length > 0 ? [] : (kind.warnings?.(inputs, news.caller.known) ?? []);
  const redactText = redactor(secretsIn(kind, checked));
  return { inputs, failures: refused, warnings: warnings.map(redactText) };
}

/** A resource without earlier inputs is to be created, and so is one that a change replaces. */
function stateFaultsOf(kind: Kind, olds: JsonObject | undefined, news: JsonObject): readonly Failure[] {
  const isNew = olds === undefined || replacingKeys(kind, olds, news).length > 0;
  return kind.stateFaults?.(isNew ? undefined : olds, news) ?? [];
}

/** The changed inputs that replace the resource, so far as they are known. */
const replacingKeys = (kind: Kind, olds: JsonObject, news: JsonObject): string[] =>
  changedInputs(kind, olds, news).filter((key) => !hasUnknown(news[key]) && replacesOn(kind.inputs, key, olds, news));

const changeFaults = (kind: Kind, olds: Declared | undefined, news: Declared): readonly Failure[] =>
  olds === undefined
    ? []
    : [...irreversibleFaults(kind, olds, news), ...retainedFaults(kind, olds.inputs, news.inputs)];

/** One-way changes are walls while the resource stays the same; another one begins afresh. */
function irreversibleFaults(kind: Kind, olds: Declared, news: Declared): readonly Failure[] {
  if (kind.irreversibleChanges === undefined || !keepsId(kind, olds.inputs, news.inputs)) return [];
  return kind.irreversibleChanges(olds.inputs, news.inputs, { before: olds.caller.known, now: news.caller.known });
}

/** What is retained keeps its ARM id, so that nothing can replace it under the same id: it would leave the state and have no owner. */
function retainedFaults(kind: Kind, olds: JsonObject, news: JsonObject): readonly Failure[] {
  const adopts = news["adopt"] === "always" || news["adopt"] === "own";
  if (olds["onDelete"] !== "retain" || adopts || !keepsId(kind, olds, news)) return [];
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

/** What an update has to do. `olds` is the state, whose outputs echo the inputs; `news` are checked inputs. */
export function diff(kind: Kind, olds: StateResource, news: Declared): Difference {
  const [state, inputs] = [olds.outputs, news.inputs];
  const changed = changedInputs(kind, state, inputs);
  const replaces = changed.filter((key) => replacesOn(kind.inputs, key, state, inputs));
  const isIncomplete = Array.isArray(state["incomplete"]) && state["incomplete"].length > 0;
  // An alias gave it another URN: the state has to name the new one before a delete asks for it.
  const isRenamed = olds.caller.urn !== news.caller.urn;
  return {
    changes: changed.length > 0 || isIncomplete || isRenamed,
    replaces,
    deleteBeforeReplace:
      replaces.length > 0 && (keepsId(kind, state, inputs) || deleteBeforeCreate(kind, state, inputs)),
  };
}

/** The inputs of a kind whose old and new values differ; one that was removed differs too, unless that changes nothing. */
export const changedInputs = (kind: Kind, olds: JsonObject, news: JsonObject): string[] =>
  inputSchemas(kind)
    .filter(([key, schema]) => !sameValue(schema, olds[key], news[key]) && !isInherited(schema, news[key]))
    .map(([key]) => key)
    // A name that is left out may be the one that was given.
    .filter((key) => key !== "name" || hasUnknown(news[key]) || !keepsId(kind, olds, news));

const isInherited = (schema: Marks, now: Json | undefined): boolean => schema.inherited === true && now === undefined;

/** Whether the change at a property, or at a marked one inside it, cannot be made in place. */
function replacesOn(schema: TSchema, key: string, olds: JsonObject, news: JsonObject): boolean {
  const property = (schema["properties"] as Record<string, TSchema>)[key];
  if (property === undefined || isInherited(property, news[key])) return false;
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

/** Whether two sets of inputs make the same ARM id, as far as it is known. */
function keepsId(kind: Kind, olds: JsonObject, news: JsonObject): boolean {
  const [before, after] = [kind.armId(olds), kind.armId(news)];
  return before !== undefined && after !== undefined && sameId(before, after);
}

const deleteBeforeCreate = (kind: Kind, olds: JsonObject, news: JsonObject): boolean =>
  kind.deleteBeforeCreate?.(olds, news) === true;

/**
 * The failures as Pulumi prints them: the path stands in the text, because naming a property to Pulumi prints its value,
 * secrets too. What may be secret is not shown, also not where a rule quotes it.
 */
export function reasons(kind: Kind, failures: readonly Failure[], declared: Declared): string[] {
  const [hidden, secrets] = [hiddenInputs(kind, declared), programSecrets(kind, declared)];
  // A property that the kind does not have was not looked at for secrets.
  const isUnknownInput = (key: string) => !Object.hasOwn(kind.inputs.properties, key);
  return failures.map((failure) => {
    const [top = ""] = failure.property.split(/[.[]/);
    const isHidden = hidden.includes(top) || isUnknownInput(top) || isMarked(kind.inputs, [top], "secret");
    const text = failureText(failure, isHidden);
    const quotes = failure.mayQuote === true && showsAny(secrets, text);
    return quotes ? `${failure.property}: ${QUOTES_A_SECRET}` : text;
  });
}

const QUOTES_A_SECRET = `${REDACTED} does not fit the other inputs (the values are not shown, because one of them may be secret)`;
