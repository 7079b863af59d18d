/** The register of long-running work: each subject registers what happens when a stage ends. */
import { BackupError } from "../../core/errors.js";
import type { WorkFailure, WorkKind } from "./step.js";

interface WorkHandler {
  /** What happens when a stage ends. */
  readonly endStage: WorkKind;
  /** What happens when a stage fails; missing if a fault plan cannot fail this kind. */
  readonly failStage?: WorkFailure;
}

const handlers = new Map<string, WorkHandler>([["wait", { endStage: () => ({}) }]]);

/** Registers kinds of work by the names under which the store keeps them. Throws where a name is registered already. */
export function registerWork(kinds: Readonly<Record<string, WorkHandler>>): void {
  for (const [kind, handler] of Object.entries(kinds)) {
    if (handlers.has(kind)) throw new BackupError("Bug", `The kind of work "${kind}" is registered twice.`);
    handlers.set(kind, handler);
  }
}

/** The handler of a kind of work. */
export function handlerOf(kind: string): WorkHandler {
  const handler = handlers.get(kind);
  if (handler !== undefined) return handler;
  throw new BackupError("Bug", `No subject registers the kind of work "${kind}".`);
}
