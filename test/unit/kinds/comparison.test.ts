import assert from "node:assert/strict";
import fc from "fast-check";
import { sameJson } from "../../../provider/core/json.js";
import { holdsDeclared, sameValue } from "../../../provider/kinds/comparison.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import { anyJson, Type, tags } from "../../../provider/schema/vocabulary.js";

const closed = Type.Object({ state: Type.String(), days: Type.Optional(Type.Integer()) });
const open = anyJson();

describe("two values of an input", () => {
  it("are the same by their marks", () => {
    assert.equal(sameValue(Type.String({ ignoreCase: true }), "Web", "wEB"), true);
    assert.equal(sameValue(Type.String({ ignoreCase: true, ignoreSpaces: true }), "West Europe", "westeurope"), true);
    assert.equal(sameValue(Type.String({ ignoreCase: true }), "West Europe", "westeurope"), false);
    assert.equal(sameValue(Type.String(), "Web", "wEB"), false);
  });

  it("are lists in the same order, or in any order where order means nothing", () => {
    const list = Type.Array(Type.String());

    assert.equal(sameValue(list, ["a", "b"], ["b", "a"]), false);
    assert.equal(sameValue({ ...list, unordered: true }, ["a", "b"], ["b", "a"]), true);
    assert.equal(sameValue({ ...list, unordered: true }, ["a", "b"], ["a", "c"]), false);
    assert.equal(sameValue({ ...list, unordered: true }, ["a", "b"], ["a"]), false);
    assert.equal(sameValue({ ...list, unordered: true }, ["a"], ["a", "b"]), false);
    assert.equal(sameValue({ ...list, unordered: true }, ["a", "a"], ["a", "b"]), false);
  });

  it("are objects of the same values, by the marks inside them", () => {
    const named = Type.Object({ id: Type.String({ ignoreCase: true }), note: Type.Optional(Type.String()) });

    assert.equal(sameValue(named, { id: "A" }, { id: "a" }), true);
    assert.equal(sameValue(named, { id: "A", note: "x" }, { id: "a" }), false);
    assert.equal(sameValue(tags(), { a: "1" }, { a: "1", b: "2" }), false);
  });

  it("are never the same where one is unknown, even twice the unknown", () => {
    assert.equal(sameValue(Type.String(), UNKNOWN, UNKNOWN), false);
    assert.equal(sameValue(closed, { state: "a" }, { state: UNKNOWN }), false);
  });

  it("are different where one is missing or of another type", () => {
    assert.equal(sameValue(Type.String(), "a", undefined), false);
    assert.equal(sameValue(Type.String(), undefined, undefined), true);
    assert.equal(sameValue(closed, { state: "a" }, "a"), false);
  });

  it("are the same as themselves in any shape", () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => sameValue(open, value, structuredClone(value))));
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.jsonValue(),
        (left, right) => sameValue(open, left, right) === sameJson(left, right),
      ),
    );
  });
});

describe("what Azure has", () => {
  it("holds a closed shape when nothing else is in it", () => {
    assert.equal(holdsDeclared(closed, { state: "Enabled" }, { state: "Enabled" }), true);
    assert.equal(holdsDeclared(closed, { state: "Enabled" }, { state: "Enabled", days: 14 }), false);
  });

  it("holds properties of any shape when all that is declared is there, whatever Azure added", () => {
    const live = { size: 32, creation: { option: "Empty", source: null }, state: "Ready", zones: ["1"] };

    assert.equal(holdsDeclared(open, { size: 32, creation: { option: "Empty" }, zones: ["1"] }, live), true);
    assert.equal(holdsDeclared(open, {}, live), true);
    assert.equal(holdsDeclared(open, { creation: {} }, {}), true);
  });

  it("does not hold what is missing or differs", () => {
    const live = { size: 32, zones: ["1", "2"], creation: "Empty" };

    assert.equal(holdsDeclared(open, { size: 64 }, live), false);
    assert.equal(holdsDeclared(open, { zones: ["1"] }, live), false);
    assert.equal(holdsDeclared(open, { zones: ["2", "1"] }, live), false);
    assert.equal(holdsDeclared(open, { tier: "P10" }, live), false);
    assert.equal(holdsDeclared(open, { creation: { option: "Empty" } }, live), false);
    assert.equal(holdsDeclared(open, { size: UNKNOWN }, live), false);
  });

  it("holds texts of any shape in another case, since Azure returns ids and enums so", () => {
    assert.equal(holdsDeclared(open, { id: "/subscriptions/S" }, { id: "/SUBSCRIPTIONS/s" }), true);
  });

  it("holds a password that it never shows again", () => {
    const declared = { osProfile: { adminUsername: "azure", adminPassword: "x", customData: "y" } };

    assert.equal(holdsDeclared(open, declared, { osProfile: { adminUsername: "azure" } }), true);
    assert.equal(holdsDeclared(open, declared, { osProfile: { adminUsername: "azure", adminPassword: "z" } }), false);
  });
});
