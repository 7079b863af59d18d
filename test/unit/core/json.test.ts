import assert from "node:assert/strict";
import fc from "fast-check";
import {
  at,
  canonicalText,
  type Json,
  type JsonObject,
  listAt,
  mergeJson,
  mergePatch,
  objectAt,
  sameJson,
  textAt,
  withoutUndefined,
} from "../../../provider/core/json.js";

/** Values of few keys and leaves, so two of them are often equal. */
const few: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<Json>(null, true, 0, "a"),
    fc.array(tie("value"), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom("a", "b", "__proto__"), tie("value"), { maxKeys: 2 }),
  ),
})).value;

const anyObject: fc.Arbitrary<JsonObject> = fc.dictionary(fc.string({ maxLength: 3 }), fc.jsonValue({ maxDepth: 3 }));

const reversed = (value: Json): Json => {
  if (Array.isArray(value)) return value.map((entry: Json) => reversed(entry));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member ?? null)]),
  );
};

describe("plain JSON", () => {
  const vault: JsonObject = { name: "v", properties: { state: "Succeeded", links: ["a"] }, sku: null };

  it("is read along a path of keys", () => {
    assert.equal(at(vault, "properties", "state"), "Succeeded");
    assert.equal(textAt(vault, "properties", "state"), "Succeeded");
    assert.deepEqual(objectAt(vault, "properties"), { state: "Succeeded", links: ["a"] });
    assert.deepEqual(listAt(vault, "properties", "links"), ["a"]);
  });

  it("reads as undefined or empty if a path does not exist or has another type", () => {
    assert.equal(at(vault, "properties", "state", "deeper"), undefined);
    assert.equal(textAt(vault, "sku"), undefined);
    assert.deepEqual(objectAt(vault, "name"), {});
    assert.deepEqual(listAt(vault, "properties"), []);
    assert.equal(at(undefined, "name"), undefined);
  });

  it("has only its own keys, not those of Object.prototype", () => {
    for (const key of ["constructor", "toString", "__proto__"]) assert.equal(at({}, key), undefined);
    assert.equal(at({ constructor: "a" }, "constructor"), "a");
  });

  it("has undefined values removed at any depth, and keeps its nulls", () => {
    const value: JsonObject = { a: undefined, b: { c: undefined, d: null }, e: [{ f: undefined }] };

    const sent = withoutUndefined(value);

    assert.deepEqual(sent, { b: { d: null }, e: [{}] });
    assert.deepEqual(Object.keys(sent), ["b", "e"]);
  });
});

describe("sameJson", () => {
  it("treats an undefined member as missing", () => {
    assert.equal(sameJson({ a: 1, b: undefined }, { a: 1 }), true);
  });

  it("distinguishes null from a missing member, an array from an object, and different orders of an array", () => {
    assert.equal(sameJson({ a: null }, {}), false);
    assert.equal(sameJson([], {}), false);
    assert.equal(sameJson([1, 2], [2, 1]), false);
  });

  it("treats __proto__ as an ordinary key", () => {
    assert.equal(sameJson(JSON.parse('{"__proto__": {}}') as Json, {}), false);
  });

  it("finds every value equal to its copy", () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => sameJson(value, JSON.parse(JSON.stringify(value)) as Json)));
  });

  it("is symmetric", () => {
    fc.assert(fc.property(few, few, (left, right) => sameJson(left, right) === sameJson(right, left)));
  });

  it("is transitive", () => {
    fc.assert(
      fc.property(few, few, few, (first, second, third) => {
        fc.pre(sameJson(first, second) && sameJson(second, third));
        assert.equal(sameJson(first, third), true);
      }),
      { maxSkipsPerRun: 10_000 },
    );
  });

  it("agrees with the comparison of canonical texts", () => {
    fc.assert(
      fc.property(few, few, (left, right) => sameJson(left, right) === (canonicalText(left) === canonicalText(right))),
    );
  });
});

