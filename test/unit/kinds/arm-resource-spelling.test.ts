/** The rules of an ArmResource read a declaration as Azure does: names and enum values in any case, numbers in strings. */
import assert from "node:assert/strict";
import type { JsonObject } from "../../../provider/core/json.js";
import { armResource } from "../../../provider/kinds/arm-resource/index.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import { check } from "../../support/verbs.js";
import { diskInputs } from "./examples.js";

const EMPTY = { createOption: "Empty" };

/** The properties that a check refuses. */
const refused = (properties: JsonObject | string, previous?: JsonObject): string[] => {
  const olds = previous === undefined ? undefined : { ...diskInputs, properties: previous };
  return check(armResource, { ...diskInputs, properties }, olds).failures.map(({ property }) => property);
};

describe("the rules of an ArmResource", () => {
  it("accept names and values in any case, and numbers in strings", () => {
    assert.deepEqual(refused({ CREATIONDATA: { createoption: "empty" }, DISKSIZEGB: 64 }), []);
    assert.deepEqual(refused({ creationData: EMPTY, diskSizeGB: "64" }), []);
  });

  it("refuse what Azure refuses in any case, by Azure's name of the property", () => {
    assert.deepEqual(refused({ creationData: EMPTY, DISKSIZEGB: 70_000 }), ["properties.diskSizeGB"]);
    assert.deepEqual(refused({ creationData: EMPTY, DiskSizeGb: 32 }, { creationData: EMPTY, diskSizeGB: 64 }), [
      "properties.diskSizeGB",
    ]);
  });

  it("accept what is not known yet", () => {
    assert.deepEqual(refused(UNKNOWN), []);
    assert.deepEqual(refused({ CREATIONDATA: UNKNOWN, DISKSIZEGB: UNKNOWN }), []);
  });
});
