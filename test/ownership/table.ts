/** A table for one situation. Its acts run once for all rows; each row is a test for each of its kinds. */
import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { GROUP } from "../support/service.js";
import { openAzure } from "./azure.js";
import { type Choice, type Kill, Lane, type Look } from "./lane.js";
import { Scene } from "./scene.js";
import { ALL, type Live, TARGETS, type Target, type TargetName } from "./targets.js";
import { WORDS, type Word } from "./words.js";

/**
 * The result of a run: `green` or the key of its error in `WORDS`; the state of the resource in Azure; the state of the
 * stack; the key of the expected warning about a resource that was not deleted; the writes to the target. `?` is not checked.
 */
export type Outcome = readonly [
  ended: "green" | Word | "?",
  live: Live | "?",
  state: string,
  warned?: Word | "" | "?",
  writes?: string,
];

export interface Row extends Partial<Choice> {
  /** Default: every kind. */
  readonly kinds?: readonly TargetName[];
  /** The write at which a run of the row is killed. */
  readonly kill?: Kill;
  /** The results by the names of the acts. */
  readonly ends: Readonly<Record<string, Outcome>>;
}

export interface Situation {
  readonly rows: readonly Row[];
  /** The delay of each read. */
  readonly delayMs?: number;
  play(scene: Scene): Promise<void>;
}

const all = <T>(rows: readonly T[] | undefined, fallback: readonly T[]): readonly T[] => rows ?? fallback;

/** Every kind except these. */
export const except = (...names: readonly TargetName[]): TargetName[] => ALL.filter((name) => !names.includes(name));

export const MOMENTS = ["before", "after"] as const;

export interface KilledRow {
  readonly kinds: readonly [TargetName];
  readonly kill: Kill;
}

/** A row for each write of an operation of each kind, killed before or after the write. */
export const killsAt = (operation: keyof Target["writes"], moment: Kill["moment"]): KilledRow[] =>
  ALL.flatMap((kind) =>
    TARGETS[kind]("any").writes[operation].map((write) => ({ kinds: [kind], kill: { write, moment } })),
  );

/** Declares the tests of a situation. */
export function describeSituation(title: string, { rows, delayMs, play }: Situation): void {
  describe(title, function () {
    this.timeout(300_000);
    const entries = rows.flatMap((row) =>
      all(row.kinds, ALL).map((kind) => ({ row, lane: new Lane(kind, choiceOf(row), { kill: row.kill }) })),
    );
    const lanes = entries.map(({ lane }) => lane);

    before(() => playOut(lanes, play, delayMs));

    for (const { row, lane } of entries) {
      it(`for ${lane.target.label} with ${variantOf(row)}: ${resultsOf(row)}`, () => {
        requireOutcomes(lane, row.ends);
        requireUnbroken(lane);
      });
    }
  });
}

/** Runs the acts with an embedded Azure of their own. */
export async function playOut(
  lanes: readonly Lane[],
  play: (scene: Scene) => Promise<void>,
  delayMs?: number,
): Promise<void> {
  const azure = await openAzure(delayMs);
  const scene = new Scene(azure, lanes);
  try {
    await azure.write("PUT", GROUP, { location: "westeurope" });
    for (const { target } of lanes) await target.createPrerequisites(azure);
    await play(scene);
  } finally {
    await scene.close();
    await azure.close();
  }
}

const choiceOf = ({ adopt = "never", onDelete }: Row): Choice => ({ adopt, onDelete });

function variantOf({ adopt, onDelete, kill }: Row): string {
  const killed =
    kill === undefined ? [] : [`a kill ${kill.moment} ${kill.write.name}${kill.call === 2 ? " of the create" : ""}`];
  const adopts = adopt === undefined && kill !== undefined ? [] : [`adopt ${adopt ?? "never"}`];
  return [...killed, ...adopts, ...(onDelete === undefined ? [] : [`onDelete ${onDelete}`])].join(", ");
}

/** The names of acts in titles, if they differ from the names in tables. */
const ACTS: Readonly<Record<string, string>> = {
  again: "the next up",
  all: "the up of all resources",
  begin: "the first up",
  both: "the up with both",
  edit: "the up of the changed program",
  end: "the last destroy",
  got: "the up with only the get",
  killed: "the killed run",
  lost: "the first up",
  old: "the destroy of the old name",
  refused: "the first up",
  target: "the up of the new name",
  unchanged: "a further up",
  without: "the up with only one",
};
const RESULTS: Readonly<Record<string, string>> = { green: "succeeds", killed: "ends early", "?": "ends" };
const LIVES: Readonly<Record<string, string>> = {
  alive: "exists",
  stopped: "has protection stopped",
  gone: "does not exist",
};

/** The results of a row's acts, for its title. */
function resultsOf({ ends }: Row): string {
  const results = Object.entries(ends).map(([act, [ended, live]]) => {
    const result = `${ACTS[act] ?? `the ${act}`} ${RESULTS[ended] ?? "fails"}`;
    return live === "?" ? result : `${result} and the resource ${LIVES[live]}`;
  });
  return results.join("; ");
}

/** Requires the expected result of every act. The failure contains the messages of runs with another result. */
export function requireOutcomes(lane: Lane, ends: Row["ends"]): void {
  const acts = Object.entries(ends).map(([act, outcome]) => ({ act, ...comparedWith(required(lane, act), outcome) }));
  const different = acts.filter(({ seen, expected }) => !isDeepStrictEqual(seen, expected));
  const lines = different.map(
    ({ act, seen, expected }) => `${act}: saw ${JSON.stringify(seen)}, not ${JSON.stringify(expected)}`,
  );
  if (lines.length > 0) assert.fail(lines.join("\n"));
}

/** The observation after an act. */
export function required(lane: Lane, act: string): Look {
  const look = lane.looks[act];
  assert.ok(look, `there is no act ${act}`);
  return look;
}

function comparedWith(look: Look, [ended, live, state, warned = "", writes = "?"]: Outcome) {
  const seen = [
    ended === "?" ? "?" : endOf(look, ended),
    live === "?" ? "?" : look.live,
    state === "?" ? "?" : look.state,
    warned === "?" ? "?" : warningOf(look, warned),
    writes === "?" ? "?" : look.writes,
  ];
  return { seen, expected: [ended, live, state, warned, writes] };
}

/** Requires the invariants after every act. */
export function requireUnbroken(lane: Lane): void {
  const broken = Object.entries(lane.looks).flatMap(([act, look]) => look.broken.map((text) => `${act}: ${text}`));
  assert.deepEqual(broken, [], broken.join("; "));
}

function endOf({ errors }: Look, expected: "green" | Word): string {
  if (errors.length === 0) return "green";
  const text = errors.join("\n");
  return expected !== "green" && WORDS[expected].test(text) ? expected : text;
}

function warningOf({ warnings }: Look, expected: Word | ""): string {
  const left = warnings.filter((text) => WORDS.left.test(text)).join("\n");
  return expected !== "" && WORDS[expected].test(left) ? expected : left;
}
