import assert from "node:assert/strict";
import { DAY_MS } from "../../provider/time/durations.js";
import { ITEM, propertiesOf, type TestAzure, VAULT } from "../support/service.js";
import { openProtected } from "../support/started-azure.js";

const HOUR_MS = 3_600_000;

const retentionOf = (days: number) => ({
  properties: {
    securitySettings: { softDeleteSettings: { softDeleteState: "Enabled", softDeleteRetentionPeriodInDays: days } },
  },
});

describe("an item that is deleted while the soft-delete retention of its vault is 30 days", () => {
  let azure: TestAzure;
  beforeEach(async () => {
    azure = await openProtected();
    await azure.call("PATCH", VAULT, retentionOf(30));
    await azure.call("DELETE", ITEM);
  });
  afterEach(() => azure.close());

  it("reports the retention period and the remaining time", async () => {
    const item = propertiesOf(await azure.call("GET", `${ITEM}?api-version=2025-02-01`));
    assert.deepEqual([item["softDeleteRetentionPeriod"], item["deferredDeleteTimeRemaining"]], [30, "30.00:00:00"]);
  });

  it("exists until the last hour of day 30 and is purged afterwards", async () => {
    azure.advance(30 * DAY_MS - HOUR_MS);
    assert.equal((await azure.call("GET", ITEM)).status, 200);
    azure.advance(HOUR_MS);
    assert.equal((await azure.call("GET", ITEM)).status, 404);
  });

  it("keeps the retention period that was in force when it was deleted", async () => {
    await azure.call("PATCH", VAULT, retentionOf(14));
    azure.advance(29 * DAY_MS);
    assert.equal((await azure.call("GET", ITEM)).status, 200);
  });
});
