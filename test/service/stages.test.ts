import assert from "node:assert/strict";
import { advance, isOver, type Progress } from "../../provider/service/schedule/stages.js";

const start = new Date("2024-05-13T10:00:00Z");
const progress: Progress = { stage: 0, reads: 0, since: start, stagesMs: [60_000, 120_000] };
const later = (ms: number): Date => new Date(start.getTime() + ms);

describe("long-running work", () => {
  it("completes all stages at once at the instant pace", () => {
    const { ended, progress: reached } = advance(progress, { kind: "instant" }, start, "read");
    assert.deepEqual(ended, [
      { stage: 0, at: start },
      { stage: 1, at: start },
    ]);
    assert.equal(isOver(reached), true);
  });

  it("completes a stage at every third read if the pace is three polls", () => {
    const pace = { kind: "polls", reads: 3 } as const;
    const first = advance(progress, pace, start, "read");
    const second = advance(first.progress, pace, start, "read");
    const third = advance(second.progress, pace, later(5), "read");
    assert.deepEqual([first.ended, second.ended], [[], []]);
    assert.deepEqual(third.ended, [{ stage: 0, at: later(5) }]);
  });

  it("is not advanced by a request for another resource if the pace counts polls", () => {
    const outcome = advance(progress, { kind: "polls", reads: 1 }, start, "other");
    assert.deepEqual(outcome, { ended: [], progress });
  });

  it("completes each stage at its due time at the real pace, however late it is read", () => {
    const { ended } = advance(progress, { kind: "real" }, later(3_600_000), "other");
    assert.deepEqual(ended, [
      { stage: 0, at: later(60_000) },
      { stage: 1, at: later(180_000) },
    ]);
  });

  it("does not complete a stage that is not due", () => {
    const { ended, progress: reached } = advance(progress, { kind: "real" }, later(90_000), "read");
    assert.deepEqual(ended, [{ stage: 0, at: later(60_000) }]);
    assert.equal(reached.stage, 1);
  });
});
