import assert from "node:assert/strict";
import sinon from "sinon";
import { createLog, silentLog } from "../../../provider/core/log.js";

describe("the log", () => {
  it("writes each entry as one line of JSON, with a constant message and the data in fields", () => {
    const lines: string[] = [];
    const log = createLog((line) => lines.push(line));

    log.warn("a write was retried", { id: "/subscriptions/s", tries: 2, text: "two\nlines" });

    assert.deepEqual(lines, [
      '{"level":"warn","message":"a write was retried","id":"/subscriptions/s","tries":2,"text":"two\\nlines"}',
    ]);
  });

  it("writes only warnings and errors by default", () => {
    const levels: string[] = [];
    const log = createLog((line) => levels.push((JSON.parse(line) as { level: string }).level));

    log.debug("d");
    log.info("i");
    log.warn("w");
    log.error("e");

    assert.deepEqual(levels, ["warn", "error"]);
  });

  it("adds bound fields to every line, and a line's own fields take precedence", () => {
    const lines: string[] = [];
    const log = createLog((line) => lines.push(line), "debug")
      .with({ part: "store" })
      .with({ id: "1" });

    log.debug("opened", { id: "2" });

    assert.deepEqual(lines, ['{"level":"debug","message":"opened","part":"store","id":"2"}']);
  });

  it("accepts entries without writing them if it is silent", () => {
    const written = [process.stdout, process.stderr].map((stream) => sinon.stub(stream, "write").returns(true));
    silentLog.error("discarded");
    silentLog.with({ a: 1 }).error("discarded too");
    sinon.restore();

    assert.deepEqual(
      written.flatMap(({ args }) => args),
      [],
    );
  });
});
