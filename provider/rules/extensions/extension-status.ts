/**
 * What a run of the snapshot extension reports. Sources: Azure/azure-linux-extensions, VMBackup: `common.py` (codes),
 * `Utils/Status.py` (the document, which travels as text in the name of a substatus), `freezesnapshotter.py` (a command is
 * late after 140 minutes), `parameterparser.py` (which settings ask for what).
 */
import { type JsonObject, textAt } from "../../core/json.js";

/** What a run was asked and how it ended. */
interface SnapshotRun {
  readonly taskId: string;
  /** 0 and 1 are good; see `rules/items/guest.ts`. */
  readonly code: number;
  readonly commandStartTimeUTCTicks: string | number | undefined;
}

const SUCCEEDED = 1;
const PARAMETER_ERROR = 11;
const TOO_LATE = 402;
const LATEST_MINUTES = 140;
/** Ticks, of 100 ns, from the year 1 to 1970. */
const TICKS_OF_1970 = 621_355_968_000_000_000n;
const TICKS_OF_MINUTE = 600_000_000n;

/**
 * How a run with these settings ends; undefined where none begins: no task, or the task that ran last. `snapshotCode` is what a
 * snapshot ends with.
 */
export function snapshotRun(
  settings: JsonObject,
  before: string | undefined,
  { now, snapshotCode }: { readonly now: Date; readonly snapshotCode: number },
): SnapshotRun | undefined {
  const taskId = textAt(settings, "taskId");
  if (taskId === undefined || taskId === before) return undefined;
  const ticks = settings["commandStartTimeUTCTicks"];
  const commandStartTimeUTCTicks = typeof ticks === "string" || typeof ticks === "number" ? ticks : undefined;
  const command = textAt(settings, "commandToExecute")?.toLowerCase() ?? "";
  return { taskId, commandStartTimeUTCTicks, code: codeOf(command, isLate(ticks, now), snapshotCode) };
}

function codeOf(command: string, late: boolean, snapshotCode: number): number {
  if (late) return TOO_LATE;
  if (command.includes("install")) return SUCCEEDED;
  return command.includes("snapshot") ? snapshotCode : PARAMETER_ERROR;
}

/** Ticks that cannot be read are passed over, as the extension does. */
function isLate(ticks: unknown, now: Date): boolean {
  if (typeof ticks !== "string" || !/^\d{17,19}$/.test(ticks)) return false;
  const nowTicks = TICKS_OF_1970 + BigInt(now.getTime()) * 10_000n;
  return nowTicks - BigInt(ticks) > BigInt(LATEST_MINUTES) * TICKS_OF_MINUTE;
}

/** The document that the extension writes of a run; its own status tells a failure, while the extension's stays a success. */
export function runDocument(extension: string, run: SnapshotRun, at: Date): string {
  const message = JSON.stringify({
    messageStr: run.code === SUCCEEDED ? "" : `Extension ended with code ${run.code}.`,
    snapshotConsistency: 0,
    jobMessage: "",
    isSizeComputationFailed: false,
  });
  return JSON.stringify({
    version: "1.0",
    timestampUTC: `/Date(${at.getTime()})/`,
    status: {
      name: extension,
      operation: "Enable",
      status: run.code <= SUCCEEDED ? "success" : "error",
      substatus: [],
      code: String(run.code),
      taskId: run.taskId,
      formattedMessage: { lang: "en-US", message },
      commandStartTimeUTCTicks: run.commandStartTimeUTCTicks,
    },
  });
}
