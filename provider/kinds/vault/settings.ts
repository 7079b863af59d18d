/**
 * Writes the soft delete settings of a vault. Azure keeps soft delete always on in new vaults ("Secure by default"), which is
 * visible in a read, in an error, or only in the settings after a write. None of these is an error of the program: a stronger
 * state than the declared one is not drift, and the write that finds it warns once.
 */
import { warn } from "../../core/call.js";
import { BackupError } from "../../core/errors.js";
import { type JsonObject, textAt } from "../../core/json.js";
import type { BackupEngine } from "../../engine/engine.js";
import { DEFAULT_SOFT_DELETE_DAYS } from "../../rules/items/soft-delete.js";

/** The settings that a program declares. The enhanced security state follows from them. */
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

/** The vault, and its declared state; undefined if it is no longer declared. */
interface SettingsTarget {
  readonly id: string;
  readonly declared: string | undefined;
}

/** Writes the settings that differ, and verifies them by a read: Azure may return 200 and change nothing. */
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
  // A write of the days must not try to lower a state that is always on.
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

/** Returns whether Azure accepted the write. If it refuses because soft delete is always on, warns and writes only the days. */
async function patched(engine: BackupEngine, target: SettingsTarget, body: JsonObject): Promise<boolean> {
  const refusal = await forcedRefusal(engine, target.id, body);
  if (refusal === undefined) return true;
  const live = (await engine.vaults.findSettings(target.id)) ?? {};
  warnForced(target, live);
  const days = body["softDeleteRetentionPeriodInDays"];
  if (days === undefined || days === live["softDeleteRetentionPeriodInDays"]) return false;
  // AlwaysON is a one-way change: it is sent only if the error code shows that the vault already has it.
  const isOn = refusal.azureCode === ALWAYS_ON_CODE;
  if (isOn && (await forcedRefusal(engine, target.id, { ...body, ...ALWAYS_ON })) === undefined) return false;
  warn(
    `Azure did not change the soft delete period of ${target.id}: softDelete.retentionDays is not applied. Declare the current number of days.`,
  );
  return false;
}

/** Writes the settings; returns Azure's refusal if soft delete is always on. Throws any other refusal. */
async function forcedRefusal(engine: BackupEngine, id: string, body: JsonObject): Promise<BackupError | undefined> {
  try {
    await engine.vaults.patchSettings(id, body);
    return undefined;
  } catch (error) {
    if (isForcedRefusal(error)) return error;
    throw error;
  }
}

/** Warns that the declared state is not applied; silent if the program declares none. */
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
      : `Azure keeps soft delete of ${id} on (${state}, ${days} days): ${requested} is not applied. Declare "AlwaysON".`,
  );
}

function notApplied(id: string, requested: JsonObject, live: JsonObject): BackupError {
  const named = differing(requested, live).map(
    (key) => `${key} is ${JSON.stringify(live[key])}, not ${JSON.stringify(requested[key])}`,
  );
  return new BackupError(
    "Refused",
    `Azure accepted the soft delete settings of ${id} but did not apply them: ${named.join(", ")}. Declare the current values, or run pulumi up again.`,
  );
}
