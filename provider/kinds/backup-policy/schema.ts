/** The inputs of a backup policy for VMs: one time of day, one time zone. Source: vaults/backupPolicies, api-version 2024-04-01. */
import { MONTHS, WEEKDAYS, WEEKS_OF_MONTH } from "../../rules/policies/terms.js";
import { POLICY_NAME } from "../../rules/shared/names.js";
import { armId, oneOf, type Static, Type } from "../../schema/vocabulary.js";
import { common } from "../kind.js";
import { onDeleteOrRetain } from "../on-delete.js";

const weekdays = (description: string) =>
  Type.Array(oneOf(WEEKDAYS, { typeName: "Weekday" }), {
    minItems: 1,
    maxItems: 7,
    uniqueItems: true,
    unordered: true,
    description,
  });

const count = (unit: string, maximum: number, minimum = 1) =>
  Type.Integer({ minimum, maximum, description: `The number of ${unit} for which these backups are kept.` });

const monthDays = {
  weekdays: Type.Optional(weekdays("The weekdays whose backups are kept; requires `weeks`.")),
  weeks: Type.Optional(
    Type.Array(oneOf(WEEKS_OF_MONTH, { typeName: "WeekOfMonth" }), {
      minItems: 1,
      uniqueItems: true,
      unordered: true,
      description: "The weeks of the month whose backups are kept; requires `weekdays`.",
    }),
  ),
  days: Type.Optional(
    Type.Array(Type.Integer({ minimum: 1, maximum: 31 }), {
      minItems: 1,
      uniqueItems: true,
      unordered: true,
      description: "The days of the month whose backups are kept, as an alternative to `weekdays` and `weeks`.",
    }),
  ),
  lastDay: Type.Optional(
    Type.Boolean({
      description:
        "Whether the backup of the last day of the month is kept, as an alternative to `weekdays` and `weeks` or in addition to `days`.",
    }),
  ),
};

const closed = { additionalProperties: false } as const;

const schedule = Type.Object(
  {
    frequency: oneOf(["Hourly", "Daily", "Weekly"], {
      typeName: "ScheduleFrequency",
      description: "How often a backup is taken; `Hourly` needs policyType V2.",
    }),
    time: Type.String({
      pattern: "^([01]\\d|2[0-3]):(00|30)$",
      expected: 'a time of day on the half hour, such as "02:00" or "14:30"',
      description:
        "The time of day, `HH:MM`, in the policy's time zone; the start of the window of an hourly schedule.",
    }),
    weekdays: Type.Optional(weekdays("The days of a weekly schedule.")),
    intervalHours: Type.Optional(
      Type.Integer({
        minimum: 4,
        maximum: 24,
        description: "Hours between two backups of an hourly schedule: 4, 6, 8, 12 or 24.",
      }),
    ),
    windowHours: Type.Optional(
      Type.Integer({
        minimum: 4,
        maximum: 24,
        description: "Length of the window of an hourly schedule, a multiple of the interval.",
      }),
    ),
  },
  { ...closed, description: "When backups are taken." },
);

const retention = Type.Object(
  {
    daily: Type.Optional(
      Type.Object({ count: count("days", 9999, 7) }, { ...closed, description: "Retention of the daily backups." }),
    ),
    weekly: Type.Optional(
      Type.Object(
        { count: count("weeks", 5163), weekdays: weekdays("The weekdays whose backups are kept.") },
        { ...closed, description: "Retention of the weekly backups." },
      ),
    ),
    monthly: Type.Optional(
      Type.Object(
        { count: count("months", 1188), ...monthDays },
        { ...closed, description: "Retention of the monthly backups." },
      ),
    ),
    yearly: Type.Optional(
      Type.Object(
        {
          count: count("years", 99),
          months: Type.Array(oneOf(MONTHS, { typeName: "Month" }), {
            minItems: 1,
            uniqueItems: true,
            unordered: true,
            description: "The months whose backups are kept.",
          }),
          ...monthDays,
        },
        { ...closed, description: "Retention of the yearly backups." },
      ),
    ),
  },
  {
    ...closed,
    description:
      "Which backups are kept, and for how long. Monthly and yearly retention applies to daily or weekly backups; no additional backups are taken.",
  },
);

const archive = Type.Object(
  {
    mode: oneOf(["TierAfter", "TierRecommended"], {
      description:
        "`TierAfter` archives every monthly and yearly backup at an age; `TierRecommended` archives those for which it is cheaper.",
    }),
    duration: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 9999,
        description: "The age at which `TierAfter` archives, at least three months.",
      }),
    ),
    durationType: Type.Optional(
      oneOf(["Days", "Weeks", "Months", "Years"], { description: "The unit of `duration`. Default: `Months`." }),
    ),
  },
  {
    ...closed,
    description:
      "Which monthly and yearly backups go to the archive tier. They need at least nine months of retention. Default: no backups are archived.",
  },
);

const instantRestoreResourceGroup = Type.Object(
  {
    prefix: Type.String({ minLength: 1, description: "The beginning of the name; Azure appends a number." }),
    suffix: Type.Optional(Type.String({ minLength: 1, description: "The end of the name, after the number." })),
  },
  {
    ...closed,
    description:
      "The name of the resource group in which Azure Backup keeps snapshots. Default: `AzureBackupRG_{region}_{number}`.",
  },
);

export const inputs = Type.Object(
  {
    vault: armId("Microsoft.RecoveryServices/vaults", {
      description: "The vault: its ARM id.",
      replaceOnChanges: true,
    }),
    name: Type.String({
      pattern: POLICY_NAME.pattern.source,
      expected: POLICY_NAME.allowed,
      description: "The policy's name in Azure. Default: the resource's name in the program.",
      replaceOnChanges: true,
      ignoreCase: true,
    }),
    policyType: oneOf(["V1", "V2"], {
      typeName: "PolicyType",
      default: "V1",
      description:
        "V1 is the standard policy, V2 the enhanced one, which can back up every few hours, supports every type of disk, and keeps snapshots for longer. V2 cannot be changed back to V1.",
      replaceOnChanges: true,
    }),
    timeZone: Type.String({
      minLength: 1,
      default: "UTC",
      description:
        "The time zone of the schedule, by its Windows or IANA name. Azure Backup ignores daylight saving time.",
    }),
    schedule,
    retention,
    instantRestoreDays: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 30,
        description:
          "The number of days for which snapshots are kept next to the disks for instant restore: 1 to 5 with V1 (5 with a weekly schedule), 1 to 30 with V2. Default: 2 with V1 (5 with a weekly schedule), 7 with V2.",
      }),
    ),
    instantRestoreResourceGroup: Type.Optional(instantRestoreResourceGroup),
    consistency: Type.Optional(
      oneOf(["OnlyCrashConsistent"], {
        description:
          "`OnlyCrashConsistent` takes snapshots without an agent in the VM; only with V2, and for Extended Zones. Default: application-consistent where the VM supports it.",
      }),
    ),
    archive: Type.Optional(archive),
    resourceGuardRequests: Type.Optional(
      Type.Array(Type.String({ minLength: 1 }), {
        minItems: 1,
        local: true,
        description:
          "The ARM ids of the resource guard's requests that allow a shorter retention; sent with every write.",
      }),
    ),
    onDelete: onDeleteOrRetain,
    ...common,
  },
  closed,
);

export const outputs = Type.Object({});

export type Inputs = Static<typeof inputs>;
