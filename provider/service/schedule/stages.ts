/**
 * How long-running work moves on. Work is a row of stages; a stage ends at once, at the n-th read of the work, or when its
 * time is over, as the pace has it. Pure: the caller applies what the end of a stage means.
 */
import type { Pace } from "../azure/route.js";

/** `read`: a client asked for this very work. `look`: something near it was asked for. */
export type Touch = "read" | "look";

export interface Progress {
  /** The stage that runs; as many as there are stages once all are over. */
  readonly stage: number;
  /** How often the work was read in this stage. */
  readonly reads: number;
  /** When this stage began. */
  readonly since: Date;
  /** How long each stage takes at the real pace. */
  readonly stagesMs: readonly number[];
}

export interface Ended {
  readonly stage: number;
  readonly at: Date;
}

export interface Advance {
  readonly ended: readonly Ended[];
  readonly progress: Progress;
}

export const isOver = ({ stage, stagesMs }: Progress): boolean => stage >= stagesMs.length;

/** Where the work stands after a touch, and which stages ended by it. */
export function advance(progress: Progress, pace: Pace, now: Date, touch: Touch): Advance {
  if (isOver(progress)) return { ended: [], progress };
  if (pace.kind === "real") return endDue(progress, now);
  if (pace.kind === "instant") return endAll(progress, now);
  if (touch === "look") return { ended: [], progress };
  const reads = progress.reads + 1;
  if (reads < pace.reads) return { ended: [], progress: { ...progress, reads } };
  return {
    ended: [{ stage: progress.stage, at: now }],
    progress: { ...progress, stage: progress.stage + 1, reads: 0, since: now },
  };
}

function endAll(progress: Progress, now: Date): Advance {
  const ended = progress.stagesMs.slice(progress.stage).map((_, index) => ({ stage: progress.stage + index, at: now }));
  return { ended, progress: { ...progress, stage: progress.stagesMs.length, reads: 0, since: now } };
}

/** Each stage ends when it was due, not when somebody looked: a clock that was advanced leaves the times that a running one would have. */
function endDue(progress: Progress, now: Date): Advance {
  const ended: Ended[] = [];
  let { stage, since } = progress;
  for (; stage < progress.stagesMs.length; stage++) {
    const due = new Date(since.getTime() + (progress.stagesMs[stage] ?? 0));
    if (due > now) break;
    ended.push({ stage, at: due });
    since = due;
  }
  return { ended, progress: { ...progress, stage, since } };
}
