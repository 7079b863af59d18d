/** What a kind's story under the real Pulumi CLI needs, and what it leaves for the tests to look at. */
import type { Json, JsonObject } from "../../provider/core/json.js";
import type { Kind } from "../../provider/kinds/kind.js";
import type { Told } from "./declarations.js";
import type { Rows } from "./kind-table.js";
import type { StateResource } from "./pulumi.js";
import type { ServedAzure } from "./served-azure.js";

/** How a resource ends that is destroyed with one `onDelete`. */
export interface Ending {
  /** Inputs beside `onDelete`. */
  readonly args?: JsonObject;
  /** What happens to it before the destroy. */
  before?(azure: ServedAzure, id: string): Promise<void>;
  /** The reason for which the destroy refuses. */
  readonly refused?: RegExp;
  /** What clears that reason. */
  clear?(azure: ServedAzure, id: string): Promise<void>;
  /** What is left: `gone`, `there`, or a word of the kind's own. */
  readonly leaves: string;
}

/** A change that replaces. */
export interface Replacement {
  readonly from: JsonObject;
  readonly to: JsonObject;
  /** What is left of the old one, where that is not what any destroy leaves. */
  readonly leaves?: string;
  readonly at: string;
  readonly is: Json;
}

/** A kind, with what its story needs. */
export interface KindStory {
  readonly kind: Kind;
  readonly rows: Rows;
  /** Makes what the resources of these names need in Azure. */
  prepare(azure: ServedAzure, names: readonly string[]): Promise<void>;
  /** The least that is declared of a resource of this name. */
  least(name: string): JsonObject;
  /** The resource as the table's paths see it; left out: as Azure shows it. */
  view?(azure: ServedAzure, id: string): Promise<JsonObject | undefined>;
  /** What is left of it, where that is more than whether it is there. */
  stateOf?(azure: ServedAzure, id: string): Promise<string>;
  /** Changes the value at a path of the view, as somebody else would; `made` is the view after the first up. */
  meddle(azure: ServedAzure, at: { id: string; path: string; value: Json; made: JsonObject }): Promise<void>;
  /** Changes that replace the resource, under a name of each, and what the new one has. */
  readonly replacements: Readonly<Record<string, Replacement>>;
  /** Inputs of which a fault plan lets only a part be made, the reason that is shown, and what Azure has in the end. */
  readonly half: {
    readonly args: JsonObject;
    readonly plan: JsonObject;
    readonly reason: RegExp;
    readonly at: string;
    readonly is: Json;
  };
  /** A change that takes inputs back and fails at first, and what Azure has in the end, by the paths of the view. */
  readonly broken: {
    readonly from: JsonObject;
    readonly to: JsonObject;
    readonly plan: JsonObject;
    readonly holds: Readonly<Record<string, Json>>;
  };
  /** Inputs of one that is found in Azure, others that differ, and how the difference is told. */
  readonly found: {
    readonly args: JsonObject;
    readonly other: JsonObject;
    readonly difference: RegExp;
    readonly at: string;
    readonly is: Json;
  };
  /** An ending for each `onDelete`, and one for none, which is named `default`. */
  readonly endings: Readonly<Record<string, Ending>>;
}

/** What the table's rows have in Azure, by their paths; null for nothing. */
export type Held = Readonly<Record<string, Json>>;

/** What became of the old resource, where the new one has another id, and what the new one has. */
export interface Replaced {
  readonly before: string | undefined;
  readonly holds: Json;
}

/** What each command told, and what was in Azure after it. */
export interface Played {
  readonly previewed: Told & { readonly there: boolean };
  readonly made: Told & { readonly held: Held };
  readonly rewritten: Told;
  readonly updated: Told & { readonly held: Held };
  readonly shown: Told;
  readonly mended: Told & { readonly held: Held; readonly isBack: boolean };
  readonly reread: Told;
  readonly left: Told & { readonly held: Held; readonly replaced: Readonly<Record<string, Replaced>> };
  readonly claimed: Told & { readonly state: readonly StateResource[]; readonly adopted: Json };
  readonly looked: Told;
  readonly finished: Told & {
    readonly state: readonly StateResource[];
    readonly held: readonly Json[];
    readonly broken: Held;
  };
  readonly destroyed: Told;
  readonly ended: Told & { readonly states: Readonly<Record<string, string>> };
}
