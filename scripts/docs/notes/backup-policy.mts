import type { Notes } from "../notes.mjs";
import { VAULT } from "./ids.mjs";

const daily = { frequency: "Daily", time: "02:00" };
const hourly = { frequency: "Hourly", time: "08:00", intervalHours: 4, windowHours: 12 };
const sundays = { count: 12, weekdays: ["Sunday"] };

export const backupPolicy: Notes = {
  declared: { vault: VAULT, name: "daily", schedule: daily, retention: { daily: { count: 30 } } },
  refused: [
    { inputs: { schedule: { frequency: "Daily", time: "02:10" } } },
    { inputs: { timeZone: "Mars Standard Time" } },
    { inputs: { schedule: hourly } },
    { inputs: { policyType: "V2", schedule: hourly, instantRestoreDays: 18 } },
    {
      inputs: {
        schedule: { frequency: "Weekly", time: "02:00", weekdays: ["Sunday"] },
        retention: { weekly: sundays, monthly: { count: 12, weekdays: ["Monday"], weeks: ["First"] } },
      },
    },
    { inputs: { schedule: { frequency: "Weekly", time: "02:00" }, retention: { weekly: sundays } } },
    { inputs: { retention: { weekly: sundays } } },
    { inputs: { retention: { daily: { count: 3 } } } },
    { inputs: { retention: { daily: { count: 30 }, monthly: { count: 12 } } } },
    { inputs: { instantRestoreDays: 7 } },
    { inputs: { consistency: "OnlyCrashConsistent" } },
    { inputs: { archive: { mode: "TierAfter", duration: 3 } } },
    { inputs: { archive: { mode: "TierRecommended", duration: 3 } } },
  ],
  irreversibleChanges: [{ before: { inputs: { policyType: "V2" } }, now: { inputs: { policyType: "V1" } } }],
  warned: [
    { inputs: { timeZone: "W. Europe Standard Time" } },
    { inputs: { name: "every_night" } },
    { inputs: { retention: { daily: { count: 30 }, yearly: { count: 3, months: ["February"], days: [30] } } } },
  ],
  limits: [
    {
      text: "The schedule and every retention have the same time of day, as Azure Backup requires.",
      test: [
        "unit/kinds/backup-policy.test.ts",
        "sends the schedule, the retention with the schedule's time, and the time zone",
      ],
    },
    {
      text: "A policy that protects VMs cannot be deleted; the error names the VMs.",
      test: ["service/rules-policy.test.ts", "cannot be deleted while an item uses it"],
    },
    {
      text: "A change of `policyType` from V1 to V2 deletes the policy and creates it again, which Azure refuses while it protects a VM. Change `name` in the same run: then Pulumi creates the new policy, assigns it to the VMs of the program, and deletes the old one.",
      test: ["unit/kinds/policy-faults.test.ts", "state that a changed type deletes the policy first"],
    },
    {
      text: "A schedule ignores daylight saving time, as Azure Backup does.",
      test: ["service/rules-policy.test.ts", "is accepted with a warning if its time zone has daylight saving time"],
    },
  ],
};
