import assert from "node:assert/strict";
import { BackupError } from "../../provider/core/errors.js";
import { parseFaults, withFaults } from "../../provider/service/faults.js";

class Ended extends Error {}
const end = (): never => {
  throw new Ended();
};

const put = (path: string) => new Request(`https://management.azure.com${path}`, { method: "PUT" });

describe("a plan of faults", () => {
  it("is read from its JSON", () => {
    const [fault] = parseFaults('[{"crash": "after", "write": 2, "method": "PUT", "path": "/vaults/[^/]+$"}]');
    assert.equal(fault?.crash, "after");
    assert.equal(fault?.write, 2);
    assert.equal(fault?.method, "PUT");
    assert.equal(fault?.path?.test("/x/VAULTS/v"), true);
  });

  it("may be one entry alone, that strikes the first write", () => {
    assert.deepEqual(parseFaults('{"crash": "before"}'), [{ crash: "before", write: 1 }]);
  });

  it("names the entry that is wrong", () => {
    assert.throws(
      () => parseFaults('[{"crash": "before"}, {"crash": "sideways"}]'),
      (error) =>
        error instanceof BackupError &&
        error.code === "InvalidInput" &&
        /^Entry 1 of the fault plan/.test(error.message),
    );
  });

  it("ends the process before the write that it names is handled", async () => {
    const handled: string[] = [];
    const service = withFaults(
      async (request) => {
        handled.push(new URL(request.url).pathname);
        return new Response(null, { status: 200 });
      },
      parseFaults('[{"crash": "before", "write": 2}]'),
      end,
    );
    await service(put("/one"));
    await assert.rejects(service(put("/two")), Ended);
    assert.deepEqual(handled, ["/one"]);
  });

  it("ends the process after the write was handled and before it is answered", async () => {
    const handled: string[] = [];
    const service = withFaults(
      async (request) => {
        handled.push(new URL(request.url).pathname);
        return new Response(null, { status: 200 });
      },
      parseFaults('[{"crash": "after", "path": "/vaults/"}]'),
      end,
    );
    await service(put("/groups/g"));
    await assert.rejects(service(put("/vaults/v")), Ended);
    assert.deepEqual(handled, ["/groups/g", "/vaults/v"]);
  });

  it("does not count what only reads", async () => {
    const service = withFaults(async () => new Response(null), parseFaults('[{"crash": "before"}]'), end);
    const answer = await service(new Request("https://management.azure.com/one"));
    assert.equal(answer.status, 200);
  });
});
