/** The data of the model of Pulumi's engine: the state of a stack, a program, and the result of a run. */
import type { Json, JsonObject } from "../../provider/core/json.js";

/** A resource in the state. */
export interface StateResource {
  urn: string;
  readonly kind: string;
  id: string;
  inputs: JsonObject;
  /** As the provider returned them, with its hidden keys. */
  outputs: JsonObject;
  dependencies: readonly string[];
  /** Which inputs come from which resources. */
  propertyDependencies: Readonly<Record<string, readonly string[]>>;
  initErrors: readonly string[];
  /** Its replacement exists, and its delete is pending. */
  isToDelete: boolean;
  /** It was deleted, and its replacement does not exist yet. */
  isPendingReplacement: boolean;
  isTainted: boolean;
  /** It was read by a get, not created. */
  isExternal: boolean;
}

/** A stack, as a run of the engine works with it. */
export interface StackState {
  state: StateResource[];
  /** Pending operations of a killed run. Pulumi warns about them and continues. */
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
  /** Earlier names, which identify the old state. */
  readonly aliases?: readonly string[];
  readonly deleteBeforeReplace?: boolean;
  /** The id for a `get` instead of a managed resource. */
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

/** The result of a run. */
export interface Run {
  readonly verb: "preview" | "up" | "refresh" | "destroy";
  /** The errors. A run without errors is green. */
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  /** The completed steps, such as `create after`, in the order in which they ended. */
  readonly steps: readonly string[];
}

/** The placeholder of an unknown value in a preview. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The references in a value. */
export function referencesIn(value: Input): Reference[] {
  if (value instanceof Reference) return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value as object).flatMap((item) => referencesIn(item as Input));
}

/** The value with each reference replaced by the result of `find`. */
export function resolved(value: Input, find: (name: string) => string): Json | undefined {
  if (value instanceof Reference) return find(value.name);
  if (Array.isArray(value)) return value.map((item: Input) => resolved(item, find) ?? null);
  if (typeof value !== "object" || value === null) return value as Json | undefined;
  const entries = Object.entries(value).flatMap(([key, item]) => {
    const found = resolved(item as Input, find);
    return found === undefined ? [] : [[key, found] as const];
  });
  return Object.fromEntries(entries);
}
