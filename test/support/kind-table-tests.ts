/** The tests of a kind's table itself, for which no command runs: it says something of every input, and its reasons hold. */
import assert from "node:assert/strict";
import type { JsonObject } from "../../provider/core/json.js";
import type { KindStory } from "./kind-story.js";
import { type Change, gapsIn, inputsOf, isChange } from "./kind-table.js";
import { check, reasons } from "./verbs.js";

/** Declares them. */
export function describeTable(story: KindStory): void {
  const { kind, rows, endings } = story;

  it("has a row for each input that can be changed or left out", () => {
    assert.deepEqual(gapsIn(kind.inputs, rows), []);
  });

  it("has an ending for each onDelete", () => {
    const { enum: modes } = kind.inputs.properties["onDelete"] as unknown as { readonly enum: readonly string[] };
    assert.deepEqual(Object.keys(endings).sort(), ["default", ...modes].sort());
  });

  it("says why an input cannot be changed, or not without another", () => {
    for (const [path, row] of Object.entries(rows)) {
      if (!isChange(row)) assert.match(reasonsOf(story, row.to, row.from), row.refused, path);
      else assertReasons(story, path, row);
    }
  });
}

function assertReasons(story: KindStory, path: string, row: Change): void {
  if (row.otherwise !== undefined) {
    const alone = inputsOf(path, { ...row, beside: row.alone ?? {} }, "to");
    assert.match(reasonsOf(story, alone), row.otherwise, path);
  }
  if (row.stays === undefined) return;
  const declared = inputsOf(path, row, "to");
  assert.match(reasonsOf(story, row.without ?? row.beside ?? {}, declared), row.stays, path);
}

/** What a check says of these inputs, in one text. */
function reasonsOf({ kind, least }: KindStory, args: JsonObject, before?: JsonObject): string {
  const given = (inputs: JsonObject): JsonObject => ({ ...least("web"), ...inputs });
  const now = given(args);
  const olds = before === undefined ? {} : check(kind, given(before)).inputs;
  return reasons(kind, check(kind, now, olds).failures, now).join("\n");
}
