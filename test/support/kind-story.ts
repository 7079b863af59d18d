/** The story of a kind: what its runs under the real Pulumi CLI need, and the results that the tests check. */
import type { Json, JsonObject } from "../../provider/core/json.js";
import type { Kind } from "../../provider/kinds/kind.js";
import type { Rows } from "./kind-table.js";
import type { StateResource } from "./pulumi.js";
import type { ServedAzure } from "./served-azure.js";
import type { CommandResult } from "./shared-stack.js";

/** The destroy of a resource with one `onDelete`. */
export interface DestroyCase {
  /** Inputs in addition to `onDelete`. */
  readonly args?: JsonObject;
  /** Prepares the resource before the destroy. */
  before?(azure: ServedAzure, id: string): Promise<void>;
  /** The message if the destroy is refused. */
  readonly refused?: RegExp;
  /** Removes the reason for the refusal. */
  clear?(azure: ServedAzure, id: string): Promise<void>;
  /** The state in Azure afterwards: `gone`, `exists`, or a state of the kind's `stateOf`. */
  readonly leaves: string;
}

/** A change that replaces the resource. */
export interface Replacement {
  readonly from: JsonObject;
  readonly to: JsonObject;
  /** The state of the old resource afterwards, if it differs from that of the default destroy case. */
  readonly leaves?: string;
  readonly at: string;
  readonly is: Json;
}

/** A kind, and the parts of its story that differ between kinds. */
export interface KindStory {
  readonly kind: Kind;
  readonly rows: Rows;
  /** Creates the prerequisites of the resources of these names in Azure. */
  prepare(azure: ServedAzure, names: readonly string[]): Promise<void>;
  /** The required inputs of a resource of this name. */
  required(name: string): JsonObject;
  /** The resource as the paths of the table refer to it; default: as Azure returns it. */
  view?(azure: ServedAzure, id: string): Promise<JsonObject | undefined>;
  /** The state of the resource; default: `exists` or `gone`. */
  stateOf?(azure: ServedAzure, id: string): Promise<string>;
  /** Changes the value at a path of the view outside Pulumi. `created` is the view after the first up. */
  changeOutside(azure: ServedAzure, at: { id: string; path: string; value: Json; created: JsonObject }): Promise<void>;
  /** Changes that replace the resource, by a name, and the value in the new one. */
  readonly replacements: Readonly<Record<string, Replacement>>;
  /** Inputs that a fault plan allows to be created only in part, the error, and the value in Azure at the end. */
  readonly partial: {
    readonly args: JsonObject;
    readonly plan: JsonObject;
    readonly reason: RegExp;
    readonly at: string;
    readonly is: Json;
  };
  /** A change that removes inputs and fails at first, and the values in Azure at the end, by the paths of the view. */
  readonly broken: {
    readonly from: JsonObject;
    readonly to: JsonObject;
    readonly plan: JsonObject;
    readonly expected: Readonly<Record<string, Json>>;
  };
  /** Inputs of a resource that exists in Azure already, other inputs, and the message about the difference. */
  readonly found: {
    readonly args: JsonObject;
    readonly other: JsonObject;
    readonly difference: RegExp;
    readonly at: string;
    readonly is: Json;
  };
  /** A destroy case for each `onDelete`, and `default` without one. */
  readonly destroyCases: Readonly<Record<string, DestroyCase>>;
}

/** The values of the table's rows in Azure, by their paths; null for none. */
export type LiveValues = Readonly<Record<string, Json>>;

/** The state of the old resource, if the new one has another id, and the value in the new one. */
export interface Replaced {
  readonly before: string | undefined;
  readonly value: Json;
}

/** The result of each command, and the values in Azure after it. */
export interface StoryResults {
  readonly previewed: CommandResult & { readonly exists: boolean };
  readonly created: CommandResult & { readonly live: LiveValues };
  readonly rewritten: CommandResult;
  readonly updated: CommandResult & { readonly live: LiveValues };
  readonly drifted: CommandResult;
  readonly corrected: CommandResult & { readonly live: LiveValues; readonly isBack: boolean };
  readonly refreshedAgain: CommandResult;
  readonly removed: CommandResult & {
    readonly live: LiveValues;
    readonly replaced: Readonly<Record<string, Replaced>>;
  };
  readonly claimed: CommandResult & { readonly state: readonly StateResource[]; readonly adopted: Json };
  readonly refreshed: CommandResult;
  readonly finished: CommandResult & {
    readonly state: readonly StateResource[];
    readonly live: readonly Json[];
    readonly broken: LiveValues;
  };
  readonly destroyed: CommandResult;
  readonly ended: CommandResult & { readonly states: Readonly<Record<string, string>> };
}
