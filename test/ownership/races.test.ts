/** Two provider processes over one home, at the same id at the same time. */
import assert from "node:assert/strict";
import { type Adopt, isAt, Lane, type Look } from "./lane.js";
import type { Scene } from "./scene.js";
import { playOut, requireOutcomes } from "./table.js";
import { ALL, TARGETS, type TargetName } from "./targets.js";
import { WORDS } from "./words.js";

/** Reads are slow enough for two creates to meet. */
const SLOW_MS = 100;

interface Pair {
  readonly kind: TargetName;
  readonly one: Lane;
  readonly other: Lane;
}

/** Two lanes at each target: two stacks, or one stack that is run twice. */
const pairsOf = (adopt: Adopt, isOneStack: boolean): Pair[] =>
  ALL.map((kind) => {
    const one = new Lane(kind, { adopt });
    const stack = isOneStack ? { stackName: one.stack.name } : {};
    return { kind, one, other: new Lane(kind, { adopt }, { target: one.target, ...stack }) };
  });

/** The two ups of a pair. */
function upsOf({ one, other }: Pair): [Look, Look] {
  const [first, second] = [one.looks["up"], other.looks["up"]];
  assert.ok(first && second, "there were no two ups");
  return [first, second];
}

const isAdopter = ({ stack }: Lane): boolean => stack.state.some(({ outputs }) => outputs["adopted"] === true);

const declared = (lane: Lane) => [lane.declare("one")];

const race = (pairs: readonly Pair[], afterwards: (scene: Scene) => Promise<void>): Promise<void> =>
  playOut(
    pairs.map(({ one }) => one),
    async (scene) => {
      const others = pairs.map(({ other }) => other);
      await scene.race("up", declared, others);
      await afterwards(scene);
    },
    SLOW_MS,
  );

const labelOf = (kind: TargetName): string => TARGETS[kind]("any").label;
const endOf = ({ errors }: Look): string => (errors.length === 0 ? "green" : errors.join("\n"));

describe("two stacks that create one id at the same time", function () {
  this.timeout(300_000);
  const pairs = pairsOf("never", false);
  before(() => race(pairs, async () => undefined));

  for (const pair of pairs) {
    it(`make it once, and the other is told that it exists: ${labelOf(pair.kind)}`, () => {
      const ends = upsOf(pair).map(endOf);
      const states = upsOf(pair).map(({ state }) => state);

      assert.equal(ends.filter((end) => end === "green").length, 1, ends.join("; "));
      assert.match(ends.find((end) => end !== "green") ?? "", WORDS.exists);
      assert.deepEqual(states.sort(), ["nothing", "one"]);
    });
  }
});

describe("two stacks that adopt what they create at the same time", function () {
  this.timeout(300_000);
  const pairs = pairsOf("always", false);
  before(() =>
    race(pairs, async (scene) => {
      // Whoever adopted it lets it go.
      const [ones, others] = [pairs.map(({ one }) => one), pairs.map(({ other }) => other)];
      await scene.destroy("destroy", { lanes: ones.filter(isAdopter) });
      await scene.destroy("destroy", { lanes: others.filter(isAdopter), isOtherUrl: true });
    }),
  );

  for (const pair of pairs) {
    it(`are both done, one of them as the one that made it: ${labelOf(pair.kind)}`, () => {
      const ends = upsOf(pair).map(endOf);
      const states = upsOf(pair).map(({ state }) => state);

      assert.deepEqual(ends, ["green", "green"], ends.join("; "));
      assert.deepEqual(states.sort(), ["one", "one (adopted)"], `the states have ${states.join(" and ")}`);
      const adopter = pair.one.looks["destroy"] === undefined ? pair.other : pair.one;
      requireOutcomes(adopter, { destroy: ["green", "alive", "nothing", "leftAdopted", "none"] });
    });
  }
});

describe("two runs of one stack that create one id at the same time", function () {
  this.timeout(300_000);
  const pairs = pairsOf("never", true);
  const askers = new Map<Pair, string[]>();
  before(() =>
    race(pairs, async ({ azure }) => {
      for (const pair of pairs) {
        askers.set(
          pair,
          azure.asked.filter((asked) => isAt(asked, pair.one.target.id)).map(({ at }) => at),
        );
      }
    }),
  );

  for (const pair of pairs) {
    it(`take turns at it, and at least one of them is done: ${labelOf(pair.kind)}`, () => {
      const ends = upsOf(pair).map(endOf);
      const order = (askers.get(pair) ?? []).filter((asker, index, all) => asker !== all[index - 1]);

      assert.ok(ends.includes("green"), ends.join("; "));
      for (const end of ends.filter((text) => text !== "green")) assert.match(end, WORDS.exists);
      assert.ok(order.length <= 2, `one asks while the other has not ended: ${order.join(", ")}`);
    });
  }
});
