/**
 * Which VM policies Azure Backup accepts, and which changes of them. Sources: "Create a backup policy", "Enhanced policy",
 * "Immutable vault", the FAQ and the support matrix of Azure Backup.
 */
import type { Failure } from "../../schema/failures.js";
import { windowsZone } from "../../time/zones.js";
import { type RuleFault, refused } from "../shared/fault.js";
import { instantRestoreFaults } from "./options.js";
import { pairingFaults, retentionFaults } from "./retention-rules.js";
import type { PolicySchedule, PolicyTerms } from "./terms.js";

const INTERVALS_HOURS = [4, 6, 8, 12, 24];

/** One failure for each broken rule; empty where Azure Backup accepts the terms. */
export function policyFaults(terms: PolicyTerms): Failure[] {
  return [
    ...scheduleFaults(terms),
    ...retentionFaults(terms.retention),
    ...pairingFaults(terms),
    ...instantRestoreFaults(terms),
    ...zoneFaults(terms),
  ];
}

const fault = (property: string, reason: string): Failure[] => [{ property, reason }];

function scheduleFaults({ schedule, policyType }: PolicyTerms): Failure[] {
  return [
    ...timeFaults(schedule.time),
    ...(schedule.frequency === "Weekly" ? weekdaysFaults(schedule) : unexpectedFaults(schedule, "weekdays", "Weekly")),
    ...(schedule.frequency === "Hourly"
      ? hourlyFaults(schedule, policyType)
      : [
          ...unexpectedFaults(schedule, "intervalHours", "Hourly"),
          ...unexpectedFaults(schedule, "windowHours", "Hourly"),
        ]),
  ];
}

function timeFaults(time: string): Failure[] {
  if (/^([01]\d|2[0-3]):(00|30)$/.test(time)) return [];
  return fault(
    "schedule.time",
    `is "${time}": expected a time of day on the hour or half hour, such as 02:00 or 14:30.`,
  );
}

function weekdaysFaults({ weekdays = [] }: PolicySchedule): Failure[] {
  if (weekdays.length > 0) return [];
  return fault("schedule.weekdays", "is missing or empty: a weekly schedule needs at least one day of the week.");
}

function unexpectedFaults(
  schedule: PolicySchedule,
  key: "weekdays" | "intervalHours" | "windowHours",
  frequency: string,
): Failure[] {
  if (schedule[key] === undefined) return [];
  return fault(
    `schedule.${key}`,
    `is set, but the schedule is ${schedule.frequency}: remove it or set schedule.frequency to ${frequency}.`,
  );
}

function hourlyFaults(schedule: PolicySchedule, policyType: PolicyTerms["policyType"]): Failure[] {
  const { intervalHours, windowHours } = schedule;
  const faults: Failure[] = [];
  if (policyType === "V1") {
    faults.push(
      ...fault("policyType", "is V1, which backs up daily or weekly: set it to V2 (enhanced) for an hourly schedule."),
    );
  }
  if (intervalHours === undefined || !INTERVALS_HOURS.includes(intervalHours)) {
    faults.push(
      ...fault(
        "schedule.intervalHours",
        `is ${foundText(intervalHours)}: expected one of ${INTERVALS_HOURS.join(", ")}.`,
      ),
    );
  }
  if (isValidWindow(windowHours)) return faults;
  return [...faults, ...fault("schedule.windowHours", `is ${foundText(windowHours)}: expected 4 to 24 hours.`)];
}

const foundText = (value: number | undefined): string => (value === undefined ? "missing" : String(value));

/** A window need not be a multiple of the interval. Source: a recorded policy of 2026 with an interval of 8 hours and a window of 12. */
const isValidWindow = (hours: number | undefined): boolean =>
  hours !== undefined && Number.isInteger(hours) && hours >= 4 && hours <= 24;

function zoneFaults({ timeZone }: PolicyTerms): Failure[] {
  if (windowsZone(timeZone) === timeZone) return [];
  const windows = windowsZone(timeZone);
  const advice = windows === undefined ? "such as UTC or Pacific Standard Time" : `here "${windows}"`;
  return fault("timeZone", `is "${timeZone}": expected the Windows name of a time zone, ${advice}.`);
}

const MAX_POLICIES = 200;

/** Refuses another policy in a vault that has the most that it may have. The code is ours. */
export function policyCountFault(count: number): RuleFault | undefined {
  if (count < MAX_POLICIES) return undefined;
  return refused(
    "BMSUserErrorPolicyCountLimitReached",
    `The vault has ${count} backup policies: expected at most ${MAX_POLICIES}. Delete a policy that no item uses.`,
  );
}

interface PolicyTypes {
  readonly before: "V1" | "V2" | undefined;
  readonly after: "V1" | "V2";
}

/** Refuses a change of a policy's type in place. The text is ours. */
export function policyTypeFault({ before, after }: PolicyTypes): RuleFault | undefined {
  if (before === undefined || before === after) return undefined;
  return refused(
    "BMSUserErrorPolicyTypeChangeNotAllowed",
    `The type of the policy cannot be changed from ${before} to ${after}. Create another policy and assign it to the items.`,
  );
}

interface ManagementTypes {
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Refuses a change of a policy's workload in place: the two retentions could not be compared. Code and text are ours. */
export function managementChangeFault({ before, after }: ManagementTypes): RuleFault | undefined {
  if (before === undefined || before === after) return undefined;
  return refused(
    "BMSUserErrorPolicyTypeChangeNotAllowed",
    `The backupManagementType of the policy cannot be changed from ${before} to ${after}. Create another policy.`,
  );
}

/** Refuses a standard policy for an item that an enhanced policy protects. The code is ours. */
export function policyPathFault({ before, after }: PolicyTypes): RuleFault | undefined {
  if (before !== "V2" || after === "V2") return undefined;
  return refused(
    "BMSUserErrorPolicyTypeChangeNotAllowed",
    "The item is protected by an enhanced policy (V2) and cannot be changed to a standard policy (V1).",
  );
}
