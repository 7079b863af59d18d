import assert from "node:assert/strict";
import { type Json, listAt } from "../../provider/core/json.js";
import { codeOf, GROUP, messageOf, openTestAzure, type TestAzure, VAULT } from "../support/service.js";

const FAULTS = "/_azvb/faults";
const WESTEUROPE = { location: "westeurope" };

for (const overHttp of [false, true]) {
  describe(`the fault plan of a service ${overHttp ? "over HTTP" : "in process"}`, () => {
    let azure: TestAzure;

    beforeEach(async () => {
      azure = await openTestAzure({ overHttp });
    });

    afterEach(() => azure.close());

    const plan = (...entries: Json[]) => azure.call("PUT", FAULTS, entries);

    it("is empty at first", async () => {
      const answer = await azure.call("GET", FAULTS);
      assert.deepEqual([answer.status, answer.body], [200, { faults: [] }]);
    });

    it("applies a fault, and reports how many requests matched and how many it was applied to", async () => {
      await plan({ fail: { status: 503, code: "ServerBusy" }, method: "PUT", path: "/resourceGroups/[^/]+$" });
      const put = await azure.call("PUT", GROUP, WESTEUROPE);
      const got = await azure.call("GET", GROUP);
      const answer = await azure.call("GET", FAULTS);
      assert.deepEqual([put.status, codeOf(put), got.status], [503, "ServerBusy", 404]);
      assert.deepEqual(listAt(answer.body, "faults"), [
        {
          fail: {
            status: 503,
            code: "ServerBusy",
            message: "The fault plan answers ServerBusy here.",
            moment: "before",
          },
          method: "PUT",
          path: "/resourceGroups/[^/]+$",
          call: 1,
          times: 1,
          matched: 1,
          struck: 1,
        },
      ]);
    });

    it("drops the connection after a write is stored", async () => {
      await plan({ drop: "after" });
      await assert.rejects(azure.call("PUT", GROUP, WESTEUROPE), TypeError);
      assert.equal((await azure.call("GET", GROUP)).status, 200);
    });

    it("enforces a quota by the service's clock, as Azure does for reads of jobs", async () => {
      const job = `${VAULT}/backupJobs/00000000-0000-4000-8000-00000000000a`;
      await plan({ quota: { calls: 150, periodSeconds: 3600 }, method: "GET", path: "/backupJobs/[^/]+$" });
      const statuses = new Set<number>();
      for (let read = 0; read < 150; read++) statuses.add((await azure.call("GET", job)).status);
      azure.advance(3_276_000);
      const over = await azure.call("GET", job);
      const other = await azure.call("GET", GROUP);
      azure.advance(323_999);
      const late = await azure.call("GET", job);
      azure.advance(1);
      const renewed = await azure.call("GET", job);
      const [entry] = listAt((await azure.call("GET", FAULTS)).body, "faults");

      assert.deepEqual([...statuses], [404]);
      assert.deepEqual(
        [over.status, codeOf(over), over.headers.get("retry-after")],
        [429, "ResourceRequestsThrottled", "324"],
      );
      assert.equal(
        messageOf(over),
        "Number of requests for action 'Microsoft.RecoveryServices/vaults/backupJobs/read' exceeded the limit of '150' for time interval '01:00:00'. Please try again after '324' seconds.",
      );
      assert.deepEqual(
        [other.status, late.status, late.headers.get("retry-after"), renewed.status],
        [404, 429, "1", 404],
      );
      assert.deepEqual(entry, {
        quota: { calls: 150, periodSeconds: 3600 },
        method: "GET",
        path: "/backupJobs/[^/]+$",
        matched: 153,
        struck: 2,
      });
    });

    it("uses the clock that GET /_azvb/clock returns", async () => {
      const before = await azure.call("GET", "/_azvb/clock");
      azure.advance(90_000);
      const after = await azure.call("GET", "/_azvb/clock");
      assert.deepEqual([before.status, before.body], [200, { now: "2024-05-13T10:25:28.000Z", offsetMs: 0 }]);
      assert.deepEqual(after.body, { now: "2024-05-13T10:26:58.000Z", offsetMs: 0 });
    });

    it("does not store a write that exceeds a quota", async () => {
      await plan({ quota: { calls: 0, periodSeconds: 60 }, method: "PUT" });
      const put = await azure.call("PUT", GROUP, WESTEUROPE);
      assert.deepEqual([put.status, put.headers.get("retry-after")], [429, "60"]);
      assert.equal((await azure.call("GET", GROUP)).status, 404);
    });

    it("reports the jobs that it fails, with the title, message and recommendations of the error code", async () => {
      await plan({ failJob: { operation: "Restore", code: 400138 }, times: 2 });
      assert.deepEqual(listAt((await azure.call("GET", FAULTS)).body, "faults"), [
        {
          failJob: {
            operation: "Restore",
            code: 400138,
            title: "UserErrorSubnetNotFoundV2",
            message: "Subnet doesn't exist.",
            recommendations: ["Please make sure that subnet exists or select a different subnet."],
          },
          call: 1,
          times: 2,
          matched: 0,
          struck: 0,
        },
      ]);
    });

    it("ends when it is deleted", async () => {
      await plan({ drop: "before", times: 1000 });
      const ended = await azure.call("DELETE", FAULTS);
      const put = await azure.call("PUT", GROUP, WESTEUROPE);
      assert.deepEqual([ended.status, put.status], [204, 201]);
    });

    it("stays unchanged when the next plan is refused", async () => {
      await plan({ throttle: { retryAfterSeconds: 1 } });
      const refused = await plan({ throttle: { seconds: 1 } });
      const foreign = await plan({ crash: "before", andProcessOf: "/tmp/pid" });
      const answer = await azure.call("GET", FAULTS);
      assert.deepEqual([refused.status, foreign.status], [400, 400]);
      assert.match(messageOf(refused), /^Entry 0 of the fault plan: unknown key "throttle\.seconds"/);
      assert.match(messageOf(foreign), /^Entry 0 of the fault plan: "andProcessOf" is accepted only from a file/);
      assert.equal(listAt(answer.body, "faults").length, 1);
    });

    it("refuses other methods with 405", async () => {
      assert.equal((await azure.call("POST", FAULTS, [])).status, 405);
    });
  });
}

describe("a request that is never answered", () => {
  it("is aborted when the service closes", async () => {
    const azure = await openTestAzure({ overHttp: true });
    await azure.call("PUT", FAULTS, [{ timeout: "before", path: "resourceGroups" }]);
    const unanswered = azure.call("GET", GROUP);
    const answer = await azure.call("GET", FAULTS);
    // Closing the listener aborts every connection; otherwise it would wait for the unanswered one.
    await Promise.all([azure.close(), assert.rejects(unanswered, TypeError)]);
    assert.equal(answer.status, 200);
  });
});
