/**
 * A backup policy for VMs in plain words: one schedule, one time of day that every retention follows, and what is kept
 * for how long. Programs declare it, the embedded service reads it out of ARM's body, and the same rules judge both.
 */

import { MONTHS, WEEKDAYS } from "../../time/calendar.js";

export { MONTHS, WEEKDAYS };
export type Weekday = (typeof WEEKDAYS)[number];
export const WEEKS_OF_MONTH = ["First", "Second", "Third", "Fourth", "Last"] as const;
export type WeekOfMonth = (typeof WEEKS_OF_MONTH)[number];
export type Month = (typeof MONTHS)[number];

/** Types, not interfaces, so that terms are plain JSON to the compiler too. */
export type PolicySchedule = {
  readonly frequency: "Hourly" | "Daily" | "Weekly";
  /** `HH:MM` in the policy's time zone; the start of the window of an hourly schedule. */
  readonly time: string;
  /** The days of a weekly schedule. */
  readonly weekdays?: readonly Weekday[];
  /** Hours between two backups of an hourly schedule. */
  readonly intervalHours?: number;
  /** Length of an hourly schedule's window. */
  readonly windowHours?: number;
};

/** Which day of a month is kept: weekdays in weeks of the month, or days of the month. */
export type MonthDays = {
  readonly weekdays?: readonly Weekday[];
  readonly weeks?: readonly WeekOfMonth[];
  /** 1 to 31. */
  readonly days?: readonly number[];
  readonly lastDay?: boolean;
};

/** How long the recovery points of a policy are kept, by level. Source: Azure Backup REST API, `LongTermRetentionPolicy`. */
export type PolicyRetention = {
  /** Days. */
  readonly daily?: { readonly count: number };
  /** Weeks. */
  readonly weekly?: { readonly count: number; readonly weekdays: readonly Weekday[] };
  /** Months. */
  readonly monthly?: { readonly count: number } & MonthDays;
  /** Years. */
  readonly yearly?: { readonly count: number; readonly months: readonly Month[] } & MonthDays;
};

export type PolicyTerms = {
  readonly policyType: "V1" | "V2";
  /** A Windows time zone name. */
  readonly timeZone: string;
  readonly schedule: PolicySchedule;
  readonly retention: PolicyRetention;
  readonly instantRestoreDays: number;
};

/** One rule that a policy breaks. `property` is its path in `PolicyTerms`, such as `retention.daily.count`. */
export type PolicyFault = {
  readonly property: string;
  /** What was found, what is allowed and what to do. */
  readonly reason: string;
};
