/**
 * A VM policy's ARM body and its terms. ARM repeats the schedule's time of day in every retention, as an instant whose date
 * has no meaning and whose `Z` is not UTC but the policy's own zone; the terms have it once.
 *
 * Source: Microsoft.RecoveryServices/vaults/backupPolicies, AzureIaaSVMProtectionPolicy.
 */
import { type Json, type JsonObject, listAt, objectAt, textAt } from "../../core/json.js";
import type { Failure } from "../../schema/failures.js";
import { canonicalZone } from "../../time/zones.js";
import { enumArray, foundText, InvalidValue, optionalNumber, optionalString } from "../shared/values.js";
import { defaultInstantRestoreDays } from "./options.js";
import { numberAt, readRetention, timeOf, writeRetention } from "./retention.js";
import { type PolicyRetention, type PolicySchedule, type PolicyTerms, WEEKDAYS, type Weekday } from "./terms.js";

/** The terms of a policy, or why they could not be read. */
type PolicyReading =
  | { readonly terms: PolicyTerms; readonly faults?: never }
  | { readonly terms?: never; readonly faults: readonly Failure[] };

/** The terms in a policy's ARM properties; undefined for a policy of another workload than VMs. */
export function termsOfPolicy(properties: JsonObject): PolicyReading | undefined {
  if (textAt(properties, "backupManagementType") !== "AzureIaasVM") return undefined;
  try {
    return { terms: readTerms(properties) };
  } catch (error) {
    if (error instanceof InvalidValue) return { faults: [error.failure] };
    throw error;
  }
}

/** The values of `backupManagementType` in Microsoft's schema of 2026-05-01. */
const MANAGEMENT_TYPES = ["AzureIaasVM", "AzureSql", "AzureStorage", "AzureWorkload", "GenericProtectionPolicy", "MAB"];

/** A policy of any workload must have a known `backupManagementType`. */
export function managementFaults(properties: JsonObject): Failure[] {
  const found = properties["backupManagementType"];
  if (typeof found === "string" && MANAGEMENT_TYPES.includes(found)) return [];
  const reason = `is ${foundText(found)}: expected AzureIaasVM for virtual machines, or one of ${MANAGEMENT_TYPES.slice(1).join(", ")}.`;
  return [{ property: "backupManagementType", reason }];
}

function readType(properties: JsonObject): PolicyTerms["policyType"] {
  const found = optionalString({ value: properties["policyType"], property: "policyType" }) ?? "V1";
  if (found === "V1" || found === "V2") return found;
  throw new InvalidValue("policyType", `is "${found}": expected V1 or V2.`);
}

function readTerms(properties: JsonObject): PolicyTerms {
  const policyType = readType(properties);
  const schedule = readSchedule(objectAt(properties, "schedulePolicy"), policyType);
  const retention: PolicyRetention = readRetention(objectAt(properties, "retentionPolicy"), schedule.time);
  return {
    policyType,
    timeZone: canonicalZone(optionalString({ value: properties["timeZone"], property: "timeZone" }) ?? "UTC"),
    schedule,
    retention,
    instantRestoreDays:
      optionalNumber({ value: properties["instantRpRetentionRangeInDays"], property: "instantRestoreDays" }) ??
      defaultInstantRestoreDays(schedule, policyType),
  };
}

const FREQUENCIES = ["Hourly", "Daily", "Weekly"] as const;

function readSchedule(schedule: JsonObject, policyType: "V1" | "V2"): PolicySchedule {
  const expected = policyType === "V2" ? "SimpleSchedulePolicyV2" : "SimpleSchedulePolicy";
  const found = textAt(schedule, "schedulePolicyType");
  if (found !== expected) {
    throw new InvalidValue("schedule.type", `is ${foundText(found)}: expected ${expected} for a ${policyType} policy.`);
  }
  const frequency = FREQUENCIES.find((known) => known === textAt(schedule, "scheduleRunFrequency"));
  if (frequency === undefined) {
    throw new InvalidValue(
      "schedule.frequency",
      `is ${foundText(schedule["scheduleRunFrequency"])}: expected ${FREQUENCIES.join(", ")}.`,
    );
  }
  if (frequency === "Hourly") return readHourly(objectAt(schedule, "hourlySchedule"));
  const days =
    policyType === "V2" ? objectAt(schedule, frequency === "Weekly" ? "weeklySchedule" : "dailySchedule") : schedule;
  const time = onlyTime(listAt(days, "scheduleRunTimes"));
  if (frequency === "Daily") return { frequency, time };
  const weekdays = enumArray({ value: days["scheduleRunDays"], property: "schedule.weekdays" }, WEEKDAYS);
  return { frequency, time, weekdays };
}

function readHourly(hourly: JsonObject): PolicySchedule {
  const intervalHours = numberAt(hourly, "interval");
  const windowHours = numberAt(hourly, "scheduleWindowDuration");
  if (intervalHours === undefined || windowHours === undefined) {
    throw new InvalidValue("schedule.hourly", "is Hourly without an interval and a window: set both, in hours.");
  }
  const time = timeOf(hourly["scheduleWindowStartTime"], "schedule.time");
  return { frequency: "Hourly", time, intervalHours, windowHours };
}

function onlyTime(times: readonly Json[]): string {
  if (times.length === 1) return timeOf(times[0], "schedule.time");
  throw new InvalidValue("schedule.time", `has ${times.length} times: expected exactly one.`);
}

/** The ARM properties of a policy, for the body of a PUT. `today` is the date of the times, which Azure ignores. */
export function policyOfTerms(terms: PolicyTerms, today: Date): JsonObject {
  const at = `${today.toISOString().slice(0, 10)}T${terms.schedule.time}:00Z`;
  return {
    backupManagementType: "AzureIaasVM",
    ...(terms.policyType === "V2" ? { policyType: "V2" } : {}),
    schedulePolicy: terms.policyType === "V2" ? scheduleV2(terms.schedule, at) : scheduleV1(terms.schedule, at),
    retentionPolicy: writeRetention(terms.retention, at),
    instantRpRetentionRangeInDays: terms.instantRestoreDays,
    timeZone: terms.timeZone,
  };
}

function scheduleV1(schedule: PolicySchedule, at: string): JsonObject {
  return {
    schedulePolicyType: "SimpleSchedulePolicy",
    scheduleRunFrequency: schedule.frequency,
    ...runDays(schedule.weekdays),
    scheduleRunTimes: [at],
    scheduleWeeklyFrequency: 0,
  };
}

const runDays = (weekdays: readonly Weekday[] | undefined): JsonObject =>
  weekdays === undefined ? {} : { scheduleRunDays: weekdays };

function scheduleV2(schedule: PolicySchedule, at: string): JsonObject {
  const common = { schedulePolicyType: "SimpleSchedulePolicyV2", scheduleRunFrequency: schedule.frequency };
  if (schedule.frequency === "Daily") return { ...common, dailySchedule: { scheduleRunTimes: [at] } };
  if (schedule.frequency === "Weekly") {
    return { ...common, weeklySchedule: { ...runDays(schedule.weekdays), scheduleRunTimes: [at] } };
  }
  const { intervalHours = 4, windowHours = 4 } = schedule;
  const hourlySchedule = {
    interval: intervalHours,
    scheduleWindowStartTime: at,
    scheduleWindowDuration: windowHours,
  };
  return { ...common, hourlySchedule };
}
