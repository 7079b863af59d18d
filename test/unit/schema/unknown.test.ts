import assert from "node:assert/strict";
import { runtime } from "@pulumi/pulumi";
import { hasUnknown, isUnknown, UNKNOWN } from "../../../provider/schema/unknown.js";

describe("an unknown value", () => {
  it("is the string that Pulumi's engine sends for it", () => {
    assert.equal(UNKNOWN, runtime.unknownValue);
    assert.equal(isUnknown("04da6b54-80e4-46f7-96ec-b56ff0331ba9"), true);
    assert.equal(isUnknown("west europe"), false);
    assert.equal(isUnknown(undefined), false);
  });

  it("is found at any depth", () => {
    assert.equal(hasUnknown(UNKNOWN), true);
    assert.equal(hasUnknown({ a: [{ b: UNKNOWN }] }), true);
    assert.equal(hasUnknown({ a: [{ b: "known", c: undefined, d: null }] }), false);
    assert.equal(hasUnknown(undefined), false);
  });

  it("is not found inside a longer string", () => {
    assert.equal(hasUnknown(`/subscriptions/${UNKNOWN}`), false);
  });
});
