/**
 * Soft delete of a vault: what a write of it does where Azure decides it itself. Azure keeps soft delete always on in new
 * vaults ("Secure by default"), and says so by a read, by an error, or only by what it holds afterwards. None of that is an
 * error of the program: a vault that keeps more than declared is no difference, and the write that meets it says it once.
 */
import { warn } from "../../core/call.js";
import { BackupError } from "../../core/errors.js";
import { type JsonObject, textAt } from "../../core/json.js";
import type { BackupEngine } from "../../engine/engine.js";

/** What a program declares of soft delete; the enhanced security that goes with it is Azure's to show. */
const DECLARED_SETTINGS = ["softDeleteFeatureState", "softDeleteRetentionPeriodInDays"] as const;

/** Sources: Azure/azure-cli 32383, ansible-collections/azure 2290; microsoft/AzureTRE 4888. */
const FORCED_CODES: ReadonlySet<string> = new Set([
  "BMSUserErrorDisablingSoftDeleteStateNotAllowed",
  "BMSUserErrorSoftDeleteStateAlwaysOn",
]);

/** Whether Azure refuses because it keeps soft delete on, whatever is asked. */
export const isForcedRefusal = (error: unknown): boolean =>
  error instanceof BackupError && FORCED_CODES.has(error.azureCode ?? "");

/** Whether a read says that soft delete cannot be switched off. */
export const isForced = (settings: JsonObject): boolean =>
  textAt(settings, "softDeleteFeatureState") === "AlwaysON" || settings["isSoftDeleteFeatureStateEditable"] === false;

/** The vault, and the state that its program declares; undefined where it only stopped declaring one. */
export interface SettingsTarget {
  readonly id: string;
  readonly declared: string | undefined;
}

/** Writes the settings that differ, and reads them back: Azure may answer 200 and change nothing. */
export async function writeSettings(engine: BackupEngine, target: SettingsTarget, asked: JsonObject): Promise<void> {
  const before = (await engine.vaults.findSettings(target.id)) ?? {};
  const differs = differing(asked, before);
  if (differs.length === 0) return;
  const isKept = differs.includes("softDeleteFeatureState") && isForced(before);
  if (isKept) sayForced(target, before);
  if (isKept && differs.length === 1) return;
  const body = isKept ? { ...asked, ...statesOf(before) } : asked;
  if (!(await patched(engine, target, body))) return;
  const held = (await engine.vaults.findSettings(target.id)) ?? {};
  const ignored = differing(body, held);
  if (ignored.length === 0) return;
  if (isForced(held)) return sayForced(target, held);
  throw notApplied(target.id, body, held);
}

const differing = (asked: JsonObject, held: JsonObject): string[] =>
  DECLARED_SETTINGS.filter((key) => asked[key] !== undefined && asked[key] !== held[key]);

const statesOf = ({ softDeleteFeatureState, enhancedSecurityState }: JsonObject): JsonObject =>
  enhancedSecurityState === undefined ? { softDeleteFeatureState } : { softDeleteFeatureState, enhancedSecurityState };

const ALWAYS_ON: JsonObject = { softDeleteFeatureState: "AlwaysON", enhancedSecurityState: "AlwaysON" };

/** Whether the write was applied; a refusal that says that soft delete is always on is said, and the days are written without it. */
async function patched(engine: BackupEngine, target: SettingsTarget, body: JsonObject): Promise<boolean> {
  try {
    await engine.vaults.patchSettings(target.id, body);
    return true;
  } catch (error) {
    if (!isForcedRefusal(error)) throw error;
  }
  const held = (await engine.vaults.findSettings(target.id)) ?? {};
  sayForced(target, held);
  const days = body["softDeleteRetentionPeriodInDays"];
  if (days === undefined || days === held["softDeleteRetentionPeriodInDays"]) return false;
  try {
    await engine.vaults.patchSettings(target.id, { ...body, ...ALWAYS_ON });
  } catch (error) {
    if (!isForcedRefusal(error)) throw error;
    warn(`Azure does not change the days of soft delete of ${target.id}: softDelete.retentionDays is not applied.`);
  }
  return false;
}

/** A state that Azure forces is no difference; the write that meets it says so. */
function sayForced({ id, declared }: SettingsTarget, held: JsonObject): void {
  if (declared === undefined) return;
  const state = textAt(held, "softDeleteFeatureState") ?? "AlwaysON";
  const [days, asked] = [String(held["softDeleteRetentionPeriodInDays"] ?? 14), `softDelete.state "${declared}"`];
  warn(
    declared === "Enabled"
      ? `Soft delete of ${id} is always on (${state}, ${days} days): Azure does not lower it to ${asked}. Declare "AlwaysON".`
      : `Azure keeps soft delete of ${id} on (${state}, ${days} days): ${asked} is not applied.`,
  );
}

function notApplied(id: string, asked: JsonObject, held: JsonObject): BackupError {
  const named = differing(asked, held).map(
    (key) => `${key} is ${JSON.stringify(held[key])}, not ${JSON.stringify(asked[key])}`,
  );
  return new BackupError(
    "Refused",
    `Azure accepted the soft delete settings of ${id} and did not apply them: ${named.join(", ")}. Declare what Azure holds, or run up again.`,
  );
}
