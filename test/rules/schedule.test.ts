import assert from "node:assert/strict";
import fc from "fast-check";
import { nextRun, runsOfDay, shiftsClocks } from "../../provider/rules/policies/schedule.js";
import type { PolicySchedule } from "../../provider/rules/policies/terms.js";

const DAILY: PolicySchedule = { frequency: "Daily", time: "02:00" };
const HOURLY: PolicySchedule = { frequency: "Hourly", time: "08:00", intervalHours: 4, windowHours: 12 };

const next = (schedule: PolicySchedule, zone: string, after: string): string | undefined =>
  nextRun(schedule, zone, new Date(after))?.toISOString();

describe("the next run of a schedule", () => {
  it("is today's or tomorrow's time of a daily one", () => {
    assert.equal(next(DAILY, "UTC", "2026-03-01T01:59:59Z"), "2026-03-01T02:00:00.000Z");
    assert.equal(next(DAILY, "UTC", "2026-03-01T02:00:00Z"), "2026-03-02T02:00:00.000Z");
    assert.equal(next(DAILY, "UTC", "2026-12-31T12:00:00Z"), "2027-01-01T02:00:00.000Z");
  });

  it("keeps the standard time of its zone in summer as in winter", () => {
    const zone = "W. Europe Standard Time";

    assert.equal(next(DAILY, zone, "2026-01-10T12:00:00Z"), "2026-01-11T01:00:00.000Z");
    assert.equal(next(DAILY, zone, "2026-07-10T12:00:00Z"), "2026-07-11T01:00:00.000Z");
    assert.equal(next(DAILY, "AUS Eastern Standard Time", "2026-01-10T12:00:00Z"), "2026-01-10T16:00:00.000Z");
    assert.equal(next(DAILY, "India Standard Time", "2026-07-10T12:00:00Z"), "2026-07-10T20:30:00.000Z");
  });

  it("falls on the day of the zone, not of UTC", () => {
    const late: PolicySchedule = { frequency: "Weekly", time: "22:00", weekdays: ["Sunday"] };

    // 22:00 of a Sunday in Los Angeles is Monday in UTC.
    assert.equal(next(late, "Pacific Standard Time", "2026-03-01T12:00:00Z"), "2026-03-02T06:00:00.000Z");
    assert.equal(next(late, "Pacific Standard Time", "2026-03-02T06:00:00Z"), "2026-03-09T06:00:00.000Z");
  });

  it("is the nearest of a weekly one's days", () => {
    const weekly: PolicySchedule = { frequency: "Weekly", time: "02:00", weekdays: ["Tuesday", "Friday"] };

    assert.equal(next(weekly, "UTC", "2026-03-01T00:00:00Z"), "2026-03-03T02:00:00.000Z");
    assert.equal(next(weekly, "UTC", "2026-03-03T02:00:00Z"), "2026-03-06T02:00:00.000Z");
    assert.equal(next(weekly, "UTC", "2026-03-06T02:00:00Z"), "2026-03-10T02:00:00.000Z");
  });

  it("goes through the window of an hourly one, its end too, and on to the next day", () => {
    assert.equal(next(HOURLY, "UTC", "2026-03-01T07:59:00Z"), "2026-03-01T08:00:00.000Z");
    assert.equal(next(HOURLY, "UTC", "2026-03-01T08:00:00Z"), "2026-03-01T12:00:00.000Z");
    assert.equal(next(HOURLY, "UTC", "2026-03-01T16:30:00Z"), "2026-03-01T20:00:00.000Z");
    assert.equal(next(HOURLY, "UTC", "2026-03-01T20:00:00Z"), "2026-03-02T08:00:00.000Z");
  });

  it("is found in a window that began the day before", () => {
    const night: PolicySchedule = { frequency: "Hourly", time: "20:00", intervalHours: 6, windowHours: 12 };

    assert.equal(next(night, "UTC", "2026-03-01T01:00:00Z"), "2026-03-01T02:00:00.000Z");
    assert.equal(next(night, "UTC", "2026-03-01T03:00:00Z"), "2026-03-01T08:00:00.000Z");
    assert.equal(next(night, "UTC", "2026-03-01T08:00:00Z"), "2026-03-01T20:00:00.000Z");
  });

  it("is named once where the window of an hourly one has 24 hours", () => {
    const always: PolicySchedule = { frequency: "Hourly", time: "08:00", intervalHours: 4, windowHours: 24 };
    const hours = (schedule: PolicySchedule) => runsOfDay(schedule, 0).map((ms) => ms / 3_600_000);

    assert.deepEqual(hours(always), [8, 12, 16, 20, 24, 28]);
    assert.deepEqual(hours(HOURLY), [8, 12, 16, 20]);
    assert.equal(next(always, "UTC", "2026-03-02T04:00:00Z"), "2026-03-02T08:00:00.000Z");
  });

  it("keeps the offset of weeks in Morocco, whose clocks are an hour ahead for the rest of the year", () => {
    assert.equal(next(DAILY, "Morocco Standard Time", "2026-07-10T12:00:00Z"), "2026-07-11T02:00:00.000Z");
  });

  it("is none of a weekly one without days", () => {
    assert.equal(next({ frequency: "Weekly", time: "02:00" }, "UTC", "2026-03-01T00:00:00Z"), undefined);
  });

  it("is refused for a zone that Windows does not know", () => {
    assert.throws(() => next(DAILY, "Mars Standard Time", "2026-03-01T00:00:00Z"), { code: "InvalidInput" });
  });

  it("of a daily one is later than the asked instant, by a day at most", () => {
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

describe("a zone", () => {
  it("shifts its clocks where it has two offsets in the year", () => {
    const zones = [
      "W. Europe Standard Time",
      "AUS Eastern Standard Time",
      "Lord Howe Standard Time",
      "Egypt Standard Time",
      "Morocco Standard Time",
    ];

    for (const zone of zones) assert.equal(shiftsClocks(zone, 2026), true, zone);
  });

  it("does not where it has one, as where daylight saving was ended", () => {
    for (const zone of ["UTC", "Tokyo Standard Time", "Central Standard Time (Mexico)"]) {
      assert.equal(shiftsClocks(zone, 2026), false, zone);
    }
  });
});
