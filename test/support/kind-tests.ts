/** The tests of a kind under the real Pulumi CLI: what every kind owes those who declare it. */
import assert from "node:assert/strict";
import { sameJson } from "../../provider/core/json.js";
import type { Told } from "./declarations.js";
import { ADOPTIONS, BROKEN, HALVES, play, slug, VANISHED } from "./kind-acts.js";
import type { Held, KindStory, Played } from "./kind-story.js";
import { azureOf, type Change, changesIn } from "./kind-table.js";
import { describeTable } from "./kind-table-tests.js";
import { requirePulumi, type StateResource } from "./pulumi.js";

/** Declares the tests of a kind. */
export function describeKind(story: KindStory): void {
  describe(`the kind ${story.kind.name} under the real Pulumi CLI`, function () {
    this.timeout(300_000);
    let played: Played;
    before(async function () {
      await requirePulumi.call(this);
      played = await play(story);
    });
    const told = (): Played => played;
    describeTable(story);
    describeUpdates(story, told);
    describeDrift(story, told);
    describeClaims(story, told);
    describeEndings(story, told);
  });
}

function describeUpdates({ rows, replacements, endings }: KindStory, told: () => Played): void {
  it("is previewed, and nothing is made", () => {
    const { previewed } = told();
    assert.equal(previewed.exitCode, 0, previewed.output);
    assert.deepEqual(otherThan("create", previewed), []);
    assert.equal(previewed.there, false);
  });

  it("is made as declared", () => {
    const { made } = told();
    assert.equal(made.exitCode, 0, made.output);
    assertHeld(made.held, rows, "from");
  });

  it("is left alone where ids, regions and names are written in another way", () => {
    const { rewritten } = told();
    assert.equal(rewritten.exitCode, 0, rewritten.output);
    assert.deepEqual(otherThan("same", rewritten), []);
  });

  it("is updated in place by each input, and by nothing else", () => {
    const { updated } = told();
    assert.equal(updated.exitCode, 0, updated.output);
    assert.deepEqual(
      doneTo(rows, updated),
      expected(rows, (row) => row.to !== undefined),
    );
    assertHeld(updated.held, rows, "to");
  });

  it("goes back to Azure's own where an input is left out", () => {
    const { left } = told();
    assert.equal(left.exitCode, 0, left.output);
    assert.deepEqual(
      doneTo(rows, left),
      expected(rows, (row) => row.gone !== undefined || row.keeps !== undefined),
    );
    assertHeld(left.held, rows, "gone");
  });

  it("is replaced where an input cannot be changed", () => {
    const { left } = told();
    for (const [name, { is, leaves }] of Object.entries(replacements)) {
      assert.equal(left.operations[name], "replace", name);
      assert.deepEqual(left.replaced[name]?.holds, is, name);
      const { before } = left.replaced[name] ?? {};
      if (before !== undefined) assert.equal(before, leaves ?? endings["default"]?.leaves, name);
    }
  });
}

function describeDrift({ rows }: KindStory, told: () => Played): void {
  const canDrift = (row: Change) => row.to !== undefined && row.unseen === undefined;

  it("shows on refresh what somebody changed outside", () => {
    const { shown } = told();
    assert.equal(shown.exitCode, 0, shown.output);
    assert.deepEqual(doneTo(rows, shown), expected(rows, canDrift));
  });

  it("is mended by the next up", () => {
    const { mended } = told();
    assert.equal(mended.exitCode, 0, mended.output);
    assert.deepEqual(doneTo(rows, mended), expected(rows, canDrift));
    assertHeld(mended.held, rows, "to");
  });

  it("is made again by the next up where somebody deleted it outside", () => {
    const { shown, mended } = told();
    assert.equal(shown.operations[VANISHED], "delete");
    assert.equal(mended.operations[VANISHED], "create");
    assert.equal(mended.isBack, true);
  });

  it("shows nothing on refresh where nobody changed anything", () => {
    const { reread } = told();
    assert.equal(reread.exitCode, 0, reread.output);
    assert.deepEqual(otherThan("same", reread), []);
  });
}

