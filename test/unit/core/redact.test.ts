import assert from "node:assert/strict";
import { BackupError } from "../../../provider/core/errors.js";
import { containsAny, leavesOf, redact, redactedError, redactedJson, redactor } from "../../../provider/core/redact.js";
import { SAS } from "../kinds/extension-examples.js";

describe("a redacted string", () => {
  it("contains no secret in its original form, in another case, as JSON, as a URI component or in base64", () => {
    const secret = 'p"w d<&>';

    assert.equal(
      redact('p"w d<&>, P"W D<&>, p\\"w d<&>, p%22w%20d%3C%26%3E, cCJ3IGQ8Jj4= are out', [secret]),
      "[not shown], [not shown], [not shown], [not shown], [not shown] are out",
    );
  });

  it("has the longer secret redacted if it contains another one", () => {
    assert.equal(redact("a bluebird is blue", ["blue", "bluebird"]), "a [not shown] is [not shown]");
  });

  it("has a short secret redacted only if it is a separate word", () => {
    assert.equal(
      redact("the owner me came 7 times, not 70", ["me", "7"]),
      "the owner [not shown] came [not shown] times, not 70",
    );
  });

  it("has the signature of a secret SAS URI redacted even on its own", () => {
    assert.equal(redact("the signature c2lnbmF0dXJl is expired", [SAS]), "the signature [not shown] is expired");
  });

  it("is unchanged if it contains no secret, or if the secret is empty", () => {
    assert.equal(redact("a text", ["secret", ""]), "a text");
    assert.equal(containsAny(["secret"], "a text"), false);
    assert.equal(containsAny(["secret"], "a SECRET text"), true);
  });
});

describe("redacted JSON", () => {
  it("has secret strings and numbers redacted at any depth, and keeps its keys", () => {
    assert.deepEqual(redactedJson({ pin: [4711, 47, "pin 4711"], deep: { pin: null } }, redactor(["4711", "pin"])), {
      pin: ["[not shown]", 47, "[not shown] [not shown]"],
      deep: { pin: null },
    });
  });
});

describe("a redacted error", () => {
  it("is the same error if it contains no secret", () => {
    const error = new BackupError("Refused", "no", { cause: new Error("cause") });

    assert.equal(redactedError(error, redactor(["secret"])), error);
  });

  it("has secrets redacted in all properties, and has no cause", () => {
    const facts = { details: [{ message: "secret" }], hint: "No secret.", requestId: "r", cause: new Error("secret") };
    const redacted = redactedError(new BackupError("Refused", "the secret", facts), redactor(["secret"]));

    assert.deepEqual(
      [redacted.message, redacted.details, redacted.hint, redacted.requestId, redacted.cause],
      ["the [not shown]", [{ message: "[not shown]" }], "No [not shown].", "r", undefined],
    );
  });
});

describe("the leaves of a value", () => {
  it("are its strings and numbers, as strings", () => {
    assert.deepEqual(leavesOf({ a: ["x", 1, true, null], b: { c: "y" } }), ["x", "1", "y"]);
  });
});
