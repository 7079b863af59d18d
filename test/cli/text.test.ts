import assert from "node:assert/strict";
import { messageOf } from "../../provider/cli/messages.js";
import { cutAtEnd, cutInMiddle, jsonText, printable, widthOf, wrapped } from "../../provider/cli/text.js";
import { BackupError } from "../../provider/core/errors.js";

/** A character of each group that can control a terminal or be invisible in a name, and its escape sequence. */
const UNSAFE = [
  ["\u0000", "\\u0000"],
  ["\u0007", "\\u0007"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
  ["\u001b", "\\u001b"],
  ["\u007f", "\\u007f"],
  ["\u009b", "\\u009b"],
  ["\u200e", "\\u200e"],
  ["\u202e", "\\u202e"],
  ["\u2066", "\\u2066"],
  ["\u2028", "\\u2028"],
  ["\u200b", "\\u200b"],
  ["\ufeff", "\\ufeff"],
  ["\u{e0041}", "\\udb40\\udc41"],
  ["\ud800", "\\ud800"],
] as const;

describe("text on a terminal", () => {
  it("has its control characters escaped", () => {
    for (const [character, escaped] of UNSAFE) assert.equal(printable(`a${character}b`), `a${escaped}b`);
    for (const safe of ["web-1", "büro", "東京", "👩‍👩‍👧", "می‌خواهم", "a\\b"]) assert.equal(printable(safe), safe);
  });

  it("as JSON contains no control characters and parses to the same value", () => {
    for (const [character] of UNSAFE) {
      const json = jsonText([`a${character}b`]);

      assert.match(json, /^\[\n {2}"a\\.+b"\n\]$/);
      assert.equal(printable(json.replaceAll("\n", "")), json.replaceAll("\n", ""));
      assert.deepEqual(JSON.parse(json), [`a${character}b`]);
    }
  });

  it("has a width in columns of the terminal", () => {
    assert.equal(widthOf("web-1"), 5);
    assert.equal(widthOf("e\u0301"), 1);
    assert.equal(widthOf("東京"), 4);
    assert.equal(widthOf("한글"), 4);
    assert.equal(widthOf("👩‍👩‍👧"), 2);
    assert.equal(widthOf("❤️"), 2);
    assert.equal(widthOf("…"), 1);
  });

  it("is cut at its end or in its middle", () => {
    assert.equal(cutAtEnd("Take Snapshot: Completed", 13), "Take Snapsho…");
    assert.equal(cutAtEnd("Take Snapshot", 6), "Take…");
    assert.equal(cutAtEnd("short", 5), "short");
    assert.equal(cutInMiddle("/subscriptions/s/vaults/safe", 11), "/subs…/safe");
    assert.equal(cutInMiddle("/subscriptions/s/vaults/safe", 10), "/subs…safe");
    assert.equal(cutInMiddle("東京都庁舎", 7), "東…舎");
    assert.equal(cutInMiddle("short", 5), "short");
  });

  it("is wrapped between words", () => {
    assert.equal(wrapped("one two three", 8), "one two\nthree");
    assert.equal(wrapped("one two", Number.POSITIVE_INFINITY), "one two");
  });
});

describe("the message of an error", () => {
  it("contains the server's text with escaped control characters and line breaks", () => {
    const error = new BackupError("NotFound", "GET /a was refused: no\nazvb: all is well\u001b[2J", {
      azureCode: "Gone\u202e",
      details: [{ code: "Inner", message: "bad\u0007\nname" }],
      hint: "Try again.",
    });

    assert.equal(
      messageOf(error),
      [
        "GET /a was refused: no\\nazvb: all is well\\u001b[2J",
        "  Inner: bad\\u0007\\nname",
        "Try again.",
        "(Azure's code: Gone\\u202e)",
      ].join("\n"),
    );
    assert.equal(messageOf(new Error("a\u001bb")), "a\\u001bb");
  });
});
