/** Reads the fault plan of the embedded Azure. */
import { readFileSync } from "node:fs";
import { BackupError } from "../core/errors.js";
import { type Fault, parseFaults } from "../service/faults/index.js";

/** The fault plan from JSON text or from a JSON file. Throws `InvalidInput` for an unreadable or invalid plan. */
export function readFaults(plan: string): readonly Fault[] {
  try {
    return parseFaults(/^\s*[[{]/.test(plan) ? plan : readFileSync(plan, "utf8"));
  } catch (error) {
    const advice = error instanceof BackupError ? "" : '. Expected JSON or a JSON file such as [{"crash": "after"}].';
    const message = `Cannot use the fault plan ${plan}: ${(error as Error).message}${advice}`;
    throw new BackupError("InvalidInput", message, { cause: error });
  }
}