function describeClaims({ half, found, broken }: KindStory, told: () => Played): void {
  it("stays somebody else's where adopt is never, or it differs with ifIdentical", () => {
    const { claimed } = told();
    assert.deepEqual(operationsOf(claimed, ["adopt-never", "adopt-differs"]), ["failed", "failed"]);
    assert.match(claimed.output, /already exists and is not in this stack's state \(.*found-never/i);
    assert.match(claimed.output, found.difference);
  });

  it("is adopted where it is identical, and changed where adopt is always", () => {
    const { claimed, finished } = told();
    assert.deepEqual(operationsOf(claimed, ["adopt-identical", "adopt-always"]), ["create", "create"]);
    assert.deepEqual(claimed.adopted, found.is);
    assert.deepEqual(operationsOf(finished, ["adopt-identical", "adopt-always"]), ["same", "same"]);
    const adopted = ["adopt-identical", "adopt-always"].map(
      (name) => inState(claimed.state, name)?.outputs?.["adopted"],
    );
    assert.deepEqual(adopted, [true, true]);
  });

  it("is in the state with the reason where it is partially created", () => {
    const { claimed } = told();
    assert.notEqual(claimed.exitCode, 0);
    for (const name of HALVES) {
      assert.equal(claimed.operations[name], "failed");
      assert.match(String(inState(claimed.state, name)?.initErrors), half.reason);
    }
  });

  it("takes back by the next up what an update that failed was to take back", () => {
    const { claimed, finished } = told();
    assert.equal(claimed.operations[BROKEN], "failed");
    assert.equal(finished.operations[BROKEN], "update");
    assert.deepEqual(finished.broken, broken.holds);
  });

  it("is finished by the next up where it is partially created, also after a refresh", () => {
    const { looked, finished } = told();
    assert.equal(looked.exitCode, 0, looked.output);
    assert.equal(finished.exitCode, 0, finished.output);
    assert.deepEqual(operationsOf(finished, HALVES), ["update", "update"]);
    assert.deepEqual(finished.held, [half.is, half.is]);
    assert.deepEqual(
      finished.state.filter(
        ({ initErrors, outputs }) => initErrors !== undefined || outputs?.["incomplete"] !== undefined,
      ),
      [],
    );
  });
}

function describeEndings({ rows, endings }: KindStory, told: () => Played): void {
  it("says why a destroy is refused, and destroys the rest", () => {
    const { destroyed } = told();
    const refusals = Object.entries(endings).filter(([, { refused }]) => refused !== undefined);
    assert.equal(destroyed.exitCode === 0, refusals.length === 0, destroyed.output);
    for (const [mode, { refused }] of refusals) {
      assert.equal(destroyed.operations[`ends-${mode}`], "failed", destroyed.output);
      assert.match(destroyed.output, refused ?? /./);
    }
    const failed = Object.values(destroyed.operations).filter((operation) => operation === "failed");
    assert.equal(failed.length, refusals.length, destroyed.output);
  });

  it("ends as onDelete says", () => {
    const { ended } = told();
    assert.equal(ended.exitCode, 0, ended.output);
    for (const [mode, { leaves }] of Object.entries(endings)) assert.equal(ended.states[`ends-${mode}`], leaves, mode);
  });

  it("leaves what was adopted or is not its own, and nothing else", () => {
    const { ended } = told();
    const states = ADOPTIONS.map((name) => ended.states[`found-${name}`]);
    const usual = endings["default"]?.leaves;
    const ends = [...changesIn(rows).map(([path]) => slug(path)), ...HALVES].map((name) => ended.states[name]);
    assert.equal(states[3], endings["delete"]?.leaves);
    assert.ok(
      states.slice(0, 3).every((state) => state !== "gone"),
      String(states),
    );
    assert.deepEqual([...new Set(ends)], [usual]);
  });
}

/** The resources of the program to which something else was done. */
const otherThan = (operation: string, { operations }: Told): string[] =>
  Object.entries(operations)
    .filter(([name, done]) => done !== operation && !/^rehearsal-/.test(name))
    .map(([name, done]) => `${name}: ${done}`);

const operationsOf = ({ operations }: Told, names: readonly string[]): (string | undefined)[] =>
  names.map((name) => operations[name]);

/** What was done to the resource of each row. */
const doneTo = (rows: KindStory["rows"], { operations }: Told): Record<string, string | undefined> =>
  Object.fromEntries(changesIn(rows).map(([path]) => [path, operations[slug(path)]]));

const expected = (rows: KindStory["rows"], changes: (row: Change) => boolean): Record<string, string> =>
  Object.fromEntries(changesIn(rows).map(([path, row]) => [path, changes(row) ? "update" : "same"]));

/** Every row has in Azure what it is to have; where one has not, it alone is told. */
function assertHeld(held: Held, rows: KindStory["rows"], moment: "from" | "to" | "gone"): void {
  const unlike = changesIn(rows).filter(([path, row]) => !sameJson(held[path], azureOf(row, moment)));
  assert.deepEqual(
    Object.fromEntries(unlike.map(([path]) => [path, held[path]])),
    Object.fromEntries(unlike.map(([path, row]) => [path, azureOf(row, moment)])),
  );
}

const inState = (state: readonly StateResource[], name: string): StateResource | undefined =>
  state.find(({ urn }) => urn.endsWith(`::${name}`));
