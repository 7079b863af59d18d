/** The tests of a kind under the real Pulumi CLI, the same for every kind. */
import assert from "node:assert/strict";
import { sameJson } from "../../provider/core/json.js";
import { ADOPTIONS, BROKEN, PARTIALS, runStories, slug, VANISHED } from "./kind-acts.js";
import type { KindStory, LiveValues, StoryResults } from "./kind-story.js";
import { azureOf, type Change, changesIn, type Step } from "./kind-table.js";
import { describeTable } from "./kind-table-tests.js";
import { requirePulumi, type StateResource } from "./pulumi.js";
import type { CommandResult } from "./shared-stack.js";

/** Declares the tests of these kinds, whose stories run together. */
export function describeKinds(stories: readonly KindStory[]): void {
  let outcomes: ReturnType<typeof runStories> | undefined;
  for (const [index, story] of stories.entries()) {
    describe(`a resource of the kind ${story.kind.name} under the real Pulumi CLI`, function () {
      this.timeout(600_000);
      let storyResults: StoryResults;
      before(async function () {
        await requirePulumi.call(this);
        outcomes ??= runStories(stories);
        const outcome = (await outcomes)[index];
        if (outcome?.status !== "fulfilled") throw outcome?.reason;
        storyResults = outcome.value;
      });
      const results = (): StoryResults => storyResults;
      describeTable(story);
      describeUpdates(story, results);
      describeDrift(story, results);
      describeAdoptions(story, results);
      describeDestroys(story, results);
    });
  }
}

function describeUpdates({ rows, replacements, destroyCases }: KindStory, results: () => StoryResults): void {
  it("is not created by a preview", () => {
    const { previewed } = results();
    assert.equal(previewed.exitCode, 0, previewed.output);
    assert.deepEqual(otherThan("create", previewed), []);
    assert.equal(previewed.exists, false);
  });

  it("is created as declared", () => {
    const { created } = results();
    assert.equal(created.exitCode, 0, created.output);
    assertLiveValues(created.live, rows, "from");
  });

  it("is unchanged if ids, regions and names are declared in another case or notation", () => {
    const { rewritten } = results();
    assert.equal(rewritten.exitCode, 0, rewritten.output);
    assert.deepEqual(otherThan("same", rewritten), []);
  });

  it("is updated in place when an input changes, and only then", () => {
    const { updated } = results();
    assert.equal(updated.exitCode, 0, updated.output);
    assert.deepEqual(
      operationsOnRows(rows, updated),
      expected(rows, (row) => row.to !== undefined),
    );
    assertLiveValues(updated.live, rows, "to");
  });

  it("gets Azure's default when an input is removed", () => {
    const { removed } = results();
    assert.equal(removed.exitCode, 0, removed.output);
    assert.deepEqual(
      operationsOnRows(rows, removed),
      expected(rows, (row) => row.afterRemoval !== undefined || row.keptReason !== undefined),
    );
    assertLiveValues(removed.live, rows, "removed");
  });

  it("is replaced when an input changes that cannot be updated in place", () => {
    const { removed } = results();
    for (const [name, { is, leaves }] of Object.entries(replacements)) {
      assert.equal(removed.operations[name], "replace", name);
      assert.deepEqual(removed.replaced[name]?.value, is, name);
      const { before } = removed.replaced[name] ?? {};
      if (before !== undefined) assert.equal(before, leaves ?? destroyCases["default"]?.leaves, name);
    }
  });
}

function describeDrift({ rows }: KindStory, results: () => StoryResults): void {
  const canDrift = (row: Change) => row.to !== undefined && row.noDriftReason === undefined;

  it("shows drift on refresh after a change outside Pulumi", () => {
    const { drifted } = results();
    assert.equal(drifted.exitCode, 0, drifted.output);
    assert.deepEqual(operationsOnRows(rows, drifted), expected(rows, canDrift));
  });

  it("is corrected by the next up after a change outside Pulumi", () => {
    const { corrected } = results();
    assert.equal(corrected.exitCode, 0, corrected.output);
    assert.deepEqual(operationsOnRows(rows, corrected), expected(rows, canDrift));
    assertLiveValues(corrected.live, rows, "to");
  });

  it("is created again by the next up after it was deleted outside Pulumi", () => {
    const { drifted, corrected } = results();
    assert.equal(drifted.operations[VANISHED], "delete");
    assert.equal(corrected.operations[VANISHED], "create");
    assert.equal(corrected.isBack, true);
  });

  it("shows no drift on refresh if nothing changed", () => {
    const { refreshedAgain } = results();
    assert.equal(refreshedAgain.exitCode, 0, refreshedAgain.output);
    assert.deepEqual(otherThan("same", refreshedAgain), []);
  });
}

