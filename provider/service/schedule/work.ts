/**
 * Long-running work as documents of the store: any process that opens the store can continue it. The state of the work is the
 * hidden part of its document; a marker below it (`{id}/running`) makes running work cheap to find.
 */
import { at, type Json, type JsonObject, objectAt, textAt } from "../../core/json.js";
import { readJobError } from "../../rules/items/errors.js";
import type { Azure } from "../azure/route.js";
import type { Document, DocumentReader, NewDocument } from "../store/documents.js";
import { handlerOf } from "./registry.js";
import { advance, countOf, type Ended, isOver, type Progress, type Stages, type Touch } from "./stages.js";
import type { Outcome, Step } from "./step.js";

const RUNNING = "azure-vm-backup/running";

interface NewWork {
  readonly document: Omit<NewDocument, "hidden">;
  /** The name under which its subject registers it. */
  readonly kind: string;
  readonly stagesMs: Stages;
  /** The facts of the work; its steps read them and may add to them. */
  readonly facts: JsonObject;
}

/** Starts work; at the instant pace it has ended when this returns. */
export function startWork(azure: Azure, work: NewWork): Document {
  const progress: Progress = { stage: 0, reads: 0, since: azure.now, stagesMs: work.stagesMs };
  const hidden = { work: { kind: work.kind, facts: work.facts, ...written(progress) } };
  const document = azure.documents.put({ ...work.document, hidden });
  mark(azure, document.id, work.document.scope);
  return azure.pace.kind === "instant" ? settle(azure, document, "read") : document;
}

const markerId = (id: string): string => `${id}/running`;

const mark = ({ documents }: Azure, id: string, scope: string): Document =>
  documents.put({ id: markerId(id), type: RUNNING, scope, body: {}, hidden: { work: id } });

/** Whether any work of the store runs. */
export const anyRunning = (documents: DocumentReader): boolean =>
  documents.list({ type: RUNNING, limit: 1 }).length > 0;

/** Continues the due work below a vault or subscription; without a scope, all of the store's. */
export function settleRunning(azure: Azure, scope?: string): void {
  if (azure.pace.kind === "polls") return;
  for (const marker of azure.documents.list({ type: RUNNING, ...(scope === undefined ? {} : { scope }) })) {
    const work = azure.documents.get(textAt(marker.hidden, "work") ?? "");
    if (work !== undefined) settle(azure, work, "other");
  }
}

export const isWork = (document: Document): boolean => textAt(document.hidden, "work", "kind") !== undefined;

/** The facts of the work. */
export const factsOf = (document: Document): JsonObject => objectAt(document.hidden, "work", "facts");

/** How many stages of the work have ended. */
export const stageOf = (document: Document): number => progressOf(document).stage;

export const isFinished = (document: Document): boolean => isOver(progressOf(document));

/** Advances work by its pace and applies the ends of its stages; returns its document after that. */
export function settle(azure: Azure, document: Document, touch: Touch): Document {
  const progress = progressOf(document);
  if (isOver(progress)) return document;
  const step = advance(progress, azure.pace, azure.now, touch);
  if (step.ended.length === 0 && step.progress.reads === progress.reads) return document;
  return apply(azure, document, step.ended, step.progress);
}

function apply(azure: Azure, document: Document, ended: readonly Ended[], progress: Progress): Document {
  const kind = textAt(document.hidden, "work", "kind") ?? "";
  let state: Step = { azure, id: document.id, body: document.body, facts: factsOf(document), stage: 0 };
  let over = isOver(progress);
  for (const { stage, at: endedAt } of ended) {
    const outcome = endStage(kind, { ...state, azure: { ...azure, now: endedAt }, stage });
    state = { ...state, body: outcome.body ?? state.body, facts: { ...state.facts, ...outcome.facts } };
    over ||= outcome.over === true;
    if (outcome.over === true) break;
  }
  return store(azure, document, state, over ? { ...progress, stage: countOf(progress.stagesMs) } : progress);
}

/** Ends a stage, or fails it if the fault plan says so. */
function endStage(kind: string, step: Step): Outcome {
  const failure = step.facts["failure"];
  const { endStage, failStage } = handlerOf(kind);
  if (failStage === undefined || at(failure, "stage") !== step.stage) return endStage(step);
  return failStage(step, readJobError(at(failure, "error")));
}

function store(azure: Azure, document: Document, state: Step, progress: Progress): Document {
  if (isOver(progress)) azure.documents.remove(markerId(document.id));
  const work = { ...objectAt(document.hidden, "work"), facts: state.facts, ...written(progress) };
  return azure.documents.put({
    ...document,
    scope: document.scope,
    body: state.body,
    hidden: { ...document.hidden, work },
  });
}

/** Replaces the stages of running work, such as by a cancellation. */
export function redirectWork(azure: Azure, document: Document, work: Pick<NewWork, "kind" | "stagesMs">): Document {
  const progress: Progress = { stage: 0, reads: 0, since: azure.now, stagesMs: work.stagesMs };
  const state = { kind: work.kind, facts: factsOf(document), ...written(progress) };
  const stored = azure.documents.put({ ...document, hidden: { ...document.hidden, work: state } });
  return azure.pace.kind === "instant" ? settle(azure, stored, "read") : stored;
}

/** Work that has ended stores only how many stages it had. */
const written = (progress: Progress): JsonObject => ({
  stage: progress.stage,
  reads: progress.reads,
  since: progress.since.toISOString(),
  stagesMs: isOver(progress) ? [] : progress.stagesMs,
});

function progressOf({ hidden }: Document): Progress {
  const work = objectAt(hidden, "work");
  return {
    stage: Number(work["stage"] ?? 0),
    reads: Number(work["reads"] ?? 0),
    since: new Date(textAt(work, "since") ?? 0),
    stagesMs: stagesOf(work["stagesMs"]),
  };
}

function stagesOf(stored: Json | undefined): Stages {
  if (Array.isArray(stored)) return stored.map(Number);
  const stages = objectAt(stored);
  return { everyMs: Number(stages["everyMs"] ?? 0), count: Number(stages["count"] ?? 0) };
}
