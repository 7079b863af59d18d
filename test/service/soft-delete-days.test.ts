import assert from "node:assert/strict";
import { DAY_MS } from "../../provider/time/durations.js";
import { ITEM, propertiesOf, type TestAzure, VAULT } from "../support/service.js";
import { openProtected } from "../support/started-azure.js";

const HOUR_MS = 3_600_000;

const soft = (days: number) => ({
  properties: {
    securitySettings: { softDeleteSettings: { softDeleteState: "Enabled", softDeleteRetentionPeriodInDays: days } },
  },
});

describe("an item that is deleted while its vault keeps deleted items for 30 days", () => {
  let azure: TestAzure;
  beforeEach(async () => {
    azure = await openProtected();
    await azure.call("PATCH", VAULT, soft(30));
    await azure.call("DELETE", ITEM);
  });
  afterEach(() => azure.close());

  it("shows the days and the time that is left of them", async () => {
    const item = propertiesOf(await azure.call("GET", `${ITEM}?api-version=2025-02-01`));
    assert.deepEqual([item["softDeleteRetentionPeriod"], item["deferredDeleteTimeRemaining"]], [30, "30.00:00:00"]);
  });

  it("exists until the last hour of day 30 and is gone after it", async () => {
    azure.advance(30 * DAY_MS - HOUR_MS);
    assert.equal((await azure.call("GET", ITEM)).status, 200);
    azure.advance(HOUR_MS);
    assert.equal((await azure.call("GET", ITEM)).status, 404);
  });

  it("keeps the days that were in force when it was deleted", async () => {
    await azure.call("PATCH", VAULT, soft(14));
    azure.advance(29 * DAY_MS);
    assert.equal((await azure.call("GET", ITEM)).status, 200);
  });
});
