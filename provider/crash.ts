/** Faults on purpose for an embedded Azure: where the plan comes from, and how a process ends by it. */
import { readFileSync } from "node:fs";
import type { Fetch } from "./arm/fetch.js";
import { BackupError } from "./core/errors.js";
import { type Fault, parseFaults, withFaults } from "./service/faults.js";

/** The plan that a text is, or that the file of that name holds. Throws `InvalidInput` for one that cannot be read or says nothing that is known. */
export function readFaults(plan: string): readonly Fault[] {
  try {
    return parseFaults(plan.trimStart().startsWith("[") ? plan : readFileSync(plan, "utf8"));
  } catch (error) {
    throw new BackupError(
      "InvalidInput",
      `The fault plan ${plan} cannot be used: ${(error as Error).message} Expected JSON, or a file of it, such as [{"crash": "after", "write": 1}].`,
      { cause: error },
    );
  }
}

/** The service, suffering the plan's faults in this process; as it is where there are none. */
export const suffering = (service: Fetch, faults: readonly Fault[]): Fetch =>
  faults.length === 0 ? service : withFaults(service, faults, die);

/** Ends the process as SIGKILL does, and before it the one that the fault names: nothing is flushed, nobody is told. */
function die({ andProcessOf }: Fault): never {
  if (andProcessOf !== undefined) process.kill(Number(readFileSync(andProcessOf, "utf8")), "SIGKILL");
  process.kill(process.pid, "SIGKILL");
  return process.exit(137);
}
