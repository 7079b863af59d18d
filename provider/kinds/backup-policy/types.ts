/** The types of the properties of `BackupPolicy`. Written by npm run schema: do not edit. */
import type * as pulumi from "@pulumi/pulumi";
import type { OptionalInput } from "../../dynamic/arguments.js";

/**
 * V1 is the standard policy, V2 the enhanced one, which can back up every few hours, supports every type of disk, and
 * keeps snapshots for longer. V2 cannot be changed back to V1.
 */
export type PolicyType = "V1" | "V2";

/** How often a backup is taken; `Hourly` needs policyType V2. */
export type ScheduleFrequency = "Hourly" | "Daily" | "Weekly";

/**
 * The values of `BackupPolicy.schedule.weekdays[]`, `BackupPolicy.retention.weekly.weekdays[]`,
 * `BackupPolicy.retention.monthly.weekdays[]` and other properties.
 */
export type Weekday = "Sunday" | "Monday" | "Tuesday" | "Wednesday" | "Thursday" | "Friday" | "Saturday";

/** When backups are taken. As an input. */
export interface BackupPolicyScheduleArgs {
  /** How often a backup is taken; `Hourly` needs policyType V2. */
  frequency: pulumi.Input<ScheduleFrequency>;
  /**
   * The time of day, `HH:MM`, in the policy's time zone; the start of the window of an hourly schedule. Allowed: a time
   * of day on the half hour, such as "02:00" or "14:30".
   */
  time: pulumi.Input<string>;
  /** The days of a weekly schedule. */
  weekdays?: OptionalInput<readonly pulumi.Input<Weekday>[]>;
  /** Hours between two backups of an hourly schedule: 4, 6, 8, 12 or 24. Allowed: an integer from 4 to 24. */
  intervalHours?: OptionalInput<number>;
  /** Length of the window of an hourly schedule, a multiple of the interval. Allowed: an integer from 4 to 24. */
  windowHours?: OptionalInput<number>;
}

/** When backups are taken. */
export interface BackupPolicySchedule {
  /** How often a backup is taken; `Hourly` needs policyType V2. */
  readonly frequency: ScheduleFrequency;
  /** The time of day, `HH:MM`, in the policy's time zone; the start of the window of an hourly schedule. */
  readonly time: string;
  /** The days of a weekly schedule. */
  readonly weekdays?: Weekday[] | undefined;
  /** Hours between two backups of an hourly schedule: 4, 6, 8, 12 or 24. */
  readonly intervalHours?: number | undefined;
  /** Length of the window of an hourly schedule, a multiple of the interval. */
  readonly windowHours?: number | undefined;
}

/** Retention of the daily backups. As an input. */
export interface BackupPolicyRetentionDailyArgs {
  /** The number of days for which these backups are kept. Allowed: an integer from 7 to 9999. */
  count: pulumi.Input<number>;
}

/** Retention of the daily backups. */
export interface BackupPolicyRetentionDaily {
  /** The number of days for which these backups are kept. */
  readonly count: number;
}

/** Retention of the weekly backups. As an input. */
export interface BackupPolicyRetentionWeeklyArgs {
  /** The number of weeks for which these backups are kept. Allowed: an integer from 1 to 5163. */
  count: pulumi.Input<number>;
  /** The weekdays whose backups are kept. */
  weekdays: pulumi.Input<readonly pulumi.Input<Weekday>[]>;
}

/** Retention of the weekly backups. */
export interface BackupPolicyRetentionWeekly {
  /** The number of weeks for which these backups are kept. */
  readonly count: number;
  /** The weekdays whose backups are kept. */
  readonly weekdays: Weekday[];
}

/** The values of `BackupPolicy.retention.monthly.weeks[]` and `BackupPolicy.retention.yearly.weeks[]`. */
export type WeekOfMonth = "First" | "Second" | "Third" | "Fourth" | "Last";

