/** The definition of a function: its arguments, its result, and how it reads the result from the engine. */
import type { BackupEngine } from "../../engine/engine.js";
import type { Failure } from "../../schema/failures.js";
import type { Static, TObject, TSchema } from "../../schema/vocabulary.js";

export interface Question<A extends TObject = TObject, R extends TSchema = TSchema> {
  /** The function that a program calls: `getVault`. */
  readonly name: string;
  readonly args: A;
  /** An object, or an array of objects. */
  readonly result: R;
  /** The violations of rules that a schema cannot express. */
  faults?(args: Static<A>): readonly Failure[];
  /** Reads the result, and changes nothing except for the discovery of VMs. Throws `NotFound`. */
  answer(engine: BackupEngine, args: Static<A>): Promise<Static<R>>;
}

/** Infers the types of a definition. */
export const question = <A extends TObject, R extends TSchema>(definition: Question<A, R>): Question<A, R> =>
  definition;
