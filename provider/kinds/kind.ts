/**
 * A kind is what can be declared. It says its shape once (`inputs`, `outputs`: TypeBox objects with marks); what no
 * schema can say stands in `faults`; and a handler of four verbs asks the engine. Check and diff are not written per
 * kind: `lifecycle.ts` derives them from the shape and its marks.
 */
import type { JsonObject } from "../core/json.js";
import type { BackupEngine } from "../engine/engine.js";
import type { Failure } from "../schema/failures.js";
import { type Marks, oneOf, type TObject, type TSchema, Type } from "../schema/vocabulary.js";
import type { Known } from "./caller.js";

/** A resource as Azure has it, told in the kind's own words. */
export interface LiveResource {
  /** The value that each input has in Azure, for the inputs that Azure holds. */
  readonly inputs: JsonObject;
  /** The kind's outputs, asked for only where they are needed: after a write, and where the state has none. */
  outputs(): Promise<JsonObject>;
}

/** The outputs of a kind that has none. */
export const noOutputs = (): Promise<JsonObject> => Promise.resolve({});

/**
 * The four verbs of a kind, over checked inputs. `create` and `update` leave the resource as declared and may be called
 * again after they were interrupted at any point; `delete` is idempotent. None of them keeps anything in memory.
 */
export interface Handler<I = JsonObject> {
  create(id: string, inputs: I): Promise<void>;
  /** The resource, or undefined where it is gone. `inputs` are those declared, so far as they are known: none for a `get` by id. */
  read(id: string, inputs: Partial<I>): Promise<LiveResource | undefined>;
  /** `previous` are the inputs in the state: what was declared then and is not now has to be taken back. */
  update(id: string, inputs: I, previous: Partial<I>): Promise<void>;
  /** `onDelete` is as declared, or undefined. */
  delete(id: string, inputs: Partial<I>): Promise<void>;
}

/** A body that a kind sends to Azure, and the ARM type whose published schema it has to follow. */
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

/** How the properties of a state become those of the next version, by the version of the state. Pure. */
export type Migrations = Readonly<Record<number, (properties: JsonObject) => JsonObject>>;

/** A kind over inputs of type `I`; methods, so that the register can hold kinds of different inputs. */
export interface Kind<I = JsonObject> {
  /** The class that a program writes: `Vault`. */
  readonly name: string;
  /** One sentence for the registry. */
  readonly description: string;
  readonly inputs: TObject;
  readonly outputs: TObject;
  /** The ARM id that inputs make, or undefined while a part of it is missing or unknown. */
  armId(inputs: Partial<I>): string | undefined;
  /** The inputs that make the ARM id. */
  readonly idInputs: readonly string[];
  /** Inputs that a create writes after its first request: an interrupted create is recognized without them. */
  readonly writtenLater?: readonly string[];
  /** Inputs by which what a delete leaves in Azure is recognized, such as the protection that was stopped; without a secret. Without any, it is never recognized. */
  readonly leftInputs?: readonly string[];
  /** What no schema can say; pure, and valid while a value is unknown. */
  faults(inputs: I, known: Known): readonly Failure[];
  /**
   * What is refused by what the state says of the resource: `previous` are the inputs of the run before, undefined for a
   * resource that is to be created or replaced. Pure, and valid while a value is unknown.
   */
  stateFaults?(previous: Partial<I> | undefined, news: I): readonly Failure[];
  /** Changes that Azure never takes back, from what was declared before to what is declared now, for the same ARM id. Pure. */
  irreversibleChanges?(
    olds: Partial<I>,
    news: I,
    known: { readonly before: Known; readonly now: Known },
  ): readonly Failure[];
  /** Whether a resource has to go before the one that replaces it is there, though their ARM ids differ. Pure. */
  deleteBeforeCreate?(olds: Partial<I>, news: Partial<I>): boolean;
  /** What the program should know when it adds this resource; `find` gives the resource that an input names. Pure. */
  warningsWhenAdded?(inputs: I, find: (input: string) => OtherResource | undefined): readonly string[];
  /** What would be sent for these inputs, so far as they are known; pure. */
  bodies?(inputs: I): readonly ArmBody[];
  /** What is allowed and yet worth a word before it is done: limits of the portal, daily quotas. Pure; never quotes a secret. */
  warnings?(inputs: I, known: Known): readonly string[];
  /** Of its inputs and outputs. A property may be missing: a state has the inputs by themselves too. */
  readonly migrations?: Migrations;
  handler(engine: BackupEngine): Handler<I>;
}

/** The inputs of a kind, each with the schema that declares it. */
export const inputSchemas = (kind: Kind): [string, TSchema & Marks][] =>
  Object.entries(kind.inputs.properties as Record<string, TSchema & Marks>);

const adopt = oneOf(["never", "ifIdentical", "always", "own"], {
  default: "never",
  local: true,
  description:
    "What to do with a resource that already exists and is not in the state: `never` is an error; `ifIdentical` adopts it when every declared property is as declared; `always` adopts it and changes it to what is declared; `own` changes it likewise and manages it as created by this stack, for a create that was interrupted on another machine. A destroy leaves what was adopted, unless `onDelete` is declared, and deletes what is owned.",
});

const DURATION = "^([1-9]\\d*h(\\d+m)?(\\d+s)?|[1-9]\\d*m(\\d+s)?|[1-9]\\d*s)$";

const waitFor = (what: string) =>
  Type.Optional(
    Type.String({
      pattern: DURATION,
      expected: 'a duration such as "90s", "30m", "2h" or "1h30m"',
      description: `How long to wait for ${what}. It goes on in Azure all the same, and the next up waits for it again.`,
    }),
  );

const timeouts = Type.Optional(
  Type.Object(
    { create: waitFor("a create"), update: waitFor("an update"), delete: waitFor("a delete") },
    {
      additionalProperties: false,
      local: true,
      description:
        "How long to wait for Azure. Pulumi's own option `customTimeouts` does not reach a dynamic resource.",
    },
  ),
);

/** Inputs that every kind has. */
export const common = { adopt, timeouts } as const;