/** Retention of the monthly backups. As an input. */
export interface BackupPolicyRetentionMonthlyArgs {
  /** The number of months for which these backups are kept. Allowed: an integer from 1 to 1188. */
  count: pulumi.Input<number>;
  /** The weekdays whose backups are kept; requires `weeks`. */
  weekdays?: OptionalInput<readonly pulumi.Input<Weekday>[]>;
  /** The weeks of the month whose backups are kept; requires `weekdays`. */
  weeks?: OptionalInput<readonly pulumi.Input<WeekOfMonth>[]>;
  /** The days of the month whose backups are kept, as an alternative to `weekdays` and `weeks`. */
  days?: OptionalInput<readonly pulumi.Input<number>[]>;
  /**
   * Whether the backup of the last day of the month is kept, as an alternative to `weekdays` and `weeks` or in addition
   * to `days`.
   */
  lastDay?: OptionalInput<boolean>;
}

/** Retention of the monthly backups. */
export interface BackupPolicyRetentionMonthly {
  /** The number of months for which these backups are kept. */
  readonly count: number;
  /** The weekdays whose backups are kept; requires `weeks`. */
  readonly weekdays?: Weekday[] | undefined;
  /** The weeks of the month whose backups are kept; requires `weekdays`. */
  readonly weeks?: WeekOfMonth[] | undefined;
  /** The days of the month whose backups are kept, as an alternative to `weekdays` and `weeks`. */
  readonly days?: number[] | undefined;
  /**
   * Whether the backup of the last day of the month is kept, as an alternative to `weekdays` and `weeks` or in addition
   * to `days`.
   */
  readonly lastDay?: boolean | undefined;
}

/** The values of `BackupPolicy.retention.yearly.months[]`. */
export type Month =
  | "January"
  | "February"
  | "March"
  | "April"
  | "May"
  | "June"
  | "July"
  | "August"
  | "September"
  | "October"
  | "November"
  | "December";

/** Retention of the yearly backups. As an input. */
export interface BackupPolicyRetentionYearlyArgs {
  /** The number of years for which these backups are kept. Allowed: an integer from 1 to 99. */
  count: pulumi.Input<number>;
  /** The months whose backups are kept. */
  months: pulumi.Input<readonly pulumi.Input<Month>[]>;
  /** The weekdays whose backups are kept; requires `weeks`. */
  weekdays?: OptionalInput<readonly pulumi.Input<Weekday>[]>;
  /** The weeks of the month whose backups are kept; requires `weekdays`. */
  weeks?: OptionalInput<readonly pulumi.Input<WeekOfMonth>[]>;
  /** The days of the month whose backups are kept, as an alternative to `weekdays` and `weeks`. */
  days?: OptionalInput<readonly pulumi.Input<number>[]>;
  /**
   * Whether the backup of the last day of the month is kept, as an alternative to `weekdays` and `weeks` or in addition
   * to `days`.
   */
  lastDay?: OptionalInput<boolean>;
}

/** Retention of the yearly backups. */
export interface BackupPolicyRetentionYearly {
  /** The number of years for which these backups are kept. */
  readonly count: number;
  /** The months whose backups are kept. */
  readonly months: Month[];
  /** The weekdays whose backups are kept; requires `weeks`. */
  readonly weekdays?: Weekday[] | undefined;
  /** The weeks of the month whose backups are kept; requires `weekdays`. */
  readonly weeks?: WeekOfMonth[] | undefined;
  /** The days of the month whose backups are kept, as an alternative to `weekdays` and `weeks`. */
  readonly days?: number[] | undefined;
  /**
   * Whether the backup of the last day of the month is kept, as an alternative to `weekdays` and `weeks` or in addition
   * to `days`.
   */
  readonly lastDay?: boolean | undefined;
}

/**
 * Which backups are kept, and for how long. Monthly and yearly retention applies to daily or weekly backups; no
 * additional backups are taken. As an input.
 */