function describeAdoptions({ partial, found, broken }: KindStory, results: () => StoryResults): void {
  it("is not adopted with adopt never, or with ifIdentical if it differs", () => {
    const { claimed } = results();
    assert.deepEqual(operationsOf(claimed, ["adopt-never", "adopt-differs"]), ["failed", "failed"]);
    assert.match(claimed.output, /already exists and is not in this stack's state \(.*found-never/i);
    assert.match(claimed.output, found.difference);
  });

  it("is adopted with ifIdentical if it is identical, and adopted and changed with always", () => {
    const { claimed, finished } = results();
    assert.deepEqual(operationsOf(claimed, ["adopt-identical", "adopt-always"]), ["create", "create"]);
    assert.deepEqual(claimed.adopted, found.is);
    assert.deepEqual(operationsOf(finished, ["adopt-identical", "adopt-always"]), ["same", "same"]);
    const adopted = ["adopt-identical", "adopt-always"].map(
      (name) => inState(claimed.state, name)?.outputs?.["adopted"],
    );
    assert.deepEqual(adopted, [true, true]);
  });

  it("is in the state with the error if it is partially created", () => {
    const { claimed } = results();
    assert.notEqual(claimed.exitCode, 0);
    for (const name of PARTIALS) {
      assert.equal(claimed.operations[name], "failed");
      assert.match(String(inState(claimed.state, name)?.initErrors), partial.reason);
    }
  });

  it("loses on the next up the values that a failed update did not remove", () => {
    const { claimed, finished } = results();
    assert.equal(claimed.operations[BROKEN], "failed");
    assert.equal(finished.operations[BROKEN], "update");
    assert.deepEqual(finished.broken, broken.expected);
  });

  it("is completed by the next up if it is partially created, also after a refresh", () => {
    const { refreshed, finished } = results();
    assert.equal(refreshed.exitCode, 0, refreshed.output);
    assert.equal(finished.exitCode, 0, finished.output);
    assert.deepEqual(operationsOf(finished, PARTIALS), ["update", "update"]);
    assert.deepEqual(finished.live, [partial.is, partial.is]);
    assert.deepEqual(
      finished.state.filter(
        ({ initErrors, outputs }) => initErrors !== undefined || outputs?.["incomplete"] !== undefined,
      ),
      [],
    );
  });
}

function describeDestroys({ rows, destroyCases }: KindStory, results: () => StoryResults): void {
  it("is named with the reason if its destroy is refused, and all others are destroyed", () => {
    const { destroyed } = results();
    const refusals = Object.entries(destroyCases).filter(([, { refused }]) => refused !== undefined);
    assert.equal(destroyed.exitCode === 0, refusals.length === 0, destroyed.output);
    for (const [mode, { refused }] of refusals) {
      assert.equal(destroyed.operations[`ends-${mode}`], "failed", destroyed.output);
      assert.match(destroyed.output, refused ?? /./);
    }
    const failed = Object.values(destroyed.operations).filter((operation) => operation === "failed");
    assert.equal(failed.length, refusals.length, destroyed.output);
  });

  it("is deleted or retained by a destroy as onDelete declares", () => {
    const { ended } = results();
    assert.equal(ended.exitCode, 0, ended.output);
    for (const [mode, { leaves }] of Object.entries(destroyCases))
      assert.equal(ended.states[`ends-${mode}`], leaves, mode);
  });

  it("is retained by a destroy only if it was adopted or has another owner", () => {
    const { ended } = results();
    const states = ADOPTIONS.map((name) => ended.states[`found-${name}`]);
    const usual = destroyCases["default"]?.leaves;
    const ends = [...changesIn(rows).map(([path]) => slug(path)), ...PARTIALS].map((name) => ended.states[name]);
    assert.equal(states[3], destroyCases["delete"]?.leaves);
    assert.ok(
      states.slice(0, 3).every((state) => state !== "gone"),
      String(states),
    );
    assert.deepEqual([...new Set(ends)], [usual]);
  });
}

/** The resources of the program with another operation. */
const otherThan = (operation: string, { operations }: CommandResult): string[] =>
  Object.entries(operations)
    .filter(([, done]) => done !== operation)
    .map(([name, done]) => `${name}: ${done}`);

const operationsOf = ({ operations }: CommandResult, names: readonly string[]): (string | undefined)[] =>
  names.map((name) => operations[name]);

/** The operation on the resource of each row. */
const operationsOnRows = (rows: KindStory["rows"], { operations }: CommandResult): Record<string, string | undefined> =>
  Object.fromEntries(changesIn(rows).map(([path]) => [path, operations[slug(path)]]));

const expected = (rows: KindStory["rows"], changes: (row: Change) => boolean): Record<string, string> =>
  Object.fromEntries(changesIn(rows).map(([path, row]) => [path, changes(row) ? "update" : "same"]));

/** Requires the expected value of every row in Azure. A failure contains only the rows that differ. */
function assertLiveValues(live: LiveValues, rows: KindStory["rows"], step: Step): void {
  const different = changesIn(rows).filter(([path, row]) => !sameJson(live[path], azureOf(row, step)));
  assert.deepEqual(
    Object.fromEntries(different.map(([path]) => [path, live[path]])),
    Object.fromEntries(different.map(([path, row]) => [path, azureOf(row, step)])),
  );
}

const inState = (state: readonly StateResource[], name: string): StateResource | undefined =>
  state.find(({ urn }) => urn.endsWith(`::${name}`));
