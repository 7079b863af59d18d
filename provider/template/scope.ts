/** What an expression sees: the deployment around it, parameters, variables, loops, and, where it is allowed, the resources as they are. */
import type { Json, JsonObject } from "../core/json.js";
import type { Expression } from "./expression.js";

/** The deployment that a template is for. Source: the scope and deployment functions of ARM templates. */
export interface Environment {
  readonly subscriptionId: string;
  readonly tenantId: string;
  /** What `resourceGroup()` returns: at least id, name and location. */
  readonly resourceGroup: JsonObject;
  readonly deploymentName: string;
}

/** The resources as they are when an expression's turn comes. Both throw what the reading is refused with. */
export interface Runtime {
  /** The whole body of a resource. */
  reference(id: string, apiVersion: string): JsonObject;
  /** What a `list…` call returns, such as `listKeys`. */
  list(id: string, call: { readonly name: string; readonly apiVersion: string; readonly body: JsonObject }): Json;
}

/** A value, and whether a secure parameter went into it. */
export interface Held {
  readonly value: Json;
  readonly secret: boolean;
}

interface Loop {
  readonly name: string;
  readonly index: number;
  /** Whether `copyIndex()` without a name means this loop: one of resources or outputs. */
  readonly unnamed: boolean;
}

/** A function of the template's own: it sees its parameters alone. */
export interface UserFunction {
  readonly parameters: readonly string[];
  readonly output: Json;
}

/** What tells, while an expression is evaluated, whether anything secure has been read. */
interface Secrecy {
  seen: boolean;
}

export interface Scope {
  readonly environment: Environment;
  readonly parameter: (name: string) => Held;
  /** Left out where variables are not allowed: in defaults of parameters and in functions. */
  readonly variable?: (name: string) => Held;
  readonly functions: ReadonlyMap<string, UserFunction>;
  readonly loops: readonly Loop[];
  /** The variables of the lambdas around. */
  readonly locals: ReadonlyMap<string, Json>;
  /** Allows `utcNow` and `newGuid`: only in defaults of parameters. */
  readonly fresh?: { readonly now: Date; readonly newGuid: () => string };
  /** Allows `reference` and `list…`: only in bodies of resources and in outputs. */
  readonly runtime?: Runtime;
  /** Resources of the template by symbolic name, resource name or id, as `reference` names them. */
  readonly resourceNamed?: (name: string) => NamedResource | undefined;
  readonly secrecy: Secrecy;
}

export interface NamedResource {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly apiVersion: string;
}

/** Evaluates an expression in a scope. */
export type Evaluate = (expression: Expression, scope: Scope) => Json;

/** The scope with one more loop around. */
export const inLoop = (scope: Scope, loop: Loop): Scope => ({ ...scope, loops: [...scope.loops, loop] });
