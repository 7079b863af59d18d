/** Tests of a kind's table, without a Pulumi run: it has all inputs, and a check returns the messages of its rows. */
import assert from "node:assert/strict";
import type { JsonObject } from "../../provider/core/json.js";
import type { KindStory } from "./kind-story.js";
import { type Change, gapsIn, inputsOf, isChange } from "./kind-table.js";
import { check, reasons } from "./verbs.js";

/** Declares the tests. */
export function describeTable(story: KindStory): void {
  const { kind, rows, destroyCases } = story;

  it("has a table row for each input that can be changed or removed", () => {
    assert.deepEqual(gapsIn(kind.inputs, rows), []);
  });

  it("has a destroy case for each onDelete", () => {
    const { enum: modes } = kind.inputs.properties["onDelete"] as unknown as { readonly enum: readonly string[] };
    assert.deepEqual(Object.keys(destroyCases).sort(), ["default", ...modes].sort());
  });

  it("is refused by the check with the reason if an input cannot be changed, or only together with another one", () => {
    for (const [path, row] of Object.entries(rows)) {
      if (!isChange(row)) assert.match(reasonsOf(story, row.to, row.from), row.refused, path);
      else assertReasons(story, path, row);
    }
  });
}

function assertReasons(story: KindStory, path: string, row: Change): void {
  if (row.refusedAlone !== undefined) {
    const aloneInputs = inputsOf(path, { ...row, otherInputs: row.aloneInputs ?? {} }, "to");
    assert.match(reasonsOf(story, aloneInputs), row.refusedAlone, path);
  }
  if (row.removalRefused === undefined) return;
  const declared = inputsOf(path, row, "to");
  assert.match(reasonsOf(story, row.inputsAfterRemoval ?? row.otherInputs ?? {}, declared), row.removalRefused, path);
}

/** The messages of a check of these inputs, as one string. */
function reasonsOf({ kind, required }: KindStory, args: JsonObject, before?: JsonObject): string {
  const withRequired = (inputs: JsonObject): JsonObject => ({ ...required("web"), ...inputs });
  const now = withRequired(args);
  const olds = before === undefined ? {} : check(kind, withRequired(before)).inputs;
  return reasons(kind, check(kind, now, olds).failures, now).join("\n");
}
