/** The definition of a function: its arguments, and how it reads its result from the engine. */
import type { BackupEngine } from "../../engine/engine.js";
import type { Failure } from "../../schema/failures.js";
import type { Static, TObject } from "../../schema/vocabulary.js";

export interface Question<A extends TObject = TObject, R = unknown> {
  /** The function that a program calls: `getVault`. */
  readonly name: string;
  readonly args: A;
  /** The violations of rules that a schema cannot express. */
  faults?(args: Static<A>): readonly Failure[];
  /** Reads the result, and changes nothing except for the discovery of VMs. Throws `NotFound`. */
  answer(engine: BackupEngine, args: Static<A>): Promise<R>;
}

/** Infers the types of a definition. */
export const question = <A extends TObject, R>(definition: Question<A, R>): Question<A, R> => definition;
