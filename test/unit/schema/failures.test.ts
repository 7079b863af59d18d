import assert from "node:assert/strict";
import { Ajv } from "ajv";
import type { Json } from "../../../provider/core/json.js";
import { allowed, failuresOf, failureText, propertyPath } from "../../../provider/schema/failures.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import { MARKS, oneOf, type TSchema, Type, tags } from "../../../provider/schema/vocabulary.js";

const closed = { additionalProperties: false };

const shape = Type.Object(
  {
    name: Type.String({ pattern: "^[a-z]+$", expected: "small letters" }),
    redundancy: Type.Optional(oneOf(["GRS", "LRS"])),
    disks: Type.Optional(
      Type.Array(Type.Object({ sizeGb: Type.Integer({ minimum: 1, maximum: 1024 }) }, closed), {
        minItems: 1,
        uniqueItems: true,
      }),
    ),
    login: Type.Optional(
      Type.Object(
        { user: Type.String(), password: Type.String({ minLength: 12, secret: true }) },
        { ...closed, description: "The administrator." },
      ),
    ),
    token: Type.Optional(Type.Object({ value: Type.Integer() }, { secret: true })),
    tags: Type.Optional(tags()),
  },
  closed,
);

const TIERS = ["Gold", "Platinum", "V1", "V2"] as const;
const tiers = Type.Object({ tier: oneOf(TIERS), history: Type.Optional(Type.Array(oneOf(TIERS))) }, closed);
const secretTier = Type.Object({ tier: oneOf(["Gold"], { secret: true }) }, closed);

function lines(schema: TSchema, value: Json): string[] {
  const ajv = new Ajv({ allErrors: true, strict: true });
  ajv.addVocabulary([...MARKS]);
  const validate = ajv.compile(schema);
  validate(value);
  return failuresOf(schema, value, validate.errors ?? []).map((failure) => failureText(failure, false));
}

describe("a path", () => {
  it("is written with dots before keys and brackets around array indexes", () => {
    assert.equal(propertyPath(["a", "b", "0", "c"]), "a.b[0].c");
    assert.equal(propertyPath(["retention", "daily", "count"]), "retention.daily.count");
    assert.equal(propertyPath([]), "");
  });
});

