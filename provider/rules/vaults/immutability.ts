/**
 * The immutability of a vault: its states and, since api-version 2026-05-01, its duration. Sources: "Immutable vault", Azure
 * Backup documentation; Azure/azure-cli 27785 for code and text; ImmutabilityConfiguration of the specification 2026-07-01. How
 * a locked vault treats a change of its duration is ours.
 */
import { firstFault, type RuleFault, refused } from "../shared/fault.js";
import { invalidParameterFault } from "./parameters.js";

interface ImmutabilityTerms {
  /** `Disabled`, `Unlocked` or `Locked`; undefined if it was never set. */
  readonly immutability?: string | undefined;
  /** `AsPerPolicy` or `TimeBased`; undefined as AsPerPolicy. */
  readonly immutabilityType?: string | undefined;
  readonly immutabilityDays?: number | undefined;
}

interface ImmutabilityChange {
  readonly before: ImmutabilityTerms | undefined;
  readonly after: ImmutabilityTerms;
}

/** Bounds of the days of a time-based immutability. Source: the specification. */
export const IMMUTABILITY_DAYS = { minimum: 30, maximum: 36_135 } as const;

const LOCKED =
  "The immutable vault property for this vault is locked, hence, this setting cannot be disabled. The vault has its immutable vault property enabled and locked, and it can no longer be reverted to a non-immutable vault. Refer to the documentation to learn more: https://aka.ms/AB-ImmutableVaults-States ";

/** Refuses to change locked immutability, and to lock a vault that is not unlocked: Azure has one code and text for both. */
export function immutabilityFault(before: string | undefined, after: string | undefined): RuleFault | undefined {
  if (before === "Locked" && after !== "Locked") {
    return refused("UserErrorUnsupportedVaultImmutabilityStateChange", LOCKED);
  }
  if (after !== "Locked" || before === "Unlocked" || before === "Locked") return undefined;
  return refused(
    "UserErrorUnsupportedVaultImmutabilityStateChange",
    `${LOCKED}The vault's immutability is ${before ?? "Disabled"}: set it to Unlocked before Locked.`,
  );
}

/** Refuses an invalid duration, and in a locked vault one that protects recovery points for a shorter time. */
export const immutabilityDurationFault = ({ before, after }: ImmutabilityChange): RuleFault | undefined =>
  firstFault(
    () => durationFault(after),
    () => (before?.immutability === "Locked" && shortens(before, after) ? shortenedFault(before, after) : undefined),
  );

const isTimeBased = ({ immutabilityType }: ImmutabilityTerms): boolean => immutabilityType === "TimeBased";

function durationFault(terms: ImmutabilityTerms): RuleFault | undefined {
  const { immutabilityDays: days } = terms;
  if (!isTimeBased(terms)) {
    if (days === undefined) return undefined;
    return invalidParameterFault(
      "immutabilitySettings",
      `configuration.durationInDays is ${days}, but the type is ${terms.immutabilityType ?? "AsPerPolicy"}: omit it, or use the type TimeBased.`,
    );
  }
  const { minimum, maximum } = IMMUTABILITY_DAYS;
  if (days !== undefined && Number.isInteger(days) && days >= minimum && days <= maximum) return undefined;
  return invalidParameterFault(
    "immutabilitySettings",
    `configuration.durationInDays is ${days ?? "missing"}: the type TimeBased needs an integer from ${minimum} to ${maximum}.`,
  );
}

/** Whether the change protects recovery points for a shorter time, or by the policy instead of a fixed time. */
function shortens(before: ImmutabilityTerms, after: ImmutabilityTerms): boolean {
  if (!isTimeBased(before)) return false;
  return !isTimeBased(after) || (after.immutabilityDays ?? 0) < (before.immutabilityDays ?? 0);
}

function shortenedFault(before: ImmutabilityTerms, after: ImmutabilityTerms): RuleFault {
  const found = isTimeBased(after) ? `${after.immutabilityDays} days` : "AsPerPolicy";
  return refused(
    "UserErrorUnsupportedVaultImmutabilityStateChange",
    `${LOCKED}The vault's immutability is locked for ${before.immutabilityDays} days and cannot be changed to ${found}.`,
  );
}

/** Whether a change lowers the state of immutability: from Unlocked to Disabled. */
export const reducesImmutability = ({ before, after }: ImmutabilityChange): boolean =>
  before?.immutability === "Unlocked" && after.immutability !== "Unlocked" && after.immutability !== "Locked";

/** Whether a change of an immutable vault changes its type or duration. */
export const changesDuration = ({ before, after }: ImmutabilityChange): boolean =>
  before !== undefined &&
  (before.immutability === "Unlocked" || before.immutability === "Locked") &&
  (isTimeBased(before) !== isTimeBased(after) || before.immutabilityDays !== after.immutabilityDays);
