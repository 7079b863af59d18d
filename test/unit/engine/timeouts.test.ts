import assert from "node:assert/strict";
import type sinon from "sinon";
import { systemClock } from "../../../provider/core/clock.js";
import { BackupError } from "../../../provider/core/errors.js";
import type { BackupEngine } from "../../../provider/engine/engine.js";
import { engineOver } from "../../../provider/engine/index.js";
import { timeoutMs, withTimeout } from "../../../provider/engine/timeouts.js";
import { type Answer, BASE, fakeTimers, scripted, withoutPauses } from "../arm/scripted-azure.js";

const GROUP = "/subscriptions/s/resourceGroups/g/providers";
const VAULT = `${GROUP}/Microsoft.RecoveryServices/vaults/v`;
const ITEM = `${VAULT}/backupFabrics/Azure/protectionContainers/c;web/protectedItems/vm;web`;
const OPERATION = { status: 202, headers: { "Azure-AsyncOperation": `${BASE}/operations/o` } };
const RUNNING = { status: 200, headers: { "Retry-After": "60" }, body: { status: "InProgress" } };

const engineWith = (...answers: Answer[]): { engine: BackupEngine; asked: string[] } => {
  const { arm, asked } = scripted(...answers);
  return { engine: engineOver({ arm, clock: systemClock, endpoint: "e" }), asked };
};

describe("the timeout of a call", () => {
  const minutes = (id: string, verb: "create" | "update" | "delete", more = {}) =>
    timeoutMs({ id, verb, ...more }) / 60_000;

  it("is the default of the resource type if none is declared", () => {
    assert.equal(minutes(VAULT, "create"), 120);
    assert.equal(minutes(`${VAULT}/backupPolicies/daily`, "update"), 30);
    assert.equal(minutes(ITEM, "create"), 120);
    assert.equal(minutes(ITEM, "delete"), 80);
    assert.equal(minutes(`${GROUP}/microsoft.compute/SNAPSHOTS/n`, "create"), 1440);
    assert.equal(minutes(`${GROUP}/Microsoft.Compute/snapshots/n`, "delete"), 30);
    assert.equal(minutes(`${GROUP}/Microsoft.Compute/virtualMachines/web/extensions/e`, "delete"), 30);
    assert.equal(minutes(`${GROUP}/Microsoft.Network/virtualNetworks/n`, "create"), 120);
    assert.equal(minutes("/subscriptions/s/resourceGroups/g", "delete"), 120);
  });

  it("is the declared timeout of the verb", () => {
    const timeouts = { create: "1h30m" };

    assert.equal(minutes(VAULT, "create", { timeouts }), 90);
    assert.equal(minutes(VAULT, "update", { timeouts }), 120);
    assert.equal(minutes(VAULT, "create", { timeouts: { create: "90s" } }), 1.5);
  });

  it("is refused if it is not a duration", () => {
    assert.throws(() => timeoutMs({ id: VAULT, verb: "create", timeouts: { create: "soon" } }), {
      code: "InvalidInput",
    });
  });
});

