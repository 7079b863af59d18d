/**
 * How long-running work moves on. Work is a row of stages; a stage ends at once, at the n-th read of the work, or when its
 * time is over, as the pace has it. Pure: the caller applies what the end of a stage means.
 */
import type { Pace } from "../azure/route.js";

/** `read`: a client asked for this very work. `look`: something near it was asked for. */
export type Touch = "read" | "other";

/** How long each stage takes at the real pace, in milliseconds: one entry per stage, or `count` stages of the same length. */
export type Stages = readonly number[] | { readonly everyMs: number; readonly count: number };

const isListed = (stages: Stages): stages is readonly number[] => Array.isArray(stages);

export const countOf = (stages: Stages): number => (isListed(stages) ? stages.length : stages.count);

const lengthMs = (stages: Stages, stage: number): number => (isListed(stages) ? (stages[stage] ?? 0) : stages.everyMs);

export interface Progress {
  /** The stage that runs; as many as there are stages once all are over. */
  readonly stage: number;
  /** How often the work was read in this stage. */
  readonly reads: number;
  /** When this stage began. */
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

/** Where the work stands after a touch, and which stages ended by it. */
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

/** Each stage ends when it was due, not when somebody looked: a clock that was advanced leaves the times that a running one would have. */
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
