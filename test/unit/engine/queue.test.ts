import assert from "node:assert/strict";
import { createQueue } from "../../../provider/engine/queue.js";

/** Work that ends when it is told to. */
function held(name: string, journal: string[]) {
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
  it("runs what has one key in the order it came, one at a time", async () => {
    const journal: string[] = [];
    const [first, second] = [held("first", journal), held("second", journal)];
    const queue = createQueue();

    const results = Promise.all([queue.run("vault", first.work), queue.run("vault", second.work)]);
    await settled();
    first.end();
    await settled();
    second.end();

    assert.deepEqual(await results, ["first", "second"]);
    assert.deepEqual(journal, ["first begins", "first ends", "second begins", "second ends"]);
  });

  it("runs what has different keys at the same time", async () => {
    const journal: string[] = [];
    const [first, second] = [held("first", journal), held("second", journal)];
    const queue = createQueue();

    const results = Promise.all([queue.run("vault", first.work), queue.run("vm", second.work)]);
    await settled();

    assert.deepEqual(journal, ["first begins", "second begins"]);
    first.end();
    second.end();
    await results;
  });

  it("runs the next when one has failed, and gives the failure to its caller alone", async () => {
    const queue = createQueue();

    const failed = queue.run("vault", () => Promise.reject(new Error("refused")));
    const next = queue.run("vault", async () => "done");

    await assert.rejects(failed, { message: "refused" });
    assert.equal(await next, "done");
  });

  it("starts anew when all of a key is done", async () => {
    const queue = createQueue();

    await queue.run("vault", async () => "first");
    await settled();

    assert.equal(await queue.run("vault", async () => "second"), "second");
  });
});
