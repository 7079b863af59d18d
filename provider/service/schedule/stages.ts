/**
 * How long-running work advances. Work is a list of stages; depending on the pace, a stage ends at once, at the n-th read of
 * the work, or when its time is over. Pure: the caller applies what the end of a stage does.
 */
import type { Pace } from "../azure/route.js";

/** `read`: a client reads this work. `other`: a request for something else, or the server's tick. */
export type Touch = "read" | "other";

/** How long each stage takes at the real pace, in milliseconds: one entry per stage, or `count` stages of the same length. */
export type Stages = readonly number[] | { readonly everyMs: number; readonly count: number };

const isListed = (stages: Stages): stages is readonly number[] => Array.isArray(stages);

export const countOf = (stages: Stages): number => (isListed(stages) ? stages.length : stages.count);

const lengthMs = (stages: Stages, stage: number): number => (isListed(stages) ? (stages[stage] ?? 0) : stages.everyMs);

export interface Progress {
  /** The current stage; the number of stages once all have ended. */
  readonly stage: number;
  /** How often the work was read in this stage. */
  readonly reads: number;
  /** When this stage started. */
  readonly since: Date;
  readonly stagesMs: Stages;
}

export interface Ended {
  readonly stage: number;
  readonly at: Date;
}

interface Advance {
  readonly ended: readonly Ended[];
  readonly progress: Progress;
}

export const isOver = ({ stage, stagesMs }: Progress): boolean => stage >= countOf(stagesMs);

/** The progress of work after a touch, and the stages that ended by it. */
export function advance(progress: Progress, pace: Pace, now: Date, touch: Touch): Advance {
  if (isOver(progress)) return { ended: [], progress };
  if (pace.kind === "real") return endDue(progress, now);
  if (pace.kind === "instant") return endAll(progress, now);
  if (touch === "other") return { ended: [], progress };
  const reads = progress.reads + 1;
  if (reads < pace.reads) return { ended: [], progress: { ...progress, reads } };
  return {
    ended: [{ stage: progress.stage, at: now }],
    progress: { ...progress, stage: progress.stage + 1, reads: 0, since: now },
  };
}

function endAll(progress: Progress, now: Date): Advance {
  const count = countOf(progress.stagesMs);
  const ended = Array.from({ length: count - progress.stage }, (_, index) => ({
    stage: progress.stage + index,
    at: now,
  }));
  return { ended, progress: { ...progress, stage: count, reads: 0, since: now } };
}

/** Each stage ends when it is due, not when it is read: an advanced clock leaves the same times as a running one. */
function endDue(progress: Progress, now: Date): Advance {
  const ended: Ended[] = [];
  let { stage, since } = progress;
  for (; !isOver({ ...progress, stage }); stage++) {
    const due = new Date(since.getTime() + lengthMs(progress.stagesMs, stage));
    if (due > now) break;
    ended.push({ stage, at: due });
    since = due;
  }
  return { ended, progress: { ...progress, stage, since } };
}
