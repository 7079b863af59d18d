import assert from "node:assert/strict";
import {
  declaredPart,
  hiddenPart,
  isPlain,
  knownIn,
  plainMark,
  plainText,
} from "../../../provider/dynamic/hidden-inputs.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import { VAULT, VM } from "../kinds/examples.js";

describe("the hidden inputs of a resource", () => {
  it("begin with two underscores, and are not properties of the kind", () => {
    const properties = { name: "web", tags: undefined, __urn: "urn:a" };

    assert.deepEqual(declaredPart(properties), { name: "web" });
    assert.deepEqual(hiddenPart(properties), { __urn: "urn:a" });
  });

  it("let a message quote only the value that the constructor saw, whatever the order of its keys", () => {
    const hidden = { __plain: plainText(["name:other", undefined, plainMark("tags", { a: "1", b: "2" })]) };

    assert.equal(isPlain(hidden, "tags", { b: "2", a: "1" }), true);
    assert.equal(isPlain(hidden, "tags", { a: "1", b: "2", note: "added by a transformation" }), false);
    assert.equal(isPlain(hidden, "name", "web"), false);
    assert.equal(isPlain({}, "tags", { a: "1" }), false);
  });

  it("contain the known properties of a resource only if the input still references it", () => {
    const known = { vm: { id: VM, location: "westeurope" }, vault: { id: UNKNOWN, location: "westeurope" } };

    assert.deepEqual(knownIn({ vm: VM, vault: UNKNOWN, __known: known }), known);
    assert.deepEqual(knownIn({ vm: `${VM}2`, vault: VAULT, __known: known }), {});
    assert.deepEqual(knownIn({ vm: VM }), {});
  });

  it("contain the known properties of a snapshot's source, which is nested in its input", () => {
    const known = { disk: { id: VM, location: "westeurope" } };

    assert.deepEqual(knownIn({ source: { disk: VM }, __known: known }), known);
    assert.deepEqual(knownIn({ source: { disk: VAULT }, __known: known }), {});
  });
});
