/** Hears what a handler says to whoever declared the resource. */
import { asCall } from "../../../provider/core/call.js";

/** Runs some work and returns what was said in it. */
export async function heardIn(work: () => Promise<unknown>): Promise<string[]> {
  const heard: string[] = [];
  await asCall({ warn: (text) => void heard.push(text) }, work);
  return heard;
}
