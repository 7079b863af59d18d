/** The interface of a benchmark. */
import type { Row } from "./table.mts";

export interface Bench {
  /** By these it is asked for; one that shares its runs with another has several. */
  readonly names: readonly string[];
  /** Measures the rows of the names that were asked for, and shows each as soon as it is known. Throws what keeps it from that. */
  run(asked: ReadonlySet<string>, show: (row: Row) => void): Promise<void>;
}
