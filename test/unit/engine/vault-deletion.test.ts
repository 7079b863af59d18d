/** A vault counts as deleted when its operation has ended and Azure no longer returns it. */
import assert from "node:assert/strict";
import type sinon from "sinon";
import { systemClock } from "../../../provider/core/clock.js";
import { BackupError } from "../../../provider/core/errors.js";
import { engineOver } from "../../../provider/engine/index.js";
import { type Answer, BASE, fakeTimers, scripted, withoutPauses } from "../arm/scripted-azure.js";
import { fakeArm, fakeClock } from "./fakes.js";

const VAULT = "/subscriptions/s/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/v";
const accepted: Answer = { status: 202, headers: { "Azure-AsyncOperation": `${BASE}/operations/o` } };
const operation = (body: object): Answer => ({ status: 200, body });
const missing: Answer = { status: 404, body: { error: { code: "ResourceNotFound", message: "none" } } };

describe("the deletion of a vault", () => {
  let timers: sinon.SinonFakeTimers;

  beforeEach(() => {
    timers = fakeTimers();
  });
  afterEach(() => timers.restore());

  const remove = (...answers: Answer[]) => {
    const { arm, asked } = scripted(...answers);
    const engine = engineOver({ arm, clock: systemClock, endpoint: "e" });
    return { asked, deleted: withoutPauses(timers, engine.vaults.delete(VAULT)) };
  };

  it("polls its operation to the end, and then reads the vault until it no longer exists", async () => {
    const there: Answer = { status: 200, body: { name: "v" } };
    const { asked, deleted } = remove(
      accepted,
      operation({ status: "InProgress" }),
      operation({ status: "Succeeded" }),
      there,
      there,
      missing,
    );

    await deleted;

    assert.deepEqual(asked, [
      `DELETE ${VAULT}?api-version=2026-05-01`,
      "GET /operations/o",
      "GET /operations/o",
      ...Array(3).fill(`GET ${VAULT}?api-version=2026-05-01`),
    ]);
  });

  it("fails with the error of its operation, without reading the vault", async () => {
    const error = { code: "ServiceResourceNotEmptyWithBackendMessage", message: "there is a backup item web" };
    const { asked, deleted } = remove(accepted, operation({ status: "Failed", error }));

    await assert.rejects(deleted, { code: "JobFailed", azureCode: "ServiceResourceNotEmptyWithBackendMessage" });
    assert.equal(asked.length, 2);
  });

  it("times out if Azure still returns the vault two minutes later", async () => {
    const arm = fakeArm();
    arm.write.resolves({ resource: {}, operation: {} });
    arm.find.resolves({ name: "v" });
    const clock = fakeClock();
    const engine = engineOver({ arm, clock, endpoint: "e" });

    await assert.rejects(
      engine.vaults.delete(VAULT),
      (error) =>
        error instanceof BackupError &&
        error.code === "TimedOut" &&
        error.message ===
          `Azure reported ${VAULT} as deleted, but still returns it two minutes later. Run again to check it again.`,
    );
    assert.deepEqual(clock.slept, [1000, 2000, 4000, 8000, 16_000, 32_000, 64_000]);
  });
});
