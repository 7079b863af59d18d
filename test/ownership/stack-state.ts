/** What the model of Pulumi's engine keeps and is given: the state of a stack, a program, and how a run ended. */
import type { Json, JsonObject } from "../../provider/core/json.js";

/** A resource in the state. */
export interface StateResource {
  urn: string;
  readonly kind: string;
  id: string;
  inputs: JsonObject;
  /** As the provider returned them, with its own hidden keys. */
  outputs: JsonObject;
  dependencies: readonly string[];
  /** Which inputs come from which resources. */
  propertyDependencies: Readonly<Record<string, readonly string[]>>;
  initErrors: readonly string[];
  /** It was replaced before it was deleted: what is left to do is its delete. */
  isToDelete: boolean;
  /** It was deleted to be replaced, and the replacement is not there yet. */
  isPendingReplacement: boolean;
  isTainted: boolean;
  /** It was read, not made. */
  isExternal: boolean;
}

/** A stack, as a run of the engine works with it. */
export interface StackState {
  state: StateResource[];
  /** Operations that a killed run left. Pulumi warns of them and goes on. */
  readonly pending: string[];
  urnOf(name: string, kind: string): string;
  nameOf(urn: string): string;
}

/** A value of an input that is another declaration's id. */
export class Reference {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** The id of the resource that is declared under a name. */
export const idOf = (name: string): Reference => new Reference(name);

export type Input = Json | Reference | undefined | readonly Input[] | { readonly [key: string]: Input };

/** A resource of a program. */
export interface Declaration {
  readonly name: string;
  /** The class: `Vault`. */
  readonly kind: string;
  readonly inputs: Readonly<Record<string, Input>>;
  /** Earlier names, which find the state of before. */
  readonly aliases?: readonly string[];
  readonly deleteBeforeReplace?: boolean;
  /** A `get` of this id in place of a resource of its own. */
  readonly get?: string;
}

export type Program = readonly Declaration[];

/** Options of a command, by names of declarations. */
export interface Options {
  readonly replace?: readonly string[];
  readonly targets?: readonly string[];
  /** `up --refresh`. */
  readonly refresh?: boolean;
}

/** How a run ended. */
export interface Run {
  readonly verb: "preview" | "up" | "refresh" | "destroy";
  /** The errors, as the engine would show them. None is a green run. */
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  /** What was done, in the order of the ends: `create after`. */
  readonly steps: readonly string[];
}

/** What a value is in a preview while it is not known. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The references in a value. */
export function referencesIn(value: Input): Reference[] {
  if (value instanceof Reference) return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value as object).flatMap((held) => referencesIn(held as Input));
}

/** The value with each reference as `find` has it. */
export function resolved(value: Input, find: (name: string) => string): Json | undefined {
  if (value instanceof Reference) return find(value.name);
  if (Array.isArray(value)) return value.map((held: Input) => resolved(held, find) ?? null);
  if (typeof value !== "object" || value === null) return value as Json | undefined;
  const entries = Object.entries(value).flatMap(([key, held]) => {
    const found = resolved(held as Input, find);
    return found === undefined ? [] : [[key, found] as const];
  });
  return Object.fromEntries(entries);
}
