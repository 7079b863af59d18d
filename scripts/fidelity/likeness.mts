/** What a replay of recordings says of the embedded Azure, and whether it is enough: shares of interactions and of single operations. */

/** An interaction that was replayed, as the replay writes it. */
export interface Interaction {
  /** The recording, without its ending. */
  readonly file: string;
  readonly seq: number;
  readonly method: string;
  /** The path with its names left out: `/subscriptions/{subscriptionId}/…`. */
  readonly template: string;
  readonly match: boolean;
  /** What differed; empty where nothing did. */
  readonly why: string;
}

/** An operation that stays below what the others have to reach, because of its recordings. */
export interface Exception {
  /** Such as `GET Microsoft.Compute/disks/{disk}`. */
  readonly operation: string;
  readonly leastPercent: number;
  readonly reason: string;
}

/** What test/fidelity.json keeps. */
export interface Floor {
  /** The tests that `--check` replays; all where none is named. */
  readonly tests: readonly string[];
  /** Of all interactions. */
  readonly matchedPercent: number;
  readonly operations: {
    /** Of each operation that was seen often enough. */
    readonly leastPercent: number;
    readonly seenMoreThan: number;
    readonly exceptions: readonly Exception[];
  };
}

/** How many of some interactions matched. */
export interface Share {
  readonly name: string;
  readonly matched: number;
  readonly all: number;
}

export const percentOf = ({ matched, all }: Share): number => (all === 0 ? 100 : (100 * matched) / all);

/** The method and the path; an operation of a group and the same one of a subscription are two. */
export const operationOf = ({ method, template }: Pick<Interaction, "method" | "template">): string =>
  `${method} ${template}`;

/** An operation as it is shown and named in test/fidelity.json: by the path behind the last `/providers/`. */
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

/** Why a run does not keep what it should: a sentence for each reason, none where it does. */
export function shortfalls(interactions: readonly Interaction[], floor: Floor): string[] {
  const [whole] = sharesBy(interactions, () => "All interactions");
  const { leastPercent, seenMoreThan, exceptions } = floor.operations;
  const short = whole === undefined ? [] : shortfall(whole, floor.matchedPercent);
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

/** The operations of which something did not match, the smallest share first, and the mean over all of them. */
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

/** Each recording with its share and, where they are asked for, what differed in it. */
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
