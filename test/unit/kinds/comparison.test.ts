import assert from "node:assert/strict";
import fc from "fast-check";
import { sameJson } from "../../../provider/core/json.js";
import { holdsDeclared, sameValue } from "../../../provider/kinds/comparison.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import { anyJson, Type, tags } from "../../../provider/schema/vocabulary.js";

const closed = Type.Object({ state: Type.String(), days: Type.Optional(Type.Integer()) });
const freeForm = anyJson();

describe("two values of an input", () => {
  it("are equal according to the marks ignoreCase and ignoreSpaces of their schema", () => {
    assert.equal(sameValue(Type.String({ ignoreCase: true }), "Web", "wEB"), true);
    assert.equal(sameValue(Type.String({ ignoreCase: true, ignoreSpaces: true }), "West Europe", "westeurope"), true);
    assert.equal(sameValue(Type.String({ ignoreCase: true }), "West Europe", "westeurope"), false);
    assert.equal(sameValue(Type.String(), "Web", "wEB"), false);
  });

  it("are equal as lists in the same order, or in any order if the schema marks the list as unordered", () => {
    const list = Type.Array(Type.String());

    assert.equal(sameValue(list, ["a", "b"], ["b", "a"]), false);
    assert.equal(sameValue({ ...list, unordered: true }, ["a", "b"], ["b", "a"]), true);
    assert.equal(sameValue({ ...list, unordered: true }, ["a", "b"], ["a", "c"]), false);
    assert.equal(sameValue({ ...list, unordered: true }, ["a", "b"], ["a"]), false);
    assert.equal(sameValue({ ...list, unordered: true }, ["a"], ["a", "b"]), false);
    assert.equal(sameValue({ ...list, unordered: true }, ["a", "a"], ["a", "b"]), false);
  });

  it("are equal as objects if their values are equal according to the marks inside", () => {
    const named = Type.Object({ id: Type.String({ ignoreCase: true }), note: Type.Optional(Type.String()) });

    assert.equal(sameValue(named, { id: "A" }, { id: "a" }), true);
    assert.equal(sameValue(named, { id: "A", note: "x" }, { id: "a" }), false);
    assert.equal(sameValue(tags(), { a: "1" }, { a: "1", b: "2" }), false);
  });

  it("are never equal if one is unknown, even if both are", () => {
    assert.equal(sameValue(Type.String(), UNKNOWN, UNKNOWN), false);
    assert.equal(sameValue(closed, { state: "a" }, { state: UNKNOWN }), false);
  });

  it("are different if one is missing or of another type", () => {
    assert.equal(sameValue(Type.String(), "a", undefined), false);
    assert.equal(sameValue(Type.String(), undefined, undefined), true);
    assert.equal(sameValue(closed, { state: "a" }, "a"), false);
  });

  it("are equal exactly if their JSON is equal, in free-form properties", () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => sameValue(freeForm, value, structuredClone(value))));
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.jsonValue(),
        (left, right) => sameValue(freeForm, left, right) === sameJson(left, right),
      ),
    );
  });
});

describe("the live state", () => {
  it("matches a closed object only if it contains nothing else", () => {
    assert.equal(holdsDeclared(closed, { state: "Enabled" }, { state: "Enabled" }), true);
    assert.equal(holdsDeclared(closed, { state: "Enabled" }, { state: "Enabled", days: 14 }), false);
  });

  it("matches free-form properties if it contains everything that is declared, whatever Azure added", () => {
    const live = { size: 32, creation: { option: "Empty", source: null }, state: "Ready", zones: ["1"] };

    assert.equal(holdsDeclared(freeForm, { size: 32, creation: { option: "Empty" }, zones: ["1"] }, live), true);
    assert.equal(holdsDeclared(freeForm, {}, live), true);
    assert.equal(holdsDeclared(freeForm, { creation: {} }, {}), true);
  });

  it("does not match if a declared value is missing or differs", () => {
    const live = { size: 32, zones: ["1", "2"], creation: "Empty" };

    assert.equal(holdsDeclared(freeForm, { size: 64 }, live), false);
    assert.equal(holdsDeclared(freeForm, { zones: ["1"] }, live), false);
    assert.equal(holdsDeclared(freeForm, { zones: ["2", "1"] }, live), false);
    assert.equal(holdsDeclared(freeForm, { tier: "P10" }, live), false);
    assert.equal(holdsDeclared(freeForm, { creation: { option: "Empty" } }, live), false);
    assert.equal(holdsDeclared(freeForm, { size: UNKNOWN }, live), false);
  });

  it("matches free-form strings in another letter case, because Azure changes the case of ids and enums", () => {
    assert.equal(holdsDeclared(freeForm, { id: "/subscriptions/S" }, { id: "/SUBSCRIPTIONS/s" }), true);
  });

  it("matches a declared password that Azure never returns", () => {
    const declared = { osProfile: { adminUsername: "azure", adminPassword: "x", customData: "y" } };

    assert.equal(holdsDeclared(freeForm, declared, { osProfile: { adminUsername: "azure" } }), true);
    assert.equal(
      holdsDeclared(freeForm, declared, { osProfile: { adminUsername: "azure", adminPassword: "z" } }),
      false,
    );
  });
});
