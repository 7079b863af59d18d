/** Arguments of several functions, and rules for them that a schema cannot express. */

import { RESOURCE_GROUP_ID } from "../../kinds/vault/schema.js";
import type { Failure } from "../../schema/failures.js";
import { armId, Type } from "../../schema/vocabulary.js";
import { parseInstantMs } from "../../time/instants.js";

export const closed = { additionalProperties: false } as const;

/** The ARM id of a vault. The types of the arguments accept a resource where a description has "its ARM id". */
export const vaultId = (description = "The vault: its ARM id.") =>
  armId("Microsoft.RecoveryServices/vaults", { description });

export const vmId = (description = "The VM: its ARM id.") =>
  armId("Microsoft.Compute/virtualMachines", { description });

export const policyId = (description: string) =>
  armId("Microsoft.RecoveryServices/vaults/backupPolicies", { description });

export const groupId = (description: string) =>
  Type.String({
    pattern: RESOURCE_GROUP_ID,
    expected: "the ARM id of a resource group: /subscriptions/{id}/resourceGroups/{group}",
    refersTo: "Microsoft.Resources/resourceGroups",
    description,
  });

export const itemId = (
  description = "The protected item of the VM in the vault, such as a `ProtectedVm`: its ARM id.",
) => armId("Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems", { description });

/** A resource is identified either by its id or by two other arguments. */
export function referenceFaults(values: object, first: string, second: string): Failure[] {
  const has = (key: string) => (values as Readonly<Record<string, unknown>>)[key] !== undefined;
  if (has("id") && (has(first) || has(second))) {
    return [
      {
        property: "id",
        reason: `is set in addition to ${first} or ${second}: expected only id, or only ${first} and ${second}`,
      },
    ];
  }
  if (has("id") || (has(first) && has(second))) return [];
  return [{ property: "id", reason: `is missing: expected id, or ${first} and ${second}` }];
}

const time = (description: string) =>
  Type.Optional(
    Type.String({
      pattern: "^\\d{4}-\\d\\d-\\d\\d(T\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?(Z|[+-]\\d\\d:\\d\\d))?$",
      expected: 'an ISO 8601 date or time, such as "2026-03-01" or "2026-03-01T02:00:00Z"',
      description,
    }),
  );

/** A period of time, with both bounds included: a filter such as "Only jobs that began". */
export const span = (filter: string) => ({
  from: time(`${filter} at this time or later: an ISO 8601 time, or a date (midnight UTC).`),
  to: time(`${filter} at this time or earlier: an ISO 8601 time, or a date (midnight UTC).`),
});

export interface Span {
  readonly from?: string;
  readonly to?: string;
}

/** Invalid dates, and a period that ends before it begins. */
export function spanFaults({ from, to }: Span): Failure[] {
  const invalidTimes = Object.entries({ from, to }).filter(
    ([, text]) => text !== undefined && Number.isNaN(parseInstantMs(text)),
  );
  if (invalidTimes.length > 0) {
    return invalidTimes.map(([property, text]) => ({
      property,
      reason: `is ${text}, which is not a valid date: expected an ISO 8601 date or time, such as 2026-03-01 or 2026-03-01T02:00:00Z`,
    }));
  }
  if (from === undefined || to === undefined || parseInstantMs(from) <= parseInstantMs(to)) return [];
  return [{ property: "to", reason: `is ${to}, which is before from (${from}): expected the same or a later time` }];
}

/** Whether an instant, as Azure formats it, is in a period; false without an instant. */
export function isWithin({ from, to }: Span, instant: string | undefined): boolean {
  if (from === undefined && to === undefined) return true;
  const found = parseInstantMs(instant);
  // A missing bound is NaN, and comparisons with NaN are false.
  return !(Number.isNaN(found) || found < parseInstantMs(from) || found > parseInstantMs(to));
}
