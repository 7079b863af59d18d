/** The three policies that every new vault has. Source: the recordings of seventy vaults, 2019 to 2024. */
import type { JsonObject } from "../../../core/json.js";
import type { Azure } from "../../azure/route.js";
import { policyId, putPolicy } from "./document.js";

const HALF_HOUR_MS = 1_800_000;
const TEN_HOURS_MS = 36_000_000;

/** The run time of a new vault's policies: its creation, rounded down to the half hour, plus ten hours. */
const defaultRunTime = (created: Date): Date =>
  new Date(Math.floor(created.getTime() / HALF_HOUR_MS) * HALF_HOUR_MS + TEN_HOURS_MS);

const armTime = (instant: Date): string => `${instant.toISOString().slice(0, 19)}Z`;
const THIRTY_DAYS = { count: 30, durationType: "Days" };

const dailySchedule = (time: string): JsonObject => ({
  schedulePolicyType: "SimpleSchedulePolicy",
  scheduleRunFrequency: "Daily",
  scheduleRunTimes: [time],
  scheduleWeeklyFrequency: 0,
});

const dailyRetention = (time: string): JsonObject => ({
  retentionPolicyType: "LongTermRetentionPolicy",
  dailySchedule: { retentionTimes: [time], retentionDuration: THIRTY_DAYS },
});

const defaultPolicy = (time: string): JsonObject => ({
  backupManagementType: "AzureIaasVM",
  instantRPDetails: {},
  schedulePolicy: dailySchedule(time),
  retentionPolicy: dailyRetention(time),
  instantRpRetentionRangeInDays: 2,
  timeZone: "UTC",
  protectedItemsCount: 0,
});

const enhancedPolicy = (created: Date): JsonObject => {
  const start = `${created.toISOString().slice(0, 10)}T08:00:00Z`;
  return {
    backupManagementType: "AzureIaasVM",
    policyType: "V2",
    instantRPDetails: {},
    schedulePolicy: {
      schedulePolicyType: "SimpleSchedulePolicyV2",
      scheduleRunFrequency: "Hourly",
      hourlySchedule: { interval: 4, scheduleWindowStartTime: start, scheduleWindowDuration: 12 },
    },
    retentionPolicy: dailyRetention(start),
    instantRpRetentionRangeInDays: 2,
    timeZone: "UTC",
    protectedItemsCount: 0,
  };
};

const hourlyLogBackup = (time: string): JsonObject => ({
  backupManagementType: "AzureWorkload",
  workLoadType: "SQLDataBase",
  settings: { timeZone: "UTC", issqlcompression: false, isCompression: false },
  subProtectionPolicy: [
    { policyType: "Full", schedulePolicy: dailySchedule(time), retentionPolicy: dailyRetention(time) },
    {
      policyType: "Log",
      schedulePolicy: { schedulePolicyType: "LogSchedulePolicy", scheduleFrequencyInMins: 60 },
      retentionPolicy: { retentionPolicyType: "SimpleRetentionPolicy", retentionDuration: THIRTY_DAYS },
    },
  ],
  protectedItemsCount: 0,
});

/**
 * Creates the default policies that a vault lacks: all three for a new vault. Azure recreates a deleted one by itself at an
 * unknown time ("Default backup policy", Microsoft Q&A 5925058); here the vault's next write does.
 */
export function putDefaultPolicies(azure: Azure, vaultId: string): void {
  const time = armTime(defaultRunTime(azure.now));
  const policies: readonly (readonly [string, JsonObject])[] = [
    ["HourlyLogBackup", hourlyLogBackup(time)],
    ["DefaultPolicy", defaultPolicy(time)],
    ["EnhancedPolicy", enhancedPolicy(azure.now)],
  ];
  for (const [name, properties] of policies) {
    if (azure.documents.stamp(policyId(vaultId, name)) === undefined) putPolicy(azure, vaultId, name, properties);
  }
}
