/** Inputs of a policy whose retention does not go with its schedule. */
import type { BadInputs } from "./row.js";

export const POLICIES_AND_SCHEDULES: readonly BadInputs[] = [
  {
    title: "12 instant restore days with a backup every 4 hours all day",
    source: "jpabrs-scem/blog, Backup_RetentionPeriod",
    inputs: {
      policyType: "V2",
      schedule: { frequency: "Hourly", time: "08:00", intervalHours: 4, windowHours: 24 },
      instantRestoreDays: 12,
    },
    property: "instantRestoreDays",
    says: "is 12: expected 1 to 11 days for an enhanced policy that backs up every 4 hours.",
  },
  {
    title: "monthly retention on a weekday without a backup",
    source: "Azure/azure-powershell 10821",
    inputs: {
      schedule: { frequency: "Weekly", time: "02:00", weekdays: ["Sunday", "Tuesday"] },
      retention: {
        weekly: { count: 12, weekdays: ["Sunday", "Tuesday"] },
        monthly: { count: 12, weekdays: ["Friday"], weeks: ["First"] },
      },
      instantRestoreDays: 5,
    },
    property: "retention.monthly.weekdays",
    says: "contains Friday, on which the schedule takes no backup: expected days of the schedule, Sunday, Tuesday.",
  },
  {
    title: "yearly retention on a weekday without a backup",
    source: "Azure/azure-powershell 10821",
    inputs: {
      policyType: "V2",
      schedule: { frequency: "Weekly", time: "02:00", weekdays: ["Sunday"] },
      retention: {
        weekly: { count: 12, weekdays: ["Sunday"] },
        yearly: { count: 3, months: ["January"], weekdays: ["Monday"], weeks: ["First"] },
      },
    },
    property: "retention.yearly.weekdays",
    says: "contains Monday, on which the schedule takes no backup: expected days of the schedule, Sunday.",
  },
];
