import assert from "node:assert/strict";
import { at, type Json } from "../../provider/core/json.js";
import {
  type Answer,
  codeOf,
  DISK,
  GROUP,
  ITEM,
  openTestAzure,
  protection,
  putBasics,
  STOP,
  SUBSCRIPTION,
  type TestAzure,
  VAULT,
  VM,
} from "../support/service.js";
import { openProtected } from "../support/started-azure.js";

const JOBS = `${VAULT}/backupJobs`;
const HOUR_MS = 3_600_000;
const COMPUTE = `${GROUP}/providers/Microsoft.Compute`;
const LOCATION = `${SUBSCRIPTION}/providers/Microsoft.RecoveryServices/locations/westeurope`;
const entriesOf = ({ body }: Answer): Json[] => body["value"] as Json[];

describe("the job list and usage summaries of a vault", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openProtected();
    azure.advance(HOUR_MS);
    await azure.call("PUT", ITEM, STOP);
    azure.advance(HOUR_MS);
    await azure.call("PUT", ITEM, protection());
  });

  afterEach(() => azure.close());

  const FILTERS: readonly (readonly [filter: string, operations: readonly string[]])[] = [
    ["operation eq 'DisableBackup'", ["DisableBackup"]],
    ["status eq 'Completed' and operation eq 'ConfigureBackup'", ["ConfigureBackup", "ConfigureBackup"]],
    ["status eq 'InProgress'", []],
    ["startTime eq '2024-05-13 11:00:00 AM'", ["ConfigureBackup", "DisableBackup"]],
    [
      "startTime eq '2024-05-13 11:00:00 AM' and endTime eq '2024-05-13 12:00:00 PM' and backupManagementType eq 'AzureIaasVM'",
      ["DisableBackup"],
    ],
  ];
  for (const [filter, operations] of FILTERS) {
    it(`filter jobs by ${filter}`, async () => {
      const jobs = entriesOf(await azure.call("GET", `${JOBS}?$filter=${filter}`));
      assert.deepEqual(
        jobs.map((job) => at(job, "properties", "operation")),
        operations,
      );
    });
  }

  it("refuse a filter whose startTime is not a date", async () => {
    const answer = await azure.call("GET", `${JOBS}?$filter=startTime eq 'yesterday'`);
    assert.deepEqual([answer.status, codeOf(answer)], [400, "BadRequest"]);
  });

  it("count a soft-deleted item and its container until they are purged, and refuse an unknown type", async () => {
    const counts = async () => {
      const requests = ["BackupProtectedItemCountSummary", "BackupProtectionContainerCountSummary"].map((type) =>
        azure.call("GET", `${VAULT}/backupUsageSummaries?$filter=type eq '${type}'`),
      );
      return (await Promise.all(requests)).map((answer) => at(entriesOf(answer)[0], "currentValue"));
    };
    const before = await counts();
    await azure.call("DELETE", ITEM);
    const softDeleted = await counts();
    azure.advance(14 * 24 * HOUR_MS);
    assert.deepEqual(
      [before, softDeleted, await counts()],
      [
        [1, 1],
        [1, 1],
        [0, 0],
      ],
    );
    const unknown = await azure.call("GET", `${VAULT}/backupUsageSummaries?$filter=type eq 'Everything'`);
    assert.deepEqual([unknown.status, codeOf(unknown)], [400, "BadRequest"]);
  });

  it("count only the jobs of the last 24 hours", async () => {
    azure.advance(23 * HOUR_MS);
    const counts = entriesOf(
      await azure.call("GET", `${VAULT}/backupUsageSummaries?$filter=type eq 'BackupJobCountSummary'`),
    );
    const counted = counts.map((one) => [at(one, "name", "value"), at(one, "currentValue")]);
    assert.deepEqual(counted.slice(0, 2), [
      ["InProgress", 0],
      ["Completed", 2],
    ]);
  });
});

describe("the validation before protection", () => {
  it("reports whether a vault can protect a VM, and why not", async () => {
    const azure = await openTestAzure();
    try {
      await putBasics(azure);
      const ask = (resourceId: string) =>
        azure.call("POST", `${LOCATION}/backupPreValidateProtection`, {
          resourceType: "VM",
          resourceId,
          vaultId: VAULT,
        });
      const existing = await ask(VM);
      const missing = await ask(`${VM}-ghost`);
      const feature = await azure.call("POST", `${LOCATION}/backupValidateFeatures`, {
        featureType: "AzureVMResourceBackup",
        vmSize: "Standard_DS1_v2",
      });
      assert.deepEqual([existing.body["status"], missing.body["status"]], ["Succeeded", "Failed"]);
      assert.equal(missing.body["errorCode"], "UserErrorVmNotFoundV2");
      assert.equal(feature.body["supportStatus"], "Supported");
    } finally {
      await azure.close();
    }
  });
});

describe("the usage report of snapshots", () => {
  it("counts 0.3226 per day of a 31-day month for each snapshot of 10 GiB, full or incremental", async () => {
    const azure = await openTestAzure();
    try {
      await azure.call("PUT", GROUP, { location: "westeurope" });
      const creationData = { createOption: "Copy", sourceResourceId: DISK };
      await azure.call("PUT", DISK, {
        location: "westeurope",
        properties: { creationData: { createOption: "Empty" }, diskSizeGB: 10 },
      });
      for (const [name, incremental] of [
        ["full", false],
        ["part", true],
      ] as const) {
        const body = { location: "westeurope", properties: { creationData, incremental } };
        await azure.call("PUT", `${COMPUTE}/snapshots/${name}`, body);
      }
      const days = "reportedStartTime=2024-05-12T00:00:00Z&reportedEndTime=2024-05-14T00:00:00Z";
      const report = await azure.call("GET", `${SUBSCRIPTION}/providers/Microsoft.Commerce/UsageAggregates?${days}`);
      const quantities = entriesOf(report).map((entry) => [
        at(entry, "properties", "usageStartTime"),
        at(entry, "properties", "quantity"),
      ]);
      assert.deepEqual(quantities, [
        ["2024-05-13T00:00:00.000Z", 0.3226],
        ["2024-05-13T00:00:00.000Z", 0.3226],
      ]);
      const listed = entriesOf(await azure.call("GET", `${COMPUTE}/snapshots`));
      assert.deepEqual(
        listed.map((one) => [at(one, "name"), at(one, "properties", "incremental")]),
        [
          ["full", false],
          ["part", true],
        ],
      );
    } finally {
      await azure.close();
    }
  });
});
