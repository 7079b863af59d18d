import assert from "node:assert/strict";
import { policyFaults } from "../../provider/rules/policies/rules.js";
import type { PolicyTerms } from "../../provider/rules/policies/terms.js";

const daily: PolicyTerms = {
  policyType: "V1",
  timeZone: "UTC",
  schedule: { frequency: "Daily", time: "02:00" },
  retention: { daily: { count: 30 } },
  instantRestoreDays: 2,
};
const weekly: PolicyTerms = {
  ...daily,
  schedule: { frequency: "Weekly", time: "02:00", weekdays: ["Sunday"] },
  retention: { weekly: { count: 12, weekdays: ["Sunday"] } },
  instantRestoreDays: 5,
};
const hourly: PolicyTerms = {
  ...daily,
  policyType: "V2",
  schedule: { frequency: "Hourly", time: "08:00", intervalHours: 4, windowHours: 12 },
  instantRestoreDays: 7,
};

const properties = (terms: PolicyTerms) => policyFaults(terms).map(({ property }) => property);

describe("the rules of a backup policy", () => {
  it("accept a valid daily, weekly and hourly policy", () => {
    assert.deepEqual([daily, weekly, hourly].flatMap(policyFaults), []);
  });

  it("require a time on the hour or the half hour", () => {
    assert.deepEqual(properties({ ...daily, schedule: { frequency: "Daily", time: "02:15" } }), ["schedule.time"]);
  });

  it("report the found count, the allowed range and the unit", () => {
    assert.deepEqual(policyFaults({ ...daily, retention: { daily: { count: 6 } } }), [
      { property: "retention.daily.count", reason: "is 6: expected 7 to 9999 days." },
    ]);
  });

  it("limit the weekly, monthly and yearly retention", () => {
    const retention = {
      daily: { count: 9999 },
      weekly: { count: 5164, weekdays: ["Monday"] },
      monthly: { count: 1189, days: [1] },
      yearly: { count: 100, months: ["January"], days: [1] },
    } as const;
    assert.deepEqual(properties({ ...daily, retention }), [
      "retention.weekly.count",
      "retention.monthly.count",
      "retention.yearly.count",
    ]);
  });

  it("require a daily retention for a daily schedule", () => {
    const retention = { weekly: { count: 4, weekdays: ["Monday"] } } as const;
    assert.deepEqual(properties({ ...daily, retention }), ["retention.daily"]);
  });

  it("refuse a daily retention for a weekly schedule", () => {
    const retention = { ...weekly.retention, daily: { count: 30 } };
    assert.deepEqual(properties({ ...weekly, retention }), ["retention.daily"]);
  });

  it("require the schedule's weekdays in the weekly retention of a weekly schedule", () => {
    const retention = { weekly: { count: 4, weekdays: ["Monday"] } } as const;
    assert.deepEqual(properties({ ...weekly, retention }), ["retention.weekly.weekdays"]);
  });

  it("count a weekday that is listed twice only once", () => {
    const schedule = { frequency: "Weekly", time: "02:00", weekdays: ["Monday", "Tuesday"] } as const;
    const faultsFor = (...weekdays: ("Monday" | "Tuesday")[]) =>
      properties({ ...weekly, schedule, retention: { weekly: { count: 4, weekdays } } });
    assert.deepEqual(faultsFor("Monday", "Monday"), ["retention.weekly.weekdays"]);
    assert.deepEqual(faultsFor("Tuesday", "Monday", "Tuesday"), []);
    const once = { ...schedule, weekdays: ["Monday", "Monday"] } as const;
    const retention = { weekly: { count: 4, weekdays: ["Monday", "Tuesday"] } } as const;
    assert.deepEqual(properties({ ...weekly, schedule: once, retention }), ["retention.weekly.weekdays"]);
  });

  it("limit the snapshot retention of a weekly schedule to its weekly retention", () => {
    const enhanced = {
      ...weekly,
      policyType: "V2",
      retention: { weekly: { count: 2, weekdays: ["Sunday"] } },
    } as const;
    assert.deepEqual(properties({ ...enhanced, instantRestoreDays: 14 }), []);
    assert.deepEqual(policyFaults({ ...enhanced, instantRestoreDays: 15 }), [
      { property: "instantRestoreDays", reason: "is 15: expected at most 14 days, the retention in the vault." },
    ]);
  });

  it("require the schedule's weekdays in the monthly and yearly retention of a weekly schedule, and name the others", () => {
    const schedule = { frequency: "Weekly", time: "02:00", weekdays: ["Sunday", "Tuesday"] } as const;
    const retention = {
      weekly: { count: 12, weekdays: ["Sunday", "Tuesday"] },
      monthly: { count: 12, weekdays: ["Friday", "Sunday"], weeks: ["First"] },
      yearly: { count: 3, months: ["January"], weekdays: ["Monday", "Friday"], weeks: ["Last"] },
    } as const;
    const reason = (days: string) =>
      `contains ${days}, on which the schedule takes no backup: expected days of the schedule, Sunday, Tuesday.`;
    assert.deepEqual(policyFaults({ ...weekly, schedule, retention }), [
      { property: "retention.monthly.weekdays", reason: reason("Friday") },
      { property: "retention.yearly.weekdays", reason: reason("Monday, Friday") },
    ]);
    assert.deepEqual(policyFaults({ ...daily, retention: { ...retention, daily: { count: 30 } } }), []);
  });

  it("refuse days of the month for a weekly schedule", () => {
    const retention = { ...weekly.retention, monthly: { count: 6, days: [1] } };
    assert.deepEqual(properties({ ...weekly, retention }), ["retention.monthly"]);
  });

  it("ignore lastDay: false", () => {
    const monthly = { count: 6, weekdays: ["Sunday"], weeks: ["First"], lastDay: false } as const;
    assert.deepEqual(properties({ ...weekly, retention: { ...weekly.retention, monthly } }), []);
  });

  it("refuse days of the month together with weekdays", () => {
    const monthly = { count: 6, days: [1], weekdays: ["Monday"], weeks: ["First"] } as const;
    assert.deepEqual(properties({ ...daily, retention: { daily: { count: 30 }, monthly } }), ["retention.monthly"]);
  });

  it("require days for a monthly retention", () => {
    const retention = { daily: { count: 30 }, monthly: { count: 6 } };
    assert.deepEqual(properties({ ...daily, retention }), ["retention.monthly"]);
  });

  it("limit the snapshot retention of a standard policy to 5 days", () => {
    assert.deepEqual(properties({ ...daily, instantRestoreDays: 6 }), ["instantRestoreDays"]);
  });

  it("require a snapshot retention of 5 days for a standard weekly policy", () => {
    assert.deepEqual(policyFaults({ ...weekly, instantRestoreDays: 2 }), [
      {
        property: "instantRestoreDays",
        reason: "is 2: expected 5 days for a standard policy with a weekly schedule.",
      },
    ]);
  });

  it("limit the snapshot retention of an hourly policy to 11, 17, 22 and 30 days at 4, 6, 8 and 12 hours", () => {
    const retention = { daily: { count: 30 } };
    for (const [intervalHours, days] of [
      [4, 11],
      [6, 17],
      [8, 22],
      [12, 30],
      [24, 30],
    ] as const) {
      const terms = { ...hourly, retention, schedule: { ...hourly.schedule, intervalHours, windowHours: 24 } };
      assert.deepEqual(properties({ ...terms, instantRestoreDays: days }), [], String(intervalHours));
      assert.deepEqual(properties({ ...terms, instantRestoreDays: days + 1 }), ["instantRestoreDays"]);
    }
  });

  it("allow a longer snapshot retention if an hourly policy has a shorter window", () => {
    const limitOf = (windowHours: number) => {
      const schedule = { ...hourly.schedule, windowHours };
      return policyFaults({ ...hourly, schedule, instantRestoreDays: 30 })[0]?.reason;
    };
    assert.match(limitOf(20) ?? "", /expected 1 to 11 days/);
    assert.match(limitOf(16) ?? "", /expected 1 to 13 days/);
    assert.match(limitOf(12) ?? "", /expected 1 to 17 days/);
    assert.match(limitOf(8) ?? "", /expected 1 to 22 days/);
    assert.equal(limitOf(4), undefined);
  });

  it("require an enhanced policy for an hourly schedule", () => {
    assert.ok(properties({ ...hourly, policyType: "V1", instantRestoreDays: 2 }).includes("policyType"));
  });

  it("require a valid interval and a window of 4 to 24 hours, which need not be a multiple of it", () => {
    const scheduled = (intervalHours: number, windowHours: number) =>
      properties({ ...hourly, schedule: { frequency: "Hourly", time: "08:00", intervalHours, windowHours } });
    assert.deepEqual(scheduled(5, 3), ["schedule.intervalHours", "schedule.windowHours"]);
    assert.deepEqual(scheduled(8, 12), []);
    assert.deepEqual(scheduled(12, 4), []);
    assert.deepEqual(scheduled(4, 23), []);
    assert.deepEqual(scheduled(4, 25), ["schedule.windowHours"]);
  });

  it("require an interval and a window, and report each that is missing once", () => {
    const lines = (schedule: PolicyTerms["schedule"]) =>
      policyFaults({ ...hourly, schedule }).map(({ property, reason }) => `${property} ${reason}`);

    assert.deepEqual(lines({ frequency: "Hourly", time: "08:00", windowHours: 12 }), [
      "schedule.intervalHours is missing: expected one of 4, 6, 8, 12, 24.",
    ]);
    assert.deepEqual(lines({ frequency: "Hourly", time: "08:00" }), [
      "schedule.intervalHours is missing: expected one of 4, 6, 8, 12, 24.",
      "schedule.windowHours is missing: expected 4 to 24 hours.",
    ]);
  });

  it("report a weekly schedule without days once", () => {
    const schedule = { frequency: "Weekly", time: "02:00" } as const;
    assert.deepEqual(properties({ ...weekly, schedule }), ["schedule.weekdays"]);
  });

  it("refuse properties of another schedule", () => {
    const schedule = { frequency: "Daily", time: "02:00", weekdays: ["Monday"], intervalHours: 4 } as const;
    assert.deepEqual(properties({ ...daily, schedule }), ["schedule.weekdays", "schedule.intervalHours"]);
  });

  it("suggest the Windows time zone for an IANA name", () => {
    const [fault] = policyFaults({ ...daily, timeZone: "Europe/Berlin" });
    assert.equal(fault?.property, "timeZone");
    assert.match(fault?.reason ?? "", /W\. Europe Standard Time/);
  });
});
