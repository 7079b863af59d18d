import assert from "node:assert/strict";
import type { Fetch } from "../../provider/arm/fetch.js";
import { readJobs } from "../../provider/cli/commands/jobs.js";
import { parseFrom, parseTo } from "../../provider/cli/filters.js";
import type { JsonObject } from "../../provider/core/json.js";
import { azureOf } from "./answers.js";

const SAFE = { id: "/subscriptions/s/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/safe", name: "safe" };
const SPARE = {
  id: "/subscriptions/s/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/spare",
  name: "spare",
};

const job = (id: string, properties: JsonObject): JsonObject => ({ id, properties });

const backup = job(`${SAFE.id}/backupJobs/1`, {
  entityFriendlyName: "web-1",
  operation: "Backup",
  status: "InProgress",
  startTime: "2026-03-01T23:00:00.1234567Z",
  duration: "PT7M58.1012513S",
});
const configure = job(`${SAFE.id}/backupJobs/2`, {
  entityFriendlyName: "web-1",
  operation: "ConfigureBackup",
  status: "Completed",
  startTime: "2026-03-01T10:00:00Z",
  endTime: "2026-03-01T10:00:31Z",
  duration: "PT31S",
});
const restore = job(`${SPARE.id}/backupJobs/3`, {
  entityFriendlyName: "db-1",
  operation: "Restore",
  status: "Failed",
  startTime: "2026-03-01T12:00:00Z",
  endTime: "2026-03-01T12:01:00Z",
  duration: "PT1M",
});

const withPhases = (
  listed: JsonObject,
  phases: Readonly<Record<string, string>>,
  more: JsonObject = {},
): JsonObject => ({
  ...listed,
  properties: {
    ...(listed["properties"] as JsonObject),
    ...more,
    extendedInfo: { tasksList: Object.entries(phases).map(([taskId, status]) => ({ taskId, status })) },
  },
});

const azure = azureOf({
  [`${SAFE.id}/backupJobs`]: { value: [backup, configure] },
  [`${SPARE.id}/backupJobs`]: { value: [restore] },
  [`${SAFE.id}/backupJobs/1`]: withPhases(backup, {
    "Take Snapshot": "Completed",
    "Transfer data to vault": "InProgress",
  }),
  [`${SAFE.id}/backupJobs/2`]: withPhases(configure, {}),
  [`${SPARE.id}/backupJobs/3`]: withPhases(
    restore,
    { "Transfer data from vault": "Failed" },
    { errorDetails: [{ errorCode: 400_001, errorTitle: "Failed", errorString: "The storage account was not found." }] },
  ),
});

describe("azvb jobs", () => {
  it("lists the jobs of all vaults, newest first, with their phases and errors", async () => {
    assert.deepEqual(await readJobs(azure, [SAFE, SPARE], {}), [
      {
        id: `${SAFE.id}/backupJobs/1`,
        vault: "safe",
        vm: "web-1",
        operation: "Backup",
        status: "InProgress",
        startTime: "2026-03-01T23:00:00.1234567Z",
        endTime: null,
        duration: "PT7M58.1012513S",
        phases: [
          { name: "Take Snapshot", status: "Completed" },
          { name: "Transfer data to vault", status: "InProgress" },
        ],
        errors: [],
      },
      {
        id: `${SPARE.id}/backupJobs/3`,
        vault: "spare",
        vm: "db-1",
        operation: "Restore",
        status: "Failed",
        startTime: "2026-03-01T12:00:00Z",
        endTime: "2026-03-01T12:01:00Z",
        duration: "PT1M",
        phases: [{ name: "Transfer data from vault", status: "Failed" }],
        errors: ["The storage account was not found."],
      },
      {
        id: `${SAFE.id}/backupJobs/2`,
        vault: "safe",
        vm: "web-1",
        operation: "ConfigureBackup",
        status: "Completed",
        startTime: "2026-03-01T10:00:00Z",
        endTime: "2026-03-01T10:00:31Z",
        duration: "PT31S",
        phases: [],
        errors: [],
      },
    ]);
  });

  it("filters by VM, status, operation and time, case-insensitively", async () => {
    const ids = async (filter: Parameters<typeof readJobs>[2]) =>
      (await readJobs(azure, [SAFE, SPARE], filter)).map(({ id }) => id.at(-1));

    assert.deepEqual(await ids({ vm: "DB-1" }), ["3"]);
    assert.deepEqual(await ids({ status: "inprogress" }), ["1"]);
    assert.deepEqual(await ids({ operation: "configureBackup", vm: "web-1" }), ["2"]);
    assert.deepEqual(await ids({ operation: "Undelete" }), []);
    assert.deepEqual(await ids({ from: parseFrom("2026-03-01T12:00Z") }), ["1", "3"]);
    assert.deepEqual(await ids({ to: parseTo("2026-03-01T13:00+01:00") }), ["3", "2"]);
    assert.deepEqual(await ids({ from: parseFrom("2026-03-01"), to: parseTo("2026-03-01") }), ["1", "3", "2"]);
    assert.deepEqual(await ids({ from: parseFrom("2026-03-02") }), []);
  });

  it("sends status and operation as a $filter to Azure", async () => {
    const urls: string[] = [];
    const recording: Fetch = async (request) => {
      urls.push(request.url);
      return Response.json({ value: [] });
    };

    await readJobs(recording, [SAFE], { status: "Failed", operation: "Backup" });

    assert.deepEqual(
      urls.map((url) => new URL(url).searchParams.get("$filter")),
      ["status eq 'Failed' and operation eq 'Backup'"],
    );
  });

  it("reports an error of Azure", async () => {
    const missing = { id: SAFE.id.replace("safe", "missing"), name: "missing" };

    await assert.rejects(readJobs(azure, [missing], {}), { code: "NotFound", azureCode: "ResourceNotFound" });
  });
});
