import assert from "node:assert/strict";
import type { Fetch } from "../../provider/arm/fetch.js";
import { callControl, readList } from "../../provider/cli/arm-lists.js";
import { messageOf } from "../../provider/cli/messages.js";

const GROUP = "/subscriptions/s/resourceGroups/a b?c#d";

const failing =
  (status: number, message: string): Fetch =>
  async () =>
    Response.json({ error: { code: "InternalServerError", message } }, { status });

describe("a request of azvb to the embedded Azure", () => {
  it("has an encoded path, an api-version and the query parameters of the list", async () => {
    const urls: string[] = [];
    const recording: Fetch = async ({ url }) => {
      urls.push(url);
      return Response.json({ value: [] });
    };

    await readList(recording, `${GROUP}/resources`, { $filter: "status eq 'Failed'" });

    assert.deepEqual(urls, [
      "http://127.0.0.1/subscriptions/s/resourceGroups/a%20b%3Fc%23d/resources?api-version=2025-02-01&%24filter=status+eq+%27Failed%27",
    ]);
  });

  it("that fails with status 500 has an error with the option that prints the cause", async () => {
    for (const send of [
      () => readList(failing(500, "Encountered internal server error."), GROUP),
      () => callControl(failing(500, "Encountered internal server error."), "GET", GROUP),
    ]) {
      await assert.rejects(send, (error: unknown) => {
        assert.equal(
          messageOf(error),
          `GET ${GROUP} failed: Encountered internal server error.\nRun the command again with --debug to print the cause.`,
        );
        return true;
      });
    }
  });

  it("that a control route refuses has an error with the message of the route", async () => {
    await assert.rejects(callControl(failing(400, "Use a shorter duration."), "POST", "/_azvb/clock", {}), {
      code: "InvalidInput",
      message: "Use a shorter duration.",
    });
  });
});