describe("a failure", () => {
  it("names the property, the value and what is allowed", () => {
    assert.deepEqual(lines(shape, { name: "Big", redundancy: "ZRS", disks: [{ sizeGb: 10 }, { sizeGb: 4096 }] }), [
      'name: "Big" is not allowed: expected small letters',
      'redundancy: "ZRS" is not allowed: expected one of "GRS", "LRS"',
      "disks[1].sizeGb: 4096 is not allowed: expected an integer from 1 to 1024",
    ]);
  });

  it("are reported once, though a value breaks two constraints of the schema with one meaning", () => {
    assert.deepEqual(lines(shape, { name: "x", redundancy: { kind: "GRS" } }), [
      'redundancy: {"kind":"GRS"} is not allowed: expected one of "GRS", "LRS"',
    ]);
  });

  it("names a missing property", () => {
    assert.deepEqual(lines(shape, { disks: [{}] }), [
      "name: is missing: expected small letters",
      "disks[0].sizeGb: is missing: expected an integer from 1 to 1024",
    ]);
  });

  it("names an unknown property and the known ones", () => {
    assert.deepEqual(lines(shape, { name: "a", zone: "1", login: { user: "u", password: "123456789012", x: 1 } }), [
      "zone: unknown property. Expected one of name, redundancy, disks, login, token, tags",
      "login.x: unknown property. Expected one of user, password",
    ]);
  });

  it("suggests the property that an unknown one most likely stands for", () => {
    assert.deepEqual(lines(shape, { name: "a", Redundancy: "GRS", login: { user: "u", pasword: "123456789012" } }), [
      'Redundancy: unknown property. Did you mean "redundancy"? Expected one of name, redundancy, disks, login, token, tags',
      "login.password: is missing: expected a string with at least 12 characters",
      'login.pasword: unknown property. Did you mean "password"? Expected one of user, password',
    ]);
  });

  it("suggests the property whose name an unknown one begins with, as other tools name it", () => {
    assert.match(
      lines(shape, { name: "a", redundancyType: "GRS" })[0] ?? "",
      /^redundancyType: unknown property\. Did you mean "redundancy"\?/,
    );
    assert.doesNotMatch(lines(shape, { name: "a", namesOfOthers: "b" })[0] ?? "", /Did you mean/);
  });

  it("names a value of the wrong type", () => {
    assert.deepEqual(lines(shape, { name: 7, disks: "none", tags: { a: 1 } }), [
      "name: 7 is not allowed: expected small letters",
      'disks: "none" is not allowed: expected an array with at least 1 entry',
      "tags.a: 1 is not allowed: expected a string",
    ]);
  });

  it("names the array if it has duplicate entries", () => {
    assert.deepEqual(lines(shape, { name: "a", disks: [{ sizeGb: 1 }, { sizeGb: 1 }] }), [
      'disks: [{"sizeGb":1},{"sizeGb":1}] is not allowed: expected no duplicate entries',
    ]);
  });

  it("names a property whose key has a slash or a tilde", () => {
    assert.deepEqual(lines(shape, { name: "a", tags: { "a/b~c": 1 } }), [
      "tags.a/b~c: 1 is not allowed: expected a string",
    ]);
  });

  it("shows a value of up to 200 characters completely, and shortens a longer one", () => {
    const lineFor = (length: number) => lines(shape, { name: "A".repeat(length) })[0];

    assert.equal(lineFor(200), `name: "${"A".repeat(200)}" is not allowed: expected small letters`);
    assert.equal(lineFor(201), `name: "${"A".repeat(199)}… is not allowed: expected small letters`);
  });

  it("suggests the enum value that a wrong one most likely stands for, but no other code of a few letters", () => {
    const lineFor = (tier: string) => lines(tiers, { tier })[0];

    assert.match(lineFor("gold") ?? "", /^tier: "gold" is not allowed: .*\. Did you mean "Gold"\?$/);
    assert.match(lineFor("Platnum") ?? "", /\. Did you mean "Platinum"\?$/);
    assert.match(lineFor("v1") ?? "", /\. Did you mean "V1"\?$/);
    for (const other of ["V3", "Cold", "nothing like it"]) assert.doesNotMatch(lineFor(other) ?? "", /Did you mean/);
    assert.match(
      lines(tiers, { tier: "Gold", history: ["Gold", "Platinun"] })[0] ?? "",
      /^history\[1\]: .*"Platinum"\?$/,
    );
  });

  it("suggests nothing in place of a secret", () => {
    const failure = { property: "tier", found: '"gold"', reason: "is not allowed", meant: "Gold" };

    assert.equal(failureText(failure, true), "tier: [not shown] is not allowed");
    assert.equal(failureText(failure, false), 'tier: "gold" is not allowed. Did you mean "Gold"?');
    assert.deepEqual(lines(secretTier, { tier: "gold" }), ['tier: is not allowed: expected one of "Gold"']);
  });

  it("never contains a value that the schema marks as secret, or a value inside it", () => {
    assert.deepEqual(lines(shape, { name: "a", login: { user: "u", password: "hunter2" }, token: { value: "t0ps" } }), [
      "login.password: is not allowed: expected a string with at least 12 characters",
      "token.value: is not allowed: expected an integer",
    ]);
  });

  it("never contains a value that is secret in the program", () => {
    const failure = { property: "name", found: '"Hidden"', reason: "is not allowed: expected small letters" };

    assert.equal(failureText(failure, true), "name: [not shown] is not allowed: expected small letters");
    assert.equal(failureText(failure, false), 'name: "Hidden" is not allowed: expected small letters');
  });
});

describe("an unknown value", () => {
  it("is valid in place of a string, an enum, an array and an object", () => {
    assert.deepEqual(
      lines(shape, { name: UNKNOWN, redundancy: UNKNOWN, disks: UNKNOWN, login: UNKNOWN, tags: UNKNOWN }),
      [],
    );
  });

  it("is valid inside an array and inside an object", () => {
    assert.deepEqual(
      lines(shape, {
        name: "a",
        disks: [{ sizeGb: UNKNOWN }, { sizeGb: UNKNOWN }],
        login: { user: "u", password: UNKNOWN },
      }),
      [],
    );
    assert.deepEqual(lines(shape, { name: "a", disks: [UNKNOWN, UNKNOWN] }), []);
  });

  it("does not make other invalid values valid", () => {
    assert.deepEqual(lines(shape, { name: UNKNOWN, redundancy: "ZRS", login: { password: UNKNOWN }, zone: UNKNOWN }), [
      "zone: unknown property. Expected one of name, redundancy, disks, login, token, tags",
      'redundancy: "ZRS" is not allowed: expected one of "GRS", "LRS"',
      "login.user: is missing: expected a string",
    ]);
  });
});

describe("what a schema allows", () => {
  it("is described in plain words", () => {
    assert.equal(allowed(Type.Number({ maximum: 5 })), "a number of at most 5");
    assert.equal(allowed(Type.Boolean()), "a boolean");
    assert.equal(allowed(Type.Array(Type.String(), { minItems: 1, maxItems: 7 })), "an array with 1 to 7 entries");
    assert.equal(allowed(Type.String({ maxLength: 80 })), "a string with at most 80 characters");
    assert.equal(allowed(Type.Object({})), "an object");
  });

  it("is any value if the schema has no constraint", () => {
    assert.equal(allowed(undefined), "a value");
    assert.equal(allowed(Type.Unsafe<Json>({})), "a value");
  });
});
