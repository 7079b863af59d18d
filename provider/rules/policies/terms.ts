/**
 * The terms of a backup policy for VMs, as programs declare them: one schedule with one time of day, and the retention of
 * each level. The embedded service reads them from ARM's body, so the same rules check both.
 */
import { MONTHS, WEEKDAYS } from "../../time/calendar.js";

export { MONTHS, WEEKDAYS };
export type Weekday = (typeof WEEKDAYS)[number];
export const WEEKS_OF_MONTH = ["First", "Second", "Third", "Fourth", "Last"] as const;
type WeekOfMonth = (typeof WEEKS_OF_MONTH)[number];
type Month = (typeof MONTHS)[number];

/** A type, not an interface, so the compiler accepts it as JSON. */
export type PolicySchedule = {
  readonly frequency: "Hourly" | "Daily" | "Weekly";
  /** `HH:MM` in the policy's time zone; the start of the window of an hourly schedule. */
  readonly time: string;
  /** The days of a weekly schedule. */
  readonly weekdays?: readonly Weekday[];
  /** Hours between two backups of an hourly schedule. */
  readonly intervalHours?: number;
  /** Length of an hourly schedule's window, in hours. */
  readonly windowHours?: number;
};

/** The days whose points are retained: weekdays in weeks of the month, or days of the month. */
export type MonthDays = {
  readonly weekdays?: readonly Weekday[];
  readonly weeks?: readonly WeekOfMonth[];
  /** 1 to 31. */
  readonly days?: readonly number[];
  readonly lastDay?: boolean;
};

/** How long recovery points are retained, by level. Source: Azure Backup REST API, `LongTermRetentionPolicy`. */
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

/** The counts that the support matrix of Azure Backup allows, by level of retention. */
export const RETENTION_COUNTS = {
  daily: { least: 7, most: 9999, unit: "days" },
  weekly: { least: 1, most: 5163, unit: "weeks" },
  monthly: { least: 1, most: 1188, unit: "months" },
  yearly: { least: 1, most: 99, unit: "years" },
} as const;

export type RetentionLevel = keyof typeof RETENTION_COUNTS;
