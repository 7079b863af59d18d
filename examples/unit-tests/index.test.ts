// The program under Pulumi's mocks: every resource is checked as at preview, and its writes are recorded.
import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import * as pulumi from "@pulumi/pulumi";
import { backupMocks, rememberingEngine, stubEngine } from "azure-vm-backup/testing";

const { engine, writes } = stubEngine(rememberingEngine());
const VAULT =
  "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/shop/providers/Microsoft.RecoveryServices/vaults/shop-backups";

describe("the shop", () => {
  before(async () => {
    await pulumi.runtime.setMocks(backupMocks(engine), "shop", "test");
    const program = await import("./index.js");
    for (const id of [program.web, program.db]) await new Promise((resolve) => id.apply(resolve));
  });

  it("keeps the backups of the database for a year, and those of the others for a month", () => {
    const policies = writes
      .filter(({ call }) => call === "protectedItems.protect")
      .map(({ args: [id, body] }) => [String(id).split(";").at(-1), (body as { policyId: string }).policyId]);

    assert.deepEqual(Object.fromEntries(policies), {
      web: `${VAULT}/backupPolicies/month`,
      db: `${VAULT}/backupPolicies/year`,
    });
  });

  it("sends the policy in the form that Azure requires", async () => {
    const policy = await engine.policies.find(`${VAULT}/backupPolicies/year`);

    assert.partialDeepStrictEqual(policy, {
      properties: {
        schedulePolicy: { scheduleRunFrequency: "Daily", scheduleRunTimes: ["2024-01-01T02:00:00Z"] },
        retentionPolicy: { dailySchedule: { retentionDuration: { count: 365, durationType: "Days" } } },
      },
    });
  });
});