export interface BackupPolicyRetentionArgs {
  /** Retention of the daily backups. */
  daily?: OptionalInput<BackupPolicyRetentionDailyArgs>;
  /** Retention of the weekly backups. */
  weekly?: OptionalInput<BackupPolicyRetentionWeeklyArgs>;
  /** Retention of the monthly backups. */
  monthly?: OptionalInput<BackupPolicyRetentionMonthlyArgs>;
  /** Retention of the yearly backups. */
  yearly?: OptionalInput<BackupPolicyRetentionYearlyArgs>;
}

/**
 * Which backups are kept, and for how long. Monthly and yearly retention applies to daily or weekly backups; no
 * additional backups are taken.
 */
export interface BackupPolicyRetention {
  /** Retention of the daily backups. */
  readonly daily?: BackupPolicyRetentionDaily | undefined;
  /** Retention of the weekly backups. */
  readonly weekly?: BackupPolicyRetentionWeekly | undefined;
  /** Retention of the monthly backups. */
  readonly monthly?: BackupPolicyRetentionMonthly | undefined;
  /** Retention of the yearly backups. */
  readonly yearly?: BackupPolicyRetentionYearly | undefined;
}

/**
 * The name of the resource group in which Azure Backup keeps snapshots. Default: `AzureBackupRG_{region}_{number}`. As
 * an input.
 */
export interface BackupPolicyInstantRestoreResourceGroupArgs {
  /** The beginning of the name; Azure appends a number. */
  prefix: pulumi.Input<string>;
  /** The end of the name, after the number. */
  suffix?: OptionalInput<string>;
}

/**
 * The name of the resource group in which Azure Backup keeps snapshots. Default: `AzureBackupRG_{region}_{number}`.
 */
export interface BackupPolicyInstantRestoreResourceGroup {
  /** The beginning of the name; Azure appends a number. */
  readonly prefix: string;
  /** The end of the name, after the number. */
  readonly suffix?: string | undefined;
}

/**
 * `OnlyCrashConsistent` takes snapshots without an agent in the VM; only with V2, and for Extended Zones. Default:
 * application-consistent where the VM supports it.
 */
export type BackupPolicyConsistency = "OnlyCrashConsistent";

/**
 * `TierAfter` archives every monthly and yearly backup at an age; `TierRecommended` archives those for which it is
 * cheaper.
 */
export type BackupPolicyArchiveMode = "TierAfter" | "TierRecommended";

/** The unit of `duration`. Default: `Months`. */
export type BackupPolicyArchiveDurationType = "Days" | "Weeks" | "Months" | "Years";

/**
 * Which monthly and yearly backups go to the archive tier. They need at least nine months of retention. Default: no
 * backups are archived. As an input.
 */
export interface BackupPolicyArchiveArgs {
  /**
   * `TierAfter` archives every monthly and yearly backup at an age; `TierRecommended` archives those for which it is
   * cheaper.
   */
  mode: pulumi.Input<BackupPolicyArchiveMode>;
  /** The age at which `TierAfter` archives, at least three months. Allowed: an integer from 1 to 9999. */
  duration?: OptionalInput<number>;
  /** The unit of `duration`. Default: `Months`. */
  durationType?: OptionalInput<BackupPolicyArchiveDurationType>;
}

/**
 * Which monthly and yearly backups go to the archive tier. They need at least nine months of retention. Default: no
 * backups are archived.
 */
export interface BackupPolicyArchive {
  /**
   * `TierAfter` archives every monthly and yearly backup at an age; `TierRecommended` archives those for which it is
   * cheaper.
   */
  readonly mode: BackupPolicyArchiveMode;
  /** The age at which `TierAfter` archives, at least three months. */
  readonly duration?: number | undefined;
  /** The unit of `duration`. Default: `Months`. */
  readonly durationType?: BackupPolicyArchiveDurationType | undefined;
}
