import { dailyPolicy } from "../support/service.js";
import {
  AT,
  changed,
  hourly,
  keptOn,
  MONTHLY,
  NEW_VAULT,
  NEWEST,
  NOT_IN_FORMAT,
  put,
  row,
  tiering,
  times,
  weekly,
} from "./policy-requests.js";
import { type RuleRow, testRules } from "./rule-table.js";

const SHAPES: readonly RuleRow[] = [
  row("two schedule times", times(AT, "2024-01-01T20:00:00Z"), /has 2 times: expected exactly one/),
  row("a schedule time that is not on the hour or half hour", dailyPolicy("02:15"), /is "02:15"/),
  row(
    "a retention time that differs from its schedule time",
    times("2024-01-01T03:00:00Z"),
    /expected the time of the schedule, 03:00/,
  ),
  row("daily retention of 6 days", dailyPolicy("02:00", 6), /is 6: expected 7 to 9999 days/),
  row("daily retention of 10000 days", dailyPolicy("02:00", 10_000), /is 10000: expected 7 to 9999 days/),
  row("monthly retention of 1189 months", changed(MONTHLY(1189)), /is 1189: expected 1 to 1188 months/),
  row(
    "6 days of snapshot retention in a standard policy",
    changed({ instantRpRetentionRangeInDays: 6 }),
    /expected 1 to 5/,
  ),
  row(
    "12 days of snapshot retention with an interval of four hours all day",
    hourly({ instantRpRetentionRangeInDays: 12 }, 4, 24),
    /is 12: expected 1 to 11 days/,
  ),
  row(
    "18 days of snapshot retention with an interval of four hours",
    hourly({ instantRpRetentionRangeInDays: 18 }),
    /is 18: expected 1 to 17 days/,
  ),
  row(
    "snapshot retention that is longer than its vault retention",
    hourly({ instantRpRetentionRangeInDays: 31 }),
    /at most 30 days/,
  ),
  row("an interval of five hours", hourly({}, 5, 15), /is 5: expected one of 4, 6, 8, 12, 24/),
  row("a window of 25 hours", hourly({}, 4, 25), /is 25: expected 4 to 24 hours/),
  row(
    "monthly retention on a weekday without a backup",
    keptOn("monthlySchedule", { retentionDuration: { count: 12, durationType: "Months" } }),
    /monthlySchedule\.retentionScheduleWeekly\.daysOfTheWeek contains Monday, .* expected days of the schedule, Sunday/,
  ),
  row(
    "yearly retention on a weekday without a backup",
    keptOn("yearlySchedule", {
      monthsOfYear: ["January"],
      retentionDuration: { count: 3, durationType: "Years" },
    }),
    /yearlySchedule\.retentionScheduleWeekly\.daysOfTheWeek contains Monday, .* expected days of the schedule, Sunday/,
  ),
  {
    rule: "an instant access of another type than true or false",
    before: [NEW_VAULT],
    request: put(changed({ instantAccessSnapshotEnabled: "yes" }), NEWEST),
    ...NOT_IN_FORMAT,
    message: /instantAccessSnapshotEnabled is "yes": expected true or false/,
  },
  {
    rule: "an instant access of half a minute",
    before: [NEW_VAULT],
    request: put(changed({ instantAccessSnapshotEnabled: true, instantAccessDurationMinutes: 0.5 }), NEWEST),
    ...NOT_IN_FORMAT,
    message: /instantAccessDurationMinutes is 0\.5: expected an integer/,
  },
  row("an enhanced schedule in a standard policy", hourly({ policyType: "V1" }), /expected SimpleSchedulePolicy /),
  row(
    "weekly retention on other weekdays than its schedule",
    weekly(["Sunday"], ["Monday"]),
    /expected the days of the schedule, Sunday/,
  ),
  row("a weekly schedule without days", weekly([], []), /schedulePolicy\.scheduleRunDays is missing or empty/),
  row(
    "a time zone that is not a Windows time zone name",
    changed({ timeZone: "Europe/Berlin" }),
    /expected the Windows name/,
  ),
  row("an unknown snapshotConsistencyType", hourly({ snapshotConsistencyType: "Application" }), /"Application"/),
  row("crash consistency in a standard policy", changed({ snapshotConsistencyType: "OnlyCrashConsistent" }), /\(V2\)/),
  row(
    "an unknown tieringMode",
    changed(tiering("Soon")),
    /tieringMode is "Soon": expected one of TierRecommended, TierAfter, DoNotTier/,
  ),
  row("tiering without long-term retention", changed(tiering("TierRecommended")), /at least 9 months/),
  row(
    "tiering after two months",
    changed({ ...MONTHLY(60), ...tiering("TierAfter", 2, "Months") }),
    /is 2 Months: expected 3 to 54 months/,
  ),
  row(
    "a suffix without a prefix for the name of the restore point group",
    changed({ instantRPDetails: { azureBackupRGNameSuffix: "x" } }),
    /set the prefix too/,
  ),
  row(
    "a name of the restore point group that is too long",
    changed({ instantRPDetails: { azureBackupRGNamePrefix: "p".repeat(74) } }),
    /of 75 characters: expected at most 74/,
  ),
];

testRules("a policy is refused if it has", SHAPES);
