/** Fault injection for an embedded Azure: where the plan comes from. */
import { readFileSync } from "node:fs";
import { BackupError } from "../core/errors.js";
import { type Fault, parseFaults } from "../service/faults/index.js";

/** The plan that a text is, or that the file of that name holds. Throws `InvalidInput` for one that cannot be read or says what is not known. */
export function readFaults(plan: string): readonly Fault[] {
  try {
    return parseFaults(/^\s*[[{]/.test(plan) ? plan : readFileSync(plan, "utf8"));
  } catch (error) {
    const advice = error instanceof BackupError ? "" : ' Expected JSON, or a file of it, such as [{"crash": "after"}].';
    const message = `The fault plan ${plan} cannot be used: ${(error as Error).message}${advice}`;
    throw new BackupError("InvalidInput", message, { cause: error });
  }
}