describe("mergeJson", () => {
  it("merges objects key by key and replaces everything else", () => {
    const base = { location: "westeurope", tags: { a: "1", b: "2" }, zones: ["1", "2"] };

    const merged = mergeJson(base, { tags: { b: "3" }, zones: ["3"], location: undefined });

    assert.deepEqual(merged, { location: "westeurope", tags: { a: "1", b: "3" }, zones: ["3"] });
  });

  it("does not change its arguments", () => {
    const base = { tags: { a: "1" } };

    mergeJson(base, { tags: { a: "2" } });

    assert.deepEqual(base, { tags: { a: "1" } });
  });

  it("is idempotent", () => {
    fc.assert(
      fc.property(anyObject, anyObject, (base, patch) => {
        const once = mergeJson(base, patch);
        assert.equal(canonicalText(mergeJson(once, patch)), canonicalText(once));
      }),
    );
  });

  it("changes nothing if the patch equals the value", () => {
    fc.assert(fc.property(anyObject, (value) => sameJson(mergeJson(value, value), value)));
  });

  it("treats __proto__ as an ordinary key", () => {
    const patch = JSON.parse('{"__proto__": {"a": 1}}') as JsonObject;

    assert.equal(canonicalText(mergeJson({}, patch)), '{"__proto__":{"a":1}}');
  });
});

/** The examples of RFC 7396, appendix A. */
const PATCHES: readonly (readonly [target: Json, patch: Json, result: Json])[] = [
  [{ a: "b" }, { a: "c" }, { a: "c" }],
  [{ a: "b" }, { b: "c" }, { a: "b", b: "c" }],
  [{ a: "b" }, { a: null }, {}],
  [{ a: "b", b: "c" }, { a: null }, { b: "c" }],
  [{ a: ["b"] }, { a: "c" }, { a: "c" }],
  [{ a: "c" }, { a: ["b"] }, { a: ["b"] }],
  [{ a: { b: "c" } }, { a: { b: "d", c: null } }, { a: { b: "d" } }],
  [{ a: [{ b: "c" }] }, { a: [1] }, { a: [1] }],
  [
    ["a", "b"],
    ["c", "d"],
    ["c", "d"],
  ],
  [{ a: "b" }, ["c"], ["c"]],
  [{ a: "foo" }, null, null],
  [{ a: "foo" }, "bar", "bar"],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [[1, 2], { a: "b", c: null }, { a: "b" }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
];

describe("mergePatch", () => {
  for (const [target, patch, result] of PATCHES) {
    it(`merges ${JSON.stringify(target)} and the patch ${JSON.stringify(patch)} to ${JSON.stringify(result)}`, () => {
      assert.deepEqual(mergePatch(target, patch), result);
    });
  }

  it("does not change its arguments", () => {
    const target = { tags: { a: "1" } };

    assert.deepEqual(mergePatch(target, { tags: { a: null, b: "2" } }), { tags: { b: "2" } });
    assert.deepEqual(target, { tags: { a: "1" } });
  });

  it("ignores undefined members, and treats any name as an ordinary key", () => {
    const patch = JSON.parse('{"__proto__": {"a": 1}, "constructor": "x", "b": null}') as JsonObject;

    assert.deepEqual(mergePatch({ c: 2 }, { c: undefined }), { c: 2 });
    assert.equal(canonicalText(mergePatch({ b: 1 }, patch)), '{"__proto__":{"a":1},"constructor":"x"}');
  });

  it("is idempotent", () => {
    fc.assert(
      fc.property(few, few, (target, patch) => {
        const once = mergePatch(target, patch);
        assert.equal(canonicalText(mergePatch(once, patch)), canonicalText(once));
      }),
      { seed: 7396 },
    );
  });
});

describe("canonicalText", () => {
  it("writes keys in order and omits undefined members", () => {
    assert.equal(canonicalText({ b: [1, { d: null, c: "x" }], a: undefined }), '{"b":[1,{"c":"x","d":null}]}');
  });

  it("does not depend on the order of keys", () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => canonicalText(value) === canonicalText(reversed(value))));
  });

  it("is JSON of the same value", () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => sameJson(JSON.parse(canonicalText(value)) as Json, value)));
  });
});
