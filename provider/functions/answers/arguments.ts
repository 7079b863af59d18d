/** Arguments of several functions, and rules for them that a schema cannot express. */
import type { Failure } from "../../schema/failures.js";
import { armId, Type } from "../../schema/vocabulary.js";
import { parseInstantMs } from "../../time/instants.js";

export const closed = { additionalProperties: false } as const;

export const vaultId = armId("Microsoft.RecoveryServices/vaults", { description: "The vault: its ARM id." });
export const vmId = armId("Microsoft.Compute/virtualMachines", { description: "The VM: its ARM id." });
export const itemId = armId("Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems", {
  description: "The item of the VM in its vault: its ARM id.",
});
export const policyId = armId("Microsoft.RecoveryServices/vaults/backupPolicies", {
  description: "A policy of the vault: its ARM id.",
});

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

/** A period of time, with both bounds included. */
export const span = {
  from: time("The earliest time. A date means midnight UTC. Default: no limit."),
  to: time("The latest time. A date means midnight UTC. Default: no limit."),
};

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
