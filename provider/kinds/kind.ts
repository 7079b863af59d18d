/**
 * A kind is a type of resource that a program can declare. It defines the shape of `inputs` and `outputs` as TypeBox objects
 * with marks, the rules that a schema cannot express as `faults`, and a handler of four verbs over the engine. Check and
 * diff are not defined per kind: `lifecycle.ts` derives them from the shape and its marks.
 */
import type { JsonObject } from "../core/json.js";
import type { BackupEngine } from "../engine/engine.js";
import type { Failure } from "../schema/failures.js";
import { type Marks, oneOf, type TObject, type TSchema, Type } from "../schema/vocabulary.js";
import type { Known } from "./caller.js";

/** The live state of a resource, in terms of the kind's inputs and outputs. */
export interface LiveResource {
  /** The live value of each input that is stored in Azure. */
  readonly inputs: JsonObject;
  /** The outputs. Read only when needed: after a write, and if the state has none. */
  outputs(): Promise<JsonObject>;
}

/** For a kind without outputs. */
export const noOutputs = (): Promise<JsonObject> => Promise.resolve({});

/**
 * The four verbs of a kind, over checked inputs. `create` and `update` bring the resource to the declared inputs and
 * can be repeated after an interruption at any point; `delete` is idempotent. The verbs keep no state in memory.
 */
export interface Handler<I = JsonObject> {
  create(id: string, inputs: I): Promise<void>;
  /** The live resource; undefined if it does not exist. `inputs` are the declared ones, and empty for a `get` by id. */
  read(id: string, inputs: Partial<I>): Promise<LiveResource | undefined>;
  /** `previous` are the inputs in the state. Inputs that are no longer declared are reset. */
  update(id: string, inputs: I, previous: Partial<I>): Promise<void>;
  /** `onDelete` is as declared, or undefined. */
  delete(id: string, inputs: Partial<I>): Promise<void>;
}

/** The body of a request to Azure, and the ARM type whose published schema validates it. */
export interface ArmBody {
  /** Such as `Microsoft.RecoveryServices/vaults`. */
  readonly type: string;
  readonly body: JsonObject;
}

/** Another resource of the same program. */
export interface OtherResource {
  readonly kind: string;
  /** Its name in the program. */
  readonly name: string;
  readonly inputs: JsonObject;
}

/** The resource of the program that an input refers to; undefined if it is not declared yet, or of another program. */
export type FindOther = (input: string) => OtherResource | undefined;

/** Migrates the properties of a state to the next version, by the version of the state. Pure. */
export type Migrations = Readonly<Record<number, (properties: JsonObject) => JsonObject>>;

/** A kind with inputs of type `I`. Its functions are methods, so `Kind<I>` is assignable to `Kind` (bivariant parameters). */
export interface Kind<I = JsonObject> {
  /** The name of its class: `Vault`. */
  readonly name: string;
  /** One sentence for the registry. */
  readonly description: string;
  /** The ARM type of every resource of this kind; undefined if each resource declares its own. */
  readonly armType?: string;
  readonly inputs: TObject;
  readonly outputs: TObject;
  /** The ARM id for these inputs; undefined if a part of it is missing or unknown. */
  armId(inputs: Partial<I>): string | undefined;
  /** The inputs that determine the ARM id. */
  readonly idInputs: readonly string[];
  /** Inputs that a create writes after its first request: an interrupted create is recognized without them. */
  readonly writtenLater?: readonly string[];
  /** Inputs that identify a resource that a delete retained in Azure, such as a stopped protection; never secrets. Without any, a retained resource is not recognized. */
  readonly retainedInputs?: readonly string[];
  /** The violations of rules that a schema cannot express. Pure; unknown values are valid. */
  faults(inputs: I, known: Known): readonly Failure[];
  /**
   * The violations of rules that depend on the state: `previous` are the inputs of the previous run, undefined for a resource
   * to be created or replaced. Pure; unknown values are valid.
   */
  stateFaults?(previous: Partial<I> | undefined, news: I): readonly Failure[];
  /** Changes of a resource with the same ARM id that would undo a one-way change in Azure. Pure. */
  irreversibleChanges?(
    olds: Partial<I>,
    news: I,
    known: { readonly before: Known; readonly now: Known },
  ): readonly Failure[];
  /** Warnings about a change of a resource that keeps its ARM id. Pure. */
  changeWarnings?(olds: Partial<I>, news: I): readonly string[];
  /** Whether a replacement with a different ARM id requires that the old resource is deleted first. Pure. */
  deleteBeforeCreate?(olds: Partial<I>, news: Partial<I>): boolean;
  /**
   * The violations of rules that depend on another resource of the program, if `faults` finds none; `find` returns the resource
   * that an input refers to. Pure; unknown values are valid.
   */
  faultsAmong?(inputs: I, find: FindOther): readonly Failure[];
  /** Warnings when a program adds this resource, or changes what a destroy of it does. Pure. */
  warningsWhenAdded?(inputs: I, find: FindOther): readonly string[];
  /** The request bodies for these inputs, with unknown values. Pure. */
  bodies?(inputs: I): readonly ArmBody[];
  /** Warnings about valid inputs, such as quotas and limits of the portal. Pure; never quotes a secret. */
  warnings?(inputs: I, known: Known): readonly string[];
  /** Migrations of its inputs and outputs. Any property may be missing, because a state also contains the inputs without outputs. */
  readonly migrations?: Migrations;
  handler(engine: BackupEngine): Handler<I>;
}

/** The inputs of a kind with their schemas. */
export const inputSchemas = (kind: Kind): [string, TSchema & Marks][] =>
  Object.entries(kind.inputs.properties as Record<string, TSchema & Marks>);

/** Whether a program reads a resource by its id alone: the inputs of a declared resource include all that form the id. */
export const isIdOnly = ({ idInputs, inputs }: Kind, declared: JsonObject): boolean =>
  idInputs.some((key) => inputs.required?.includes(key) === true && declared[key] === undefined);

const adopt = oneOf(["never", "ifIdentical", "always", "own"], {
  typeName: "Adopt",
  default: "never",
  local: true,
  description:
    "What to do with a resource that already exists and is not in the state: `never` is an error; `ifIdentical` adopts it if every declared property has the declared value; `always` adopts it and changes it to the declared values; `own` changes it in the same way and manages it as created by this stack, for a create that was interrupted on another machine. A destroy retains an adopted resource, unless `onDelete` is declared, and deletes an owned one.",
});

const DURATION = "^([1-9]\\d*h(\\d+m)?(\\d+s)?|[1-9]\\d*m(\\d+s)?|[1-9]\\d*s)$";

const waitFor = (what: string) =>
  Type.Optional(
    Type.String({
      pattern: DURATION,
      expected: 'a duration such as "90s", "30m", "2h" or "1h30m"',
      description: `How long to wait for ${what}. After a timeout the operation continues in Azure, and the next \`pulumi up\` or \`pulumi destroy\` waits for it again.`,
    }),
  );

const timeouts = Type.Optional(
  Type.Object(
    { create: waitFor("a create"), update: waitFor("an update"), delete: waitFor("a delete") },
    {
      additionalProperties: false,
      local: true,
      typeName: "Timeouts",
      description:
        "How long to wait for Azure. Pulumi's own option `customTimeouts` does not reach a dynamic resource.",
    },
  ),
);

/** Inputs that every kind has. */
export const common = { adopt, timeouts } as const;
