/**
 * Writes the soft delete of a vault. Azure keeps it always on in new vaults ("Secure by default") and shows that by a read,
 * by an error, or only by what the vault has afterwards. None of these is an error of the program: a stronger state than the
 * declared one is no difference, and the write that finds it warns once.
 */
import { warn } from "../../core/call.js";
import { BackupError } from "../../core/errors.js";
import { type JsonObject, textAt } from "../../core/json.js";
import type { BackupEngine } from "../../engine/engine.js";
import { DEFAULT_SOFT_DELETE_DAYS } from "../../rules/items/soft-delete.js";

/** What a program declares of soft delete; the enhanced security that goes with it is Azure's to show. */
const DECLARED_SETTINGS = ["softDeleteFeatureState", "softDeleteRetentionPeriodInDays"] as const;

/** Sources: Azure/azure-cli 32383, ansible-collections/azure 2290; microsoft/AzureTRE 4888. */
const ALWAYS_ON_CODE = "BMSUserErrorSoftDeleteStateAlwaysOn";
const FORCED_CODES: ReadonlySet<string> = new Set(["BMSUserErrorDisablingSoftDeleteStateNotAllowed", ALWAYS_ON_CODE]);

/** Whether Azure refused a write because soft delete is always on. */
export const isForcedRefusal = (error: unknown): error is BackupError =>
  error instanceof BackupError && FORCED_CODES.has(error.azureCode ?? "");

/** Whether the settings show that soft delete cannot be switched off. */
export const isForced = (settings: JsonObject): boolean =>
  textAt(settings, "softDeleteFeatureState") === "AlwaysON" || settings["isSoftDeleteFeatureStateEditable"] === false;

/** The vault, and the state that its program declares; undefined where it only stopped declaring one. */
interface SettingsTarget {
  readonly id: string;
  readonly declared: string | undefined;
}

/** Writes the settings that differ, and reads them back: Azure may answer 200 and change nothing. */
export async function writeSettings(
  engine: BackupEngine,
  target: SettingsTarget,
  requested: JsonObject,
): Promise<void> {
  const before = (await engine.vaults.findSettings(target.id)) ?? {};
  const differingKeys = differing(requested, before);
  if (differingKeys.length === 0) return;
  const isFixed = differingKeys.includes("softDeleteFeatureState") && isForced(before);
  if (isFixed) warnForced(target, before);
  if (isFixed && differingKeys.length === 1) return;
  // What is always on is not lowered by a write of the days.
  const body = isForced(before) ? { ...requested, ...statesOf(before) } : requested;
  if (!(await patched(engine, target, body))) return;
  const live = (await engine.vaults.findSettings(target.id)) ?? {};
  const ignored = differing(body, live);
  if (ignored.length === 0) return;
  if (isForced(live)) return warnForced(target, live);
  throw notApplied(target.id, body, live);
}

const differing = (requested: JsonObject, live: JsonObject): string[] =>
  DECLARED_SETTINGS.filter((key) => requested[key] !== undefined && requested[key] !== live[key]);

const statesOf = ({ softDeleteFeatureState, enhancedSecurityState }: JsonObject): JsonObject =>
  enhancedSecurityState === undefined ? { softDeleteFeatureState } : { softDeleteFeatureState, enhancedSecurityState };

const ALWAYS_ON: JsonObject = { softDeleteFeatureState: "AlwaysON", enhancedSecurityState: "AlwaysON" };

/** Returns whether Azure accepted the write. Where it refuses because soft delete is always on, warns and writes only the days. */
async function patched(engine: BackupEngine, target: SettingsTarget, body: JsonObject): Promise<boolean> {
  const refusal = await forcedRefusal(engine, target.id, body);
  if (refusal === undefined) return true;
  const live = (await engine.vaults.findSettings(target.id)) ?? {};
  warnForced(target, live);
  const days = body["softDeleteRetentionPeriodInDays"];
  if (days === undefined || days === live["softDeleteRetentionPeriodInDays"]) return false;
  // AlwaysON is a one-way change: it is sent only where Azure says that the vault has it already.
  const isOn = refusal.azureCode === ALWAYS_ON_CODE;
  if (isOn && (await forcedRefusal(engine, target.id, { ...body, ...ALWAYS_ON })) === undefined) return false;
  warn(`Azure does not change the days of soft delete of ${target.id}: softDelete.retentionDays is not applied.`);
  return false;
}

/** Writes the settings; returns Azure's refusal where it keeps soft delete always on. Throws any other refusal. */
async function forcedRefusal(engine: BackupEngine, id: string, body: JsonObject): Promise<BackupError | undefined> {
  try {
    await engine.vaults.patchSettings(id, body);
    return undefined;
  } catch (error) {
    if (isForcedRefusal(error)) return error;
    throw error;
  }
}

/** Warns that the declared state is not applied; silent where the program declares none. */
function warnForced({ id, declared }: SettingsTarget, live: JsonObject): void {
  if (declared === undefined) return;
  const state = textAt(live, "softDeleteFeatureState") ?? "AlwaysON";
  const [days, requested] = [
    String(live["softDeleteRetentionPeriodInDays"] ?? DEFAULT_SOFT_DELETE_DAYS),
    `softDelete.state "${declared}"`,
  ];
  warn(
    declared === "Enabled"
      ? `Soft delete of ${id} is always on (${state}, ${days} days): Azure does not lower it to ${requested}. Declare "AlwaysON".`
      : `Azure keeps soft delete of ${id} on (${state}, ${days} days): ${requested} is not applied.`,
  );
}

function notApplied(id: string, requested: JsonObject, live: JsonObject): BackupError {
  const named = differing(requested, live).map(
    (key) => `${key} is ${JSON.stringify(live[key])}, not ${JSON.stringify(requested[key])}`,
  );
  return new BackupError(
    "Refused",
    `Azure accepted the soft delete settings of ${id} and did not apply them: ${named.join(", ")}. Declare what Azure holds, or run up again.`,
  );
}
