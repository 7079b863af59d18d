/** The result of a replay of recordings: the shares of matching interactions and operations, and their minimums. */

/** A replayed interaction, in the output format of the replay. */
export interface Interaction {
  /** The recording, without its ending. */
  readonly file: string;
  readonly seq: number;
  readonly method: string;
  /** The path with placeholders for names: `/subscriptions/{subscriptionId}/…`. */
  readonly template: string;
  readonly match: boolean;
  /** The differences; empty if there are none. */
  readonly why: string;
}

/** An operation with a lower minimum than the others, because of its recordings. */
export interface Exception {
  /** Such as `GET Microsoft.Compute/disks/{disk}`. */
  readonly operation: string;
  readonly leastPercent: number;
  readonly reason: string;
}

/** The content of test/fidelity.json. */
export interface Floor {
  /** The tests that `--check` replays; all if it is empty. */
  readonly tests: readonly string[];
  /** Of all interactions that count. */
  readonly matchedPercent: number;
  /** Instead of `matchedPercent`, by the name of the folder of recordings. */
  readonly folders: Readonly<Record<string, number>>;
  readonly operations: {
    /** Of each operation with enough interactions. */
    readonly leastPercent: number;
    readonly seenMoreThan: number;
    readonly exceptions: readonly Exception[];
  };
}

/** The number of matching interactions of a group. */
export interface Share {
  readonly name: string;
  readonly matched: number;
  readonly all: number;
}

export const percentOf = ({ matched, all }: Share): number => (all === 0 ? 100 : (100 * matched) / all);

/** The method and the path; an operation of a group and the same one of a subscription are two. */
export const operationOf = ({ method, template }: Pick<Interaction, "method" | "template">): string =>
  `${method} ${template}`;

/** The short name of an operation, as in test/fidelity.json: with the path after the last `/providers/`. */
export const briefly = (operation: string): string =>
  operation.replace(/ \/.*\/providers\//, " ").replace(/ \/subscriptions\/\{subscriptionId\}/, " ");

/** The share of each group of interactions, in the order in which the groups first appear. */
export function sharesBy(interactions: readonly Interaction[], nameOf: (interaction: Interaction) => string): Share[] {
  const shares = new Map<string, Share>();
  for (const interaction of interactions) {
    const name = nameOf(interaction);
    const { matched, all } = shares.get(name) ?? { matched: 0, all: 0 };
    shares.set(name, { name, matched: matched + (interaction.match ? 1 : 0), all: all + 1 });
  }
  return [...shares.values()];
}

/** One message for each share of a folder's recordings below its minimum. */
export function shortfalls(interactions: readonly Interaction[], floor: Floor, folder = ""): string[] {
  const [total] = sharesBy(interactions, () => "All interactions");
  const { leastPercent, seenMoreThan, exceptions } = floor.operations;
  const short = total === undefined ? [] : shortfall(total, floor.folders[folder] ?? floor.matchedPercent);
  for (const share of sharesBy(interactions, operationOf)) {
    const exception = exceptions.find(({ operation }) => operation === briefly(share.name));
    if (exception !== undefined) short.push(...shortfall(share, exception.leastPercent));
    else if (share.all > seenMoreThan) short.push(...shortfall(share, leastPercent));
  }
  return short;
}

function shortfall(share: Share, leastPercent: number): string[] {
  if (percentOf(share) >= leastPercent) return [];
  return [
    `${briefly(share.name)}: ${percentOf(share).toFixed(1)} % is below the minimum of ${leastPercent} % in test/fidelity.json.`,
  ];
}

/** The operations with differences, the smallest share first, and the mean over all operations. */
export function operationTable(interactions: readonly Interaction[]): string[] {
  const shares = sharesBy(interactions, operationOf);
  const mean = shares.reduce((sum, share) => sum + percentOf(share), 0) / Math.max(1, shares.length);
  const worst = shares.filter((share) => share.matched < share.all).sort((a, b) => percentOf(a) - percentOf(b));
  return [
    ...worst.map(
      (share) => `${countsText(share)}  ${percentOf(share).toFixed(0).padStart(3)} %  ${briefly(share.name)}`,
    ),
    `mean over ${shares.length} operations ${mean.toFixed(1)} %`,
  ];
}

/** Each recording with its share and, with `--verbose`, its differences. */
export function recordingTable(interactions: readonly Interaction[], differences: boolean): string[] {
  return sharesBy(interactions, ({ file }) => file).flatMap((share) => [
    ...(differences ? differencesOf(interactions.filter(({ file, match }) => file === share.name && !match)) : []),
    `${countsText(share)}  ${share.name}`,
  ]);
}

const differencesOf = (interactions: readonly Interaction[]): string[] =>
  interactions.flatMap((differing) => [
    `  ${differing.file}#${differing.seq} ${briefly(operationOf(differing))}`,
    `      ${differing.why}`,
  ]);

const countsText = ({ matched, all }: Share): string => `${String(matched).padStart(4)} of ${String(all).padStart(4)}`;
