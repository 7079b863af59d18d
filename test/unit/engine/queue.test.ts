import assert from "node:assert/strict";
import { createQueue } from "../../../provider/engine/queue.js";

/** Work that ends when the test calls `end`. */
function controlledWork(name: string, journal: string[]) {
  let end: () => void = () => undefined;
  const work = () => {
    journal.push(`${name} begins`);
    return new Promise<string>((resolve) => {
      end = () => {
        journal.push(`${name} ends`);
        resolve(name);
      };
    });
  };
  return { work, end: () => end() };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("the queue", () => {
  it("runs work of one key one at a time, in order", async () => {
    const journal: string[] = [];
    const [first, second] = [controlledWork("first", journal), controlledWork("second", journal)];
    const queue = createQueue();

    const results = Promise.all([queue.run("vault", first.work), queue.run("vault", second.work)]);
    await settled();
    first.end();
    await settled();
    second.end();

    assert.deepEqual(await results, ["first", "second"]);
    assert.deepEqual(journal, ["first begins", "first ends", "second begins", "second ends"]);
  });

  it("runs work of different keys concurrently", async () => {
    const journal: string[] = [];
    const [first, second] = [controlledWork("first", journal), controlledWork("second", journal)];
    const queue = createQueue();

    const results = Promise.all([queue.run("vault", first.work), queue.run("vm", second.work)]);
    await settled();

    assert.deepEqual(journal, ["first begins", "second begins"]);
    first.end();
    second.end();
    await results;
  });

  it("runs the next work after failed work, whose error only its caller gets", async () => {
    const queue = createQueue();

    const failed = queue.run("vault", () => Promise.reject(new Error("refused")));
    const next = queue.run("vault", async () => "done");

    await assert.rejects(failed, { message: "refused" });
    assert.equal(await next, "done");
  });

  it("runs further work of a key after all of its work has ended", async () => {
    const queue = createQueue();

    await queue.run("vault", async () => "first");
    await settled();

    assert.equal(await queue.run("vault", async () => "second"), "second");
  });
});
