import type { JsonObject } from "../../core/json.js";

/** How a rule says no: the status, the code and the message that go out. A rule that is kept says nothing. */
export interface RuleFault {
  readonly status: number;
  /** Azure's own code where one is known; docs/fidelity.md tells which are ours. */
  readonly code: string;
  /** What was found, what is allowed and what to do. */
  readonly message: string;
  /** The parameter that Azure's error names beside its message. */
  readonly target?: string;
  readonly details?: readonly JsonObject[];
}

/** A refusal with status 400, Azure's usual one. */
export const refused = (code: string, message: string, status = 400): RuleFault => ({ status, code, message });

/** The first rule that is broken. The rules are functions, so that those behind a broken one are never asked. */
export function firstFault(...rules: readonly (() => RuleFault | undefined)[]): RuleFault | undefined {
  for (const rule of rules) {
    const fault = rule();
    if (fault !== undefined) return fault;
  }
  return undefined;
}
