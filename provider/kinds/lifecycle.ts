/**
 * Check and diff for every kind, derived from its shape. Pure and offline. Pulumi also calls them in previews, where a
 * placeholder string stands for an unknown value and is valid everywhere.
 */
import { sameId } from "../arm/resource-id.js";
import { type Json, type JsonObject, withoutUndefined } from "../core/json.js";
import { containsAny, REDACTED, redactor } from "../core/redact.js";
import { type Failure, failureText } from "../schema/failures.js";
import { withoutNulls } from "../schema/nulls.js";
import { hasUnknown } from "../schema/unknown.js";
import { isMarked, type Marks, type TSchema } from "../schema/vocabulary.js";
import { bodyFailures } from "./arm-bodies.js";
import type { Declared, StateResource } from "./caller.js";
import { sameValue } from "./comparison.js";
import { inputSchemas, type Kind } from "./kind.js";
import { referenceFaults } from "./reference-faults.js";
import { regionFaults, regionWarnings, withRegion } from "./regions.js";
import { hiddenInputs, programSecrets, secretsIn } from "./secrets.js";
import { tagFailures } from "./tag-faults.js";
import { validate } from "./validators.js";

export interface Checked {
  /** The inputs with their defaults. */
  readonly inputs: JsonObject;
  readonly failures: readonly Failure[];
  /** Advice about valid inputs, if the declaration is new or changed. */
  readonly warnings: readonly string[];
}

/**
 * Adds defaults to the inputs and validates them; null means omitted. `olds` are the inputs of the previous run, `regions` further
 * regions in addition to the known ones.
 */
export function check(kind: Kind, news: Declared, olds?: Declared, regions: readonly string[] = []): Checked {
  const { inputs, failures } = validate(kind, withoutNulls(kind.inputs, withoutUndefined(news.inputs)));
  if (failures.length > 0) return { inputs, failures: withRegion(failures, inputs), warnings: [] };
  const checked = { inputs, caller: news.caller };
  const broken = [...brokenRules(kind, checked, olds), ...regionFaults(inputs, olds?.inputs, regions)];
  if (broken.length > 0) {
    return { inputs, failures: broken.map((fault) => ({ ...fault, mayQuote: true })), warnings: [] };
  }
  const refused = bodyFailures(kind.bodies?.(inputs) ?? []);
  const warnings = refused.length > 0 ? [] : adviceOn(kind, checked, olds, regions);
  const redactText = redactor(secretsIn(kind, checked));
  return { inputs, failures: refused, warnings: warnings.map(redactText) };
}

/** The warnings about valid inputs. An unchanged declaration has none: nobody reads a warning that every run repeats. */
function adviceOn(
  kind: Kind,
  { inputs, caller }: Declared,
  olds: Declared | undefined,
  regions: readonly string[],
): readonly string[] {
  if (olds !== undefined && changedInputs(kind, olds.inputs, inputs).length === 0) return [];
  const changed = olds !== undefined && keepsId(kind, olds.inputs, inputs);
  return [
    ...regionWarnings(inputs, regions),
    ...(kind.warnings?.(inputs, caller.known) ?? []),
    ...((changed && kind.changeWarnings?.(olds.inputs, inputs)) || []),
  ];
}

/** The broken rules. A reference to a resource of another type would break others too. */
function brokenRules(kind: Kind, news: Declared, olds: Declared | undefined): readonly Failure[] {
  const wrong = referenceFaults(kind, news.caller.known);
  if (wrong.length > 0) return wrong;
  return [
    ...kind.faults(news.inputs, news.caller.known),
    ...tagFailures(news.inputs["tags"]),
    ...stateFaultsOf(kind, olds?.inputs, news.inputs),
    ...changeFaults(kind, olds, news),
  ];
}

/** A resource without previous inputs is created, and so is one that a change replaces. */
function stateFaultsOf(kind: Kind, olds: JsonObject | undefined, news: JsonObject): readonly Failure[] {
  const isNew = olds === undefined || replacingKeys(kind, olds, news).length > 0;
  return kind.stateFaults?.(isNew ? undefined : olds, news) ?? [];
}

/** The changed inputs that replace the resource, without unknown ones. */
const replacingKeys = (kind: Kind, olds: JsonObject, news: JsonObject): string[] =>
  changedInputs(kind, olds, news).filter((key) => !hasUnknown(news[key]) && replacesOn(kind.inputs, key, olds, news));

const changeFaults = (kind: Kind, olds: Declared | undefined, news: Declared): readonly Failure[] =>
  olds === undefined
    ? []
    : [...irreversibleFaults(kind, olds, news), ...retainedFaults(kind, olds.inputs, news.inputs)];

