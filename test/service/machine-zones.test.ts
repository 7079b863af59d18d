import assert from "node:assert/strict";
import { listAt, textAt } from "../../provider/core/json.js";
import { machineIn } from "../support/machine-zone.js";
import { codeOf, ITEM, messageOf, openTestAzure, putProtected, type TestAzure, VAULT } from "../support/service.js";

const POINTS = `${ITEM}/recoveryPoints`;

for (const zone of ["America/New_York", "Asia/Tokyo"]) {
  describe(`the embedded Azure on a machine in the time zone ${zone}`, () => {
    let azure: TestAzure;

    machineIn(zone);
    beforeEach(async () => {
      azure = await openTestAzure();
      await putProtected(azure);
    });
    afterEach(() => azure.close());

    const backupUntil = (recoveryPointExpiryTimeInUTC: string) =>
      azure.call("POST", `${ITEM}/backup`, {
        properties: { objectType: "IaasVMBackupRequest", recoveryPointExpiryTimeInUTC },
      });
    const points = async (query = "") => listAt((await azure.call("GET", `${POINTS}${query}`)).body, "value");

    it("reads an expiry without a time zone as UTC", async () => {
      await backupUntil("2024-06-13T00:00:00");
      await backupUntil("6/14/2024 12:00:00 AM");

      assert.deepEqual(
        (await points()).map((point) => textAt(point, "properties", "recoveryPointProperties", "expiryTime")),
        ["2024-06-14T00:00:00.0000000", "2024-06-13T00:00:00.0000000"],
      );
    });

    it("reads filter dates without a time zone as UTC", async () => {
      await backupUntil("2024-06-13T00:00:00");
      const since = async (date: string) => (await points(`?$filter=startDate eq '${date}'`)).length;
      const jobs = await azure.call("GET", `${VAULT}/backupJobs?$filter=startTime eq '2024-05-13 10:25:29 AM'`);

      assert.deepEqual([await since("2024-05-13 10:25:28 AM"), await since("2024-05-13 10:25:29 AM")], [1, 0]);
      assert.deepEqual(listAt(jobs.body, "value"), []);
    });
  });
}

describe("the embedded Azure", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure();
    await putProtected(azure);
  });
  afterEach(() => azure.close());

  for (const expiry of ["2025-02-30", "1", "2030", "2024-06-13T25:00:00Z"]) {
    it(`refuses the expiry ${expiry}, which is not a date, and names the property`, async () => {
      const answer = await azure.call("POST", `${ITEM}/backup`, {
        properties: { objectType: "IaasVMBackupRequest", recoveryPointExpiryTimeInUTC: expiry },
      });

      assert.deepEqual([answer.status, codeOf(answer)], [400, "BMSUserErrorInvalidRecoveryPointExpiryTime"]);
      assert.match(
        messageOf(answer),
        new RegExp(`recoveryPointExpiryTimeInUTC is ${expiry}(, a time that does not exist)?: expected`),
      );
    });
  }

  it("refuses a filter with a date that does not exist", async () => {
    const answer = await azure.call("GET", `${VAULT}/backupJobs?$filter=startTime eq '2024-02-30 10:00:00 AM'`);

    assert.deepEqual([answer.status, codeOf(answer)], [400, "BadRequest"]);
  });

  it("retains a recovery point until the exact millisecond of its expiry", async () => {
    const backupUntil = (recoveryPointExpiryTimeInUTC: string) =>
      azure.call("POST", `${ITEM}/backup`, {
        properties: { objectType: "IaasVMBackupRequest", recoveryPointExpiryTimeInUTC },
      });
    const count = async () => listAt((await azure.call("GET", POINTS)).body, "value").length;
    await backupUntil("2024-05-14T00:00:00.900Z");
    await backupUntil("2024-06-13T00:00:00Z");

    azure.advance(Date.parse("2024-05-14T00:00:00.500Z") - Date.parse("2024-05-13T10:25:28.000Z"));
    const before = await count();
    azure.advance(400);

    assert.deepEqual([before, await count()], [2, 1]);
  });
});
