import assert from "node:assert/strict";
import fc from "fast-check";
import { nextRun, runsOfDay, shiftsClocks } from "../../provider/rules/policies/schedule.js";
import type { PolicySchedule } from "../../provider/rules/policies/terms.js";

const DAILY: PolicySchedule = { frequency: "Daily", time: "02:00" };
const HOURLY: PolicySchedule = { frequency: "Hourly", time: "08:00", intervalHours: 4, windowHours: 12 };

const next = (schedule: PolicySchedule, zone: string, after: string): string | undefined =>
  nextRun(schedule, zone, new Date(after))?.toISOString();

describe("the next run of a schedule", () => {
  it("is today or tomorrow for a daily schedule", () => {
    assert.equal(next(DAILY, "UTC", "2026-03-01T01:59:59Z"), "2026-03-01T02:00:00.000Z");
    assert.equal(next(DAILY, "UTC", "2026-03-01T02:00:00Z"), "2026-03-02T02:00:00.000Z");
    assert.equal(next(DAILY, "UTC", "2026-12-31T12:00:00Z"), "2027-01-01T02:00:00.000Z");
  });

  it("uses the standard time of its time zone all year", () => {
    const zone = "W. Europe Standard Time";

    assert.equal(next(DAILY, zone, "2026-01-10T12:00:00Z"), "2026-01-11T01:00:00.000Z");
    assert.equal(next(DAILY, zone, "2026-07-10T12:00:00Z"), "2026-07-11T01:00:00.000Z");
    assert.equal(next(DAILY, "AUS Eastern Standard Time", "2026-01-10T12:00:00Z"), "2026-01-10T16:00:00.000Z");
    assert.equal(next(DAILY, "India Standard Time", "2026-07-10T12:00:00Z"), "2026-07-10T20:30:00.000Z");
  });

  it("is on the weekday in the time zone, not in UTC", () => {
    const late: PolicySchedule = { frequency: "Weekly", time: "22:00", weekdays: ["Sunday"] };

    // 22:00 of a Sunday in Los Angeles is Monday in UTC.
    assert.equal(next(late, "Pacific Standard Time", "2026-03-01T12:00:00Z"), "2026-03-02T06:00:00.000Z");
    assert.equal(next(late, "Pacific Standard Time", "2026-03-02T06:00:00Z"), "2026-03-09T06:00:00.000Z");
  });

  it("is the nearest weekday of a weekly schedule", () => {
    const weekly: PolicySchedule = { frequency: "Weekly", time: "02:00", weekdays: ["Tuesday", "Friday"] };

    assert.equal(next(weekly, "UTC", "2026-03-01T00:00:00Z"), "2026-03-03T02:00:00.000Z");
    assert.equal(next(weekly, "UTC", "2026-03-03T02:00:00Z"), "2026-03-06T02:00:00.000Z");
    assert.equal(next(weekly, "UTC", "2026-03-06T02:00:00Z"), "2026-03-10T02:00:00.000Z");
  });

  it("goes through the window of an hourly schedule including its end, and on to the next day", () => {
    assert.equal(next(HOURLY, "UTC", "2026-03-01T07:59:00Z"), "2026-03-01T08:00:00.000Z");
    assert.equal(next(HOURLY, "UTC", "2026-03-01T08:00:00Z"), "2026-03-01T12:00:00.000Z");
    assert.equal(next(HOURLY, "UTC", "2026-03-01T16:30:00Z"), "2026-03-01T20:00:00.000Z");
    assert.equal(next(HOURLY, "UTC", "2026-03-01T20:00:00Z"), "2026-03-02T08:00:00.000Z");
  });

  it("may be in a window that began the day before", () => {
    const night: PolicySchedule = { frequency: "Hourly", time: "20:00", intervalHours: 6, windowHours: 12 };

    assert.equal(next(night, "UTC", "2026-03-01T01:00:00Z"), "2026-03-01T02:00:00.000Z");
    assert.equal(next(night, "UTC", "2026-03-01T03:00:00Z"), "2026-03-01T08:00:00.000Z");
    assert.equal(next(night, "UTC", "2026-03-01T08:00:00Z"), "2026-03-01T20:00:00.000Z");
  });

  it("is not duplicated at the end of a 24-hour window", () => {
    const always: PolicySchedule = { frequency: "Hourly", time: "08:00", intervalHours: 4, windowHours: 24 };
    const hours = (schedule: PolicySchedule) => runsOfDay(schedule, 0).map((ms) => ms / 3_600_000);

    assert.deepEqual(hours(always), [8, 12, 16, 20, 24, 28]);
    assert.deepEqual(hours(HOURLY), [8, 12, 16, 20]);
    assert.equal(next(always, "UTC", "2026-03-02T04:00:00Z"), "2026-03-02T08:00:00.000Z");
  });

  it("uses the standard offset of Morocco, which is in effect for only some weeks of the year", () => {
    assert.equal(next(DAILY, "Morocco Standard Time", "2026-07-10T12:00:00Z"), "2026-07-11T02:00:00.000Z");
  });

  it("is undefined for a weekly schedule without weekdays", () => {
    assert.equal(next({ frequency: "Weekly", time: "02:00" }, "UTC", "2026-03-01T00:00:00Z"), undefined);
  });

  it("is refused for an unknown Windows time zone", () => {
    assert.throws(() => next(DAILY, "Mars Standard Time", "2026-03-01T00:00:00Z"), { code: "InvalidInput" });
  });

  it("is at most one day after the given instant for a daily schedule", () => {
    const instants = fc.date({ min: new Date("2000-01-01"), max: new Date("2099-12-30"), noInvalidDate: true });
    const zones = fc.constantFrom("UTC", "Tokyo Standard Time", "Newfoundland Standard Time", "Morocco Standard Time");
    fc.assert(
      fc.property(instants, zones, (after, zone) => {
        const waitMs = (nextRun(DAILY, zone, after)?.getTime() ?? 0) - after.getTime();
        return waitMs > 0 && waitMs <= 86_400_000;
      }),
      { numRuns: 50 },
    );
  });
});

describe("a time zone", () => {
  it("has daylight saving time if it has two offsets in the year", () => {
    const zones = [
      "W. Europe Standard Time",
      "AUS Eastern Standard Time",
      "Lord Howe Standard Time",
      "Egypt Standard Time",
      "Morocco Standard Time",
    ];

    for (const zone of zones) assert.equal(shiftsClocks(zone, 2026), true, zone);
  });

  it("has no daylight saving time if it has one offset in the year, as after its abolition", () => {
    for (const zone of ["UTC", "Tokyo Standard Time", "Central Standard Time (Mexico)"]) {
      assert.equal(shiftsClocks(zone, 2026), false, zone);
    }
  });
});
