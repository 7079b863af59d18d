import assert from "node:assert/strict";
import { BackupError } from "../../../provider/core/errors.js";
import { containsAny, leavesOf, redact, redactedError, redactedJson, redactor } from "../../../provider/core/redact.js";
import { SAS } from "../kinds/extension-examples.js";

describe("a redacted text", () => {
  it("loses a secret as it is, in one case, and as JSON, a URI and base64 write it", () => {
    const secret = 'p"w d<&>';

    assert.equal(
      redact('p"w d<&>, P"W D<&>, p\\"w d<&>, p%22w%20d%3C%26%3E, cCJ3IGQ8Jj4= are out', [secret]),
      "[not shown], [not shown], [not shown], [not shown], [not shown] are out",
    );
  });

  it("loses the longer of two secrets of which one contains the other", () => {
    assert.equal(redact("a bluebird is blue", ["blue", "bluebird"]), "a [not shown] is [not shown]");
  });

  it("loses a short secret only where it is a word", () => {
    assert.equal(
      redact("the owner me came 7 times, not 70", ["me", "7"]),
      "the owner [not shown] came [not shown] times, not 70",
    );
  });

  it("loses the signature of a SAS URI that it names alone", () => {
    assert.equal(redact("the signature c2lnbmF0dXJl is expired", [SAS]), "the signature [not shown] is expired");
  });

  it("is the text itself where it shows none, or where the secret is empty", () => {
    assert.equal(redact("a text", ["secret", ""]), "a text");
    assert.equal(containsAny(["secret"], "a text"), false);
    assert.equal(containsAny(["secret"], "a SECRET text"), true);
  });
});

describe("redacted JSON", () => {
  it("loses secrets in strings at any depth and numbers that are secrets, and keeps its keys", () => {
    assert.deepEqual(redactedJson({ pin: [4711, 47, "pin 4711"], deep: { pin: null } }, redactor(["4711", "pin"])), {
      pin: ["[not shown]", 47, "[not shown] [not shown]"],
      deep: { pin: null },
    });
  });
});

describe("a redacted error", () => {
  it("is the error itself where it shows no secret", () => {
    const error = new BackupError("Refused", "no", { cause: new Error("cause") });

    assert.equal(redactedError(error, redactor(["secret"])), error);
  });

  it("loses secrets everywhere, and its cause", () => {
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
