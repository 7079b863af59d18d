/**
 * Days of the month that a month does not have: a policy retains no backup for them. Neither documents nor recordings show whether
 * Azure accepts such a policy, so it is a warning.
 */
import { MONTHS, type MonthDays, type PolicyRetention } from "./terms.js";

type Month = (typeof MONTHS)[number];

/** The lengths of the months with fewer than 31 days; February has 29 days in leap years only. */
const SHORT: Partial<Record<Month, number>> = { February: 28, April: 30, June: 30, September: 30, November: 30 };
const LONGEST = 31;
const LEAP_DAY = 29;

/** One warning for each level with days that some of its months do not have, unless it retains their last day too. */
export const absentDayWarnings = ({ monthly, yearly }: PolicyRetention): string[] => [
  ...(monthly === undefined ? [] : warningOf("monthly", monthly, MONTHS)),
  ...(yearly === undefined ? [] : warningOf("yearly", yearly, yearly.months)),
];

function warningOf(level: "monthly" | "yearly", { days = [], lastDay }: MonthDays, months: readonly Month[]): string[] {
  if (lastDay === true) return [];
  const dates = months.flatMap((month) => absentDays(days, month).map((day) => dateOf(day, month)));
  if (dates.length === 0) return [];
  return [
    `retention.${level}.days: no backup is retained for ${dates.join(", ")}, since there is no such day. Use lastDay for the last day of a month.`,
  ];
}

const absentDays = (days: readonly number[], month: Month): number[] =>
  days.filter((day) => day > (SHORT[month] ?? LONGEST) && day <= LONGEST);

const dateOf = (day: number, month: Month): string =>
  `${month} ${day}${month === "February" && day === LEAP_DAY ? " (except in leap years)" : ""}`;
