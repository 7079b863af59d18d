/** Collects the warnings of a handler. */
import { asCall } from "../../../provider/core/call.js";

/** Runs `work` and returns its warnings. */
export async function heardIn(work: () => Promise<unknown>): Promise<string[]> {
  const warnings: string[] = [];
  await asCall({ warn: (text) => void warnings.push(text) }, work);
  return warnings;
}
