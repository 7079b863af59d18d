import assert from "node:assert/strict";
import { createLog, silentLog } from "../../../provider/core/log.js";

describe("the log", () => {
  it("writes each line as one line of JSON with the message constant and the rest in fields", () => {
    const lines: string[] = [];
    const log = createLog((line) => lines.push(line));

    log.warn("a write was retried", { id: "/subscriptions/s", tries: 2, text: "two\nlines" });

    assert.deepEqual(lines, [
      '{"level":"warn","message":"a write was retried","id":"/subscriptions/s","tries":2,"text":"two\\nlines"}',
    ]);
  });

  it("keeps warnings and errors where no level is asked for", () => {
    const levels: string[] = [];
    const log = createLog((line) => levels.push((JSON.parse(line) as { level: string }).level));

    log.debug("d");
    log.info("i");
    log.warn("w");
    log.error("e");

    assert.deepEqual(levels, ["warn", "error"]);
  });

  it("binds fields for all lines of a part, and a line's own fields win", () => {
    const lines: string[] = [];
    const log = createLog((line) => lines.push(line), "debug")
      .with({ part: "store" })
      .with({ id: "1" });

    log.debug("opened", { id: "2" });

    assert.deepEqual(lines, ['{"level":"debug","message":"opened","part":"store","id":"2"}']);
  });

  it("is silent where silence is asked for", () => {
    silentLog.error("nobody hears this");
    silentLog.with({ a: 1 }).error("nor this");
  });
});