describe("a call with a timeout", () => {
  let timers: sinon.SinonFakeTimers;
  const settles = async () => {
    for (let round = 0; round < 30; round++) await new Promise(setImmediate);
  };

  beforeEach(() => {
    timers = fakeTimers();
  });
  afterEach(() => timers.restore());

  it("returns its result, and leaves no timer", async () => {
    assert.equal(await withTimeout({ id: VAULT, verb: "create" }, async () => "done"), "done");
    assert.equal(timers.countTimers(), 0);
  });

  it("throws its error", async () => {
    const refused = () => Promise.reject(new BackupError("Refused", "no"));

    await assert.rejects(withTimeout({ id: VAULT, verb: "create" }, refused), { code: "Refused", message: "no" });
    assert.equal(timers.countTimers(), 0);
  });

  it("times out with a message about what continues in Azure and how to wait for it again", async () => {
    const { engine, asked } = engineWith(OPERATION, RUNNING, RUNNING, RUNNING);
    const put = withTimeout({ id: VAULT, verb: "create", timeouts: { create: "90s" } }, () =>
      engine.resources.put(VAULT, "1", {}),
    );

    const timedOut = assert.rejects(put, {
      code: "TimedOut",
      message: `The create of Microsoft.RecoveryServices/vaults v timed out after 1m30s. Azure still runs PUT ${VAULT}; the next pulumi up or pulumi destroy waits for it again. To wait longer, set timeouts: { create: "3m" }.`,
    });
    await settles();
    await timers.tickAsync(60_000);
    await settles();
    await timers.tickAsync(30_000);
    await timedOut;
    assert.equal(asked.length, 3);

    await timers.tickAsync(600_000);
    await settles();
    assert.equal(asked.length, 3);
  });

  it("sends no further request after it has timed out, not even for its next step", async () => {
    const { engine, asked } = engineWith(OPERATION, RUNNING, { status: 200, body: { status: "Succeeded" } });
    const twoSteps = async () => {
      await engine.resources.delete(VAULT, "1");
      await engine.resources.delete(`${VAULT}2`, "1");
    };

    const timedOut = assert.rejects(withTimeout({ id: VAULT, verb: "delete", timeouts: { delete: "1s" } }, twoSteps), {
      code: "TimedOut",
    });
    await settles();
    await timers.tickAsync(1000);
    await timedOut;
    await timers.tickAsync(600_000);
    await settles();

    assert.deepEqual(asked, [`DELETE ${VAULT}?api-version=1`, "GET /operations/o"]);
  });

  it("reports a request that it did not send because the time was over", async () => {
    const { engine } = engineWith(OPERATION, RUNNING, { status: 200, body: { status: "Succeeded" } });
    let second: unknown;
    const twoSteps = async () => {
      await engine.resources.delete(VAULT, "1").catch(() => undefined);
      await engine.resources.delete(`${VAULT}2`, "1").catch((error: unknown) => {
        second = error;
      });
    };

    const timedOut = assert.rejects(withTimeout({ id: VAULT, verb: "delete", timeouts: { delete: "1s" } }, twoSteps));
    await settles();
    await timers.tickAsync(1000);
    await timedOut;
    await settles();

    assert.match(String(second), /DELETE .*2 timed out before the request was sent/);
  });

  it("times out even while a request has no response", async () => {
    const never = () => new Promise<never>(() => undefined);

    const timedOut = assert.rejects(withTimeout({ id: VAULT, verb: "update", timeouts: { update: "5m" } }, never), {
      message: /timed out after 5m\. Azure continues accepted operations; .* set timeouts: \{ update: "10m" \}\.$/,
    });
    await timers.tickAsync(300_000);
    await timedOut;
  });

  it("waits in the next run for the operation that is still running", async () => {
    const busy = { status: 400, body: { error: { code: "BMSUserErrorObjectLocked", message: "in progress" } } };
    const { engine, asked } = engineWith(...Array<Answer>(20).fill(busy), { status: 200, body: { name: "v" } });

    const resource = await withoutPauses(
      timers,
      withTimeout({ id: VAULT, verb: "create" }, () => engine.resources.put(VAULT, "1", {})),
    );

    assert.deepEqual(resource, { name: "v" });
    assert.equal(asked.length, 21);
  });

  it("is retried more than four times while it is throttled", async () => {
    const throttled = { status: 429, headers: { "Retry-After": "30" } };
    const { engine } = engineWith(...Array<Answer>(30).fill(throttled), { status: 200, body: { name: "v" } });

    const resource = await withoutPauses(
      timers,
      withTimeout({ id: VAULT, verb: "create" }, () => engine.resources.put(VAULT, "1", {})),
    );

    assert.deepEqual(resource, { name: "v" });
  });
});
