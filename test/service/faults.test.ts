import assert from "node:assert/strict";
import { BackupError } from "../../provider/core/errors.js";
import { activePlan, type FaultEffects, parseFaults, withFaults } from "../../provider/service/faults/index.js";

class Ended extends Error {}

const put = (path: string) => new Request(`https://management.azure.com${path}`, { method: "PUT" });
const get = (path: string) => new Request(`https://management.azure.com${path}`);

/** A service with a fault plan; it records the paths that it handled. */
function serviceWithPlan(plan: string) {
  const handled: string[] = [];
  const slept: number[] = [];
  const effects: FaultEffects = {
    end: () => {
      throw new Ended();
    },
    sleep: async (ms) => slept.push(ms),
  };
  const active = activePlan(parseFaults(plan));
  const service = withFaults(
    async (request) => {
      handled.push(new URL(request.url).pathname);
      return new Response(null, { status: 200 });
    },
    () => active,
    effects,
  );
  return { service, handled, slept, counts: () => active?.counts() ?? [] };
}

const refusedAs = (pattern: RegExp) => (error: unknown) =>
  error instanceof BackupError && error.code === "InvalidInput" && pattern.test(error.message);

describe("a fault plan", () => {
  it("is parsed from JSON", () => {
    const [fault] = parseFaults('[{"crash": "after", "write": 2, "method": "PUT", "path": "/vaults/[^/]+$"}]');
    const { path, ...rest } = fault ?? {};
    assert.deepEqual(rest, { verb: "crash", moment: "after", call: 2, times: 1, method: "PUT" });
    assert.equal(path?.test("/x/VAULTS/v"), true);
  });

  for (const [code, title] of [
    [320001, "ResourceNotFound"],
    [380016, "UserErrorGuestAgentVersionUnsupported"],
    [400002, "BackUpOperationFailed"],
    [400136, "UserErrorVmNotFoundV2"],
    [400196, "UserErrorGuestAgentStatusUnavailable"],
    [400206, "ExtensionSnapshotFailedNoNetwork"],
    [400349, "UserErrorCrpReportedUserError"],
    [85, "ExtensionFailedSnapshotLimitReachedError"],
  ] as const) {
    it(`maps the job error ${code} to ${title}`, () => {
      const [fault] = parseFaults(`{"failJob": {"operation": "Backup", "code": ${code}}}`);
      assert.equal(fault?.verb === "failJob" && fault.error.errorTitle, title);
    });
  }

  it("can be a single entry, which applies to the first write", () => {
    assert.deepEqual(parseFaults('{"crash": "before"}'), [{ verb: "crash", moment: "before", call: 1, times: 1 }]);
  });

  const wrong: readonly (readonly [string, RegExp])[] = [
    ['[{"crash": "before"}, {"crash": "sideways"}]', /^Entry 1 of the fault plan: "crash" is "sideways"; expected/],
    ["[7]", /^Entry 0 of the fault plan: 7 is not an object/],
    ["[{}]", /^Entry 0 of the fault plan: no verb; expected exactly one of "crash", "fail"/],
    ['[{"crash": "after", "drop": "after"}]', /^Entry 0 of the fault plan: several verbs: "crash", "drop"/],
    ['[{"drop": "after", "pth": "/x"}]', /^Entry 0 of the fault plan: unknown key "pth"/],
    ['[{"drop": "after", "write": 1}]', /^Entry 0 of the fault plan: unknown key "write"/],
    ['[{"crash": "after", "write": 1, "call": 1}]', /^Entry 0 of the fault plan: both "call" and "write" are set/],
    ['[{"drop": "after", "path": "("}]', /^Entry 0 of the fault plan: "path" is "\("; expected a regular expression/],
    ['[{"drop": "after", "method": "put"}]', /^Entry 0 of the fault plan: "method" is "put"; expected one of "GET"/],
    ['[{"drop": "after", "times": 0}]', /^Entry 0 of the fault plan: "times" is 0; expected an integer from 1/],
    ['[{"slow": {"delayMs": "1s"}}]', /^Entry 0 of the fault plan: "slow\.delayMs" is "1s"; expected an integer/],
    ['[{"slow": {"ms": 1}}]', /^Entry 0 of the fault plan: unknown key "slow\.ms"; expected "delayMs"/],
    ['[{"slow": 5}]', /^Entry 0 of the fault plan: "slow" is 5; expected an object with "delayMs"/],
    ['[{"fail": {"status": 200, "code": "OK"}}]', /"fail\.status" is 200; expected an integer from 400 to 599/],
    ['[{"fail": {"status": 500}}]', /^Entry 0 of the fault plan: "fail\.code" is missing; expected a non-empty string/],
    ['[{"quota": {"calls": 150}}]', /"quota\.periodSeconds" is missing; expected an integer from 1 to 86400/],
    ['[{"quota": {"calls": -1, "periodSeconds": 1}}]', /"quota\.calls" is -1; expected an integer from 0/],
    ['[{"quota": {"calls": 1, "periodSeconds": 1}, "times": 2}]', /^Entry 0 of the fault plan: unknown key "times"/],
    [
      '[{"failJob": {"operation": "Bakcup", "code": 1}}]',
      /"failJob\.operation" is "Bakcup"; expected one of "ConfigureBackup"/,
    ],
    [
      '[{"failJob": {"operation": "Backup", "task": "Transfer", "code": 400052}}]',
      /"failJob\.task" is "Transfer"; expected one of "Take Snapshot", "Transfer data to vault"/,
    ],
    [
      '[{"failJob": {"operation": "Undelete", "task": "Take Snapshot", "code": 400002}}]',
      /"failJob\.task" is "Take Snapshot"; expected none: a Undelete job has no tasks/,
    ],
    [
      '[{"failJob": {"operation": "Backup", "code": 12345}}]',
      /"failJob\.code" is 12345; expected a known code \(see docs\/faults\.md\), or "title" and "message" as well/,
    ],
    [
      '[{"failJob": {"operation": "Backup", "code": 400002, "recommendations": "Retry."}}]',
      /"failJob\.recommendations" is "Retry\."; expected an array of strings/,
    ],
    ['[{"failJob": {"operation": "Backup", "code": 400002}, "method": "POST"}]', /unknown key "method"/],
    ["[{", /^The fault plan is not JSON: /],
  ];
  for (const [plan, message] of wrong) {
    it(`refuses ${plan} and explains why`, () => {
      assert.throws(() => parseFaults(plan), refusedAs(message));
    });
  }

  it("crashes the process before the named write is handled", async () => {
    const { service, handled } = serviceWithPlan('[{"crash": "before", "write": 2}]');
    await service(put("/one"));
    await assert.rejects(service(put("/two")), Ended);
    assert.deepEqual(handled, ["/one"]);
  });

  it("crashes the process after the write is handled and before it is answered", async () => {
    const { service, handled } = serviceWithPlan('[{"crash": "after", "path": "/vaults/"}]');
    await service(put("/groups/g"));
    await assert.rejects(service(put("/vaults/v")), Ended);
    assert.deepEqual(handled, ["/groups/g", "/vaults/v"]);
  });

  it("does not crash the process at a read unless the entry names its method", async () => {
    const withoutMethod = serviceWithPlan('[{"crash": "before"}]');
    const withMethod = serviceWithPlan('[{"crash": "before", "method": "GET"}]');
    assert.equal((await withoutMethod.service(get("/one"))).status, 200);
    await assert.rejects(withMethod.service(get("/one")), Ended);
  });

  it("applies a fault from the n-th matching call on, for the stated number of times", async () => {
    const { service, handled, counts } = serviceWithPlan(
      '[{"fail": {"status": 503, "code": "ServerBusy"}, "path": "/jobs/", "call": 2, "times": 2}]',
    );
    const statuses: number[] = [];
    for (const path of ["/jobs/1", "/vaults/v", "/jobs/2", "/jobs/3", "/jobs/4"]) {
      statuses.push((await service(get(path))).status);
    }
    assert.deepEqual(statuses, [200, 200, 503, 503, 200]);
    assert.deepEqual(handled, ["/jobs/1", "/vaults/v", "/jobs/4"]);
    assert.deepEqual(
      counts().map(({ matched, struck }) => [matched, struck]),
      [[4, 2]],
    );
  });

  it("matches the decoded path, regardless of case", async () => {
    const { service } = serviceWithPlan('[{"fail": {"status": 500, "code": "Oops"}, "path": "VM;web$"}]');
    assert.equal((await service(get("/items/vm%3Bweb"))).status, 500);
  });

  it("fails a call with Azure's error body", async () => {
    const { service } = serviceWithPlan('[{"fail": {"status": 409, "code": "Busy", "message": "Later."}}]');
    const answer = await service(put("/one"));
    assert.deepEqual(await answer.json(), { error: { code: "Busy", message: "Later." } });
    assert.match(answer.headers.get("x-ms-request-id") ?? "", /^[0-9a-f-]{36}$/);
  });

  it("fails a call after it took effect", async () => {
    const { service, handled } = serviceWithPlan('[{"fail": {"status": 500, "code": "Oops", "moment": "after"}}]');
    const answer = await service(put("/one"));
    assert.equal(answer.status, 500);
    assert.deepEqual(handled, ["/one"]);
  });

  it("throttles a call with 429 and Retry-After, without handling it", async () => {
    const { service, handled } = serviceWithPlan('[{"throttle": {"retryAfterSeconds": 7}}]');
    const answer = await service(put("/one"));
    assert.equal(answer.status, 429);
    assert.equal(answer.headers.get("retry-after"), "7");
    assert.deepEqual(handled, []);
  });

  it("delays a call and then handles it", async () => {
    const { service, handled, slept } = serviceWithPlan('[{"slow": {"delayMs": 1500}}]');
    assert.equal((await service(put("/one"))).status, 200);
    assert.deepEqual([slept, handled], [[1500], ["/one"]]);
  });

  it("leaves a call that times out unanswered until the client aborts it", async () => {
    const { service, handled } = serviceWithPlan('[{"timeout": "after"}]');
    const client = new AbortController();
    const answer = service(new Request("https://management.azure.com/one", { method: "PUT", signal: client.signal }));
    client.abort(new Error("enough"));
    await assert.rejects(answer, /enough/);
    assert.deepEqual(handled, ["/one"]);
  });

  it("drops the connection with ECONNRESET", async () => {
    const { service, handled } = serviceWithPlan('[{"drop": "before"}, {"drop": "after", "call": 2}]');
    const isConnectionReset = (error: unknown) =>
      error instanceof TypeError && (error.cause as { code?: unknown }).code === "ECONNRESET";
    await assert.rejects(service(put("/one")), isConnectionReset);
    await assert.rejects(service(put("/two")), isConnectionReset);
    assert.deepEqual(handled, ["/two"]);
  });

  it("combines several faults that apply to the same call", async () => {
    const { service, slept } = serviceWithPlan('[{"slow": {"delayMs": 20}}, {"throttle": {"retryAfterSeconds": 1}}]');
    assert.equal((await service(put("/one"))).status, 429);
    assert.deepEqual(slept, [20]);
  });
});