/** One-way changes apply only while the ARM id stays the same; a replacement is a new resource. */
function irreversibleFaults(kind: Kind, olds: Declared, news: Declared): readonly Failure[] {
  if (kind.irreversibleChanges === undefined || !keepsId(kind, olds.inputs, news.inputs)) return [];
  return kind.irreversibleChanges(olds.inputs, news.inputs, { before: olds.caller.known, now: news.caller.known });
}

/** A retained resource keeps its ARM id, so no replacement with the same id is possible: the retained one would have no owner. */
function retainedFaults(kind: Kind, olds: JsonObject, news: JsonObject): readonly Failure[] {
  const adopts = news["adopt"] === "always" || news["adopt"] === "own";
  if (olds["onDelete"] !== "retain" || adopts || !keepsId(kind, olds, news)) return [];
  const [property] = replacingKeys(kind, olds, news);
  return property === undefined ? [] : [{ property, reason: RETAINED }];
}

const RETAINED =
  'cannot be changed while onDelete is "retain": the change replaces the resource by one with the same ARM id, but the retained resource keeps that id. Restore the previous value, or run pulumi up once with another onDelete and then change it';

export interface Difference {
  readonly changes: boolean;
  /** The properties whose change replaces the resource. */
  readonly replaces: readonly string[];
  /** Whether the old resource must be deleted first: the replacement has the same ARM id, or cannot exist next to it. */
  readonly deleteBeforeReplace: boolean;
}

/** Compares the state with checked inputs. The outputs in the state include the inputs. */
export function diff(kind: Kind, olds: StateResource, news: Declared): Difference {
  const [state, inputs] = [olds.outputs, news.inputs];
  const changed = changedInputs(kind, state, inputs);
  const replaces = changed.filter((key) => replacesOn(kind.inputs, key, state, inputs));
  const isIncomplete = Array.isArray(state["incomplete"]) && state["incomplete"].length > 0;
  // After a rename by an alias, an update writes the new URN to the state, which a later delete needs.
  const isRenamed = olds.caller.urn !== news.caller.urn;
  return {
    changes: changed.length > 0 || isIncomplete || isRenamed,
    replaces,
    deleteBeforeReplace:
      replaces.length > 0 && (keepsId(kind, state, inputs) || deleteBeforeCreate(kind, state, inputs)),
  };
}

/** The inputs whose old and new values differ, with removed ones unless the removal has no effect. */
export const changedInputs = (kind: Kind, olds: JsonObject, news: JsonObject): string[] =>
  inputSchemas(kind)
    .filter(([key, schema]) => !sameValue(schema, olds[key], news[key]) && !isInherited(schema, news[key]))
    .map(([key]) => key)
    // An omitted name defaults to a name that may equal the old one.
    .filter((key) => key !== "name" || hasUnknown(news[key]) || !keepsId(kind, olds, news));

const isInherited = (schema: Marks, now: Json | undefined): boolean => schema.inherited === true && now === undefined;

/** Whether the change of a property, or of a marked one inside it, replaces the resource. */
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

/** Whether two sets of inputs have the same known ARM id. */
function keepsId(kind: Kind, olds: JsonObject, news: JsonObject): boolean {
  const [before, after] = [kind.armId(olds), kind.armId(news)];
  return before !== undefined && after !== undefined && sameId(before, after);
}

const deleteBeforeCreate = (kind: Kind, olds: JsonObject, news: JsonObject): boolean =>
  kind.deleteBeforeCreate?.(olds, news) === true;

/**
 * The failures as messages. The path of the property is part of the text, because Pulumi prints the value of a property that
 * a failure names, even a secret. Values that may be secret are redacted, also where a rule quotes them.
 */
export function reasons(kind: Kind, failures: readonly Failure[], declared: Declared): string[] {
  const [hidden, secrets] = [hiddenInputs(kind, declared), programSecrets(kind, declared)];
  // The secrets in an unknown property are not known.
  const isUnknownInput = (key: string) => !Object.hasOwn(kind.inputs.properties, key);
  return failures.map((failure) => {
    const [top = ""] = failure.property.split(/[.[]/);
    const isHidden = hidden.includes(top) || isUnknownInput(top) || isMarked(kind.inputs, [top], "secret");
    const text = failureText(failure, isHidden);
    const quotes = failure.mayQuote === true && containsAny(secrets, text);
    return quotes ? `${failure.property}: ${QUOTES_A_SECRET}` : text;
  });
}

const QUOTES_A_SECRET = `${REDACTED} conflicts with the other inputs (the values are redacted because one of them may be secret)`;
