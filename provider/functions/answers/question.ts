/** A question that a function asks: its arguments, and how the engine's answer is told. */
import type { BackupEngine } from "../../engine/engine.js";
import type { Failure } from "../../schema/failures.js";
import type { Static, TObject } from "../../schema/vocabulary.js";

export interface Question<A extends TObject = TObject, R = unknown> {
  /** The function that a program calls: `getVault`. */
  readonly name: string;
  readonly args: A;
  /** What no schema can say of the arguments. */
  faults?(args: Static<A>): readonly Failure[];
  /** Reads and never writes, but for the discovery of VMs. Throws `NotFound` with what to do. */
  answer(engine: BackupEngine, args: Static<A>): Promise<R>;
}

/** A question, its types taken from its parts. */
export const question = <A extends TObject, R>(definition: Question<A, R>): Question<A, R> => definition;
