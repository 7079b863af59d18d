/** The scope of an expression: the deployment, parameters, variables, loops, and, if allowed, live resources. */
import type { Json, JsonObject } from "../core/json.js";
import type { Expression } from "./expression.js";

/** The deployment of a template. Source: the scope and deployment functions of ARM templates. */
export interface Environment {
  readonly subscriptionId: string;
  readonly tenantId: string;
  /** The result of `resourceGroup()`: at least id, name and location. */
  readonly resourceGroup: JsonObject;
  readonly deploymentName: string;
}

/** Reads live resources. Both methods throw the refusal of the read. */
export interface Runtime {
  /** The complete body of a resource. */
  reference(id: string, apiVersion: string): JsonObject;
  /** The result of a `list…` call, such as `listKeys`. */
  list(id: string, call: { readonly name: string; readonly apiVersion: string; readonly body: JsonObject }): Json;
}

/** A value, and whether it depends on a secure parameter. */
export interface TrackedValue {
  readonly value: Json;
  readonly secret: boolean;
}

interface Loop {
  readonly name: string;
  readonly index: number;
  /** Whether `copyIndex()` without a name refers to this loop: true for loops of resources and outputs. */
  readonly unnamed: boolean;
}

/** A user-defined function, which can read only its parameters. */
export interface UserFunction {
  readonly parameters: readonly string[];
  readonly output: Json;
}

/** Tracks whether an expression has read a secure value. */
interface Secrecy {
  hasReadSecret: boolean;
}

export interface Scope {
  readonly environment: Environment;
  readonly parameter: (name: string) => TrackedValue;
  /** Undefined where variables are not allowed: in defaults of parameters and in functions. */
  readonly variable?: (name: string) => TrackedValue;
  readonly functions: ReadonlyMap<string, UserFunction>;
  readonly loops: readonly Loop[];
  /** The variables of the enclosing lambdas. */
  readonly locals: ReadonlyMap<string, Json>;
  /** For `utcNow` and `newGuid`, which are allowed only in defaults of parameters. */
  readonly fresh?: { readonly now: Date; readonly newGuid: () => string };
  /** For `reference` and `list…`, which are allowed only in bodies of resources and in outputs. */
  readonly runtime?: Runtime;
  /** Finds resources of the template by symbolic name, resource name or id, for `reference`. */
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

/** The scope inside another loop. */
export const inLoop = (scope: Scope, loop: Loop): Scope => ({ ...scope, loops: [...scope.loops, loop] });
