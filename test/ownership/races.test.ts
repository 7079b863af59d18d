/** Two provider processes with one home that create the same ARM id at the same time. */
import assert from "node:assert/strict";
import { type Adopt, isAt, Lane, type Look } from "./lane.js";
import type { Scene } from "./scene.js";
import { playOut, requireOutcomes } from "./table.js";
import { ALL, TARGETS, type TargetName } from "./targets.js";
import { WORDS } from "./words.js";

/** Slow enough that two creates overlap. */
const SLOW_MS = 100;

interface Pair {
  readonly kind: TargetName;
  readonly one: Lane;
  readonly other: Lane;
}

/** Two lanes for each target: of two stacks, or of one stack that runs twice. */
const pairsOf = (adopt: Adopt, isOneStack: boolean): Pair[] =>
  ALL.map((kind) => {
    const one = new Lane(kind, { adopt });
    const stack = isOneStack ? { stackName: one.stack.name } : {};
    return { kind, one, other: new Lane(kind, { adopt }, { target: one.target, ...stack }) };
  });

/** The two ups of a pair. */
function upsOf({ one, other }: Pair): [Look, Look] {
  const [first, second] = [one.looks["up"], other.looks["up"]];
  assert.ok(first && second, "expected two ups");
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

describe("two stacks that create the same ARM id at the same time", function () {
  this.timeout(300_000);
  const pairs = pairsOf("never", false);
  before(() => race(pairs, async () => undefined));

  for (const pair of pairs) {
    it(`create it once, and one of them fails because it exists: ${labelOf(pair.kind)}`, () => {
      const ends = upsOf(pair).map(endOf);
      const states = upsOf(pair).map(({ state }) => state);

      assert.equal(ends.filter((end) => end === "green").length, 1, ends.join("; "));
      assert.match(ends.find((end) => end !== "green") ?? "", WORDS.exists);
      assert.deepEqual(states.sort(), ["nothing", "one"]);
    });
  }
});

describe("two stacks that create the same ARM id at the same time with adopt always", function () {
  this.timeout(300_000);
  const pairs = pairsOf("always", false);
  before(() =>
    race(pairs, async (scene) => {
      // Only the stack that adopted the resource destroys it.
      const [ones, others] = [pairs.map(({ one }) => one), pairs.map(({ other }) => other)];
      await scene.destroy("destroy", { lanes: ones.filter(isAdopter) });
      await scene.destroy("destroy", { lanes: others.filter(isAdopter), isOtherUrl: true });
    }),
  );

  for (const pair of pairs) {
    it(`both succeed, and only one of them adopts it: ${labelOf(pair.kind)}`, () => {
      const ends = upsOf(pair).map(endOf);
      const states = upsOf(pair).map(({ state }) => state);

      assert.deepEqual(ends, ["green", "green"], ends.join("; "));
      assert.deepEqual(states.sort(), ["one", "one (adopted)"], `the states have ${states.join(" and ")}`);
      const adopter = pair.one.looks["destroy"] === undefined ? pair.other : pair.one;
      requireOutcomes(adopter, { destroy: ["green", "alive", "nothing", "leftAdopted", "none"] });
    });
  }
});

describe("two runs of one stack that create the same ARM id at the same time", function () {
  this.timeout(300_000);
  const pairs = pairsOf("never", true);
  const requestOrigins = new Map<Pair, string[]>();
  before(() =>
    race(pairs, async ({ azure }) => {
      for (const pair of pairs) {
        requestOrigins.set(
          pair,
          azure.requests.filter((request) => isAt(request, pair.one.target.id)).map(({ at }) => at),
        );
      }
    }),
  );

  for (const pair of pairs) {
    it(`send their requests one after the other, and at least one succeeds: ${labelOf(pair.kind)}`, () => {
      const ends = upsOf(pair).map(endOf);
      const order = (requestOrigins.get(pair) ?? []).filter((origin, index, all) => origin !== all[index - 1]);

      assert.ok(ends.includes("green"), ends.join("; "));
      for (const end of ends.filter((text) => text !== "green")) assert.match(end, WORDS.exists);
      assert.ok(order.length <= 2, `a run sent a request before the other had ended: ${order.join(", ")}`);
    });
  }
});
