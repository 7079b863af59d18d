/** Recorded long-running operations of Azure Backup and Compute, step by step. */
import assert from "node:assert/strict";
import type sinon from "sinon";
import { BASE, fakeTimers, scripted, withoutPauses } from "./scripted-azure.js";

const GROUP = "/subscriptions/s/resourceGroups/g";
const VAULT = `${GROUP}/providers/Microsoft.RecoveryServices/vaults/v`;
const ITEM = `${VAULT}/backupFabrics/Azure/protectionContainers/IaasVMContainer;iaasvmcontainerv2;g;web/protectedItems/VM;iaasvmcontainerv2;g;web`;
const V = "api-version=2024-04-01";
const OP = "MjA0NzswZjQ3";
const STATUS = `${VAULT}/operationStatus/${OP}?${V}&t=638&c=MII&s=abc&h=xyz`;

const put = (path: string) => ({ method: "PUT", path, apiVersion: "2024-04-01", body: {} }) as const;
const remove = (path: string) => ({ method: "DELETE", path, apiVersion: "2024-04-01" }) as const;

describe("a recorded operation", () => {
  let timers: sinon.SinonFakeTimers;

  beforeEach(() => {
    timers = fakeTimers();
  });
  afterEach(() => timers.restore());

  it("creates a vault: 201 while it is provisioning, its status URL with ARM's signature unchanged, then the vault", async () => {
    const running = { id: STATUS, name: OP, status: "InProgress" };
    const { arm, asked } = scripted(
      {
        status: 201,
        headers: { "Azure-AsyncOperation": `${BASE}${STATUS}`, "Retry-After": "60" },
        body: { name: "v", properties: { provisioningState: "Provisioning" } },
      },
      { status: 200, headers: { "Azure-AsyncOperation": `${BASE}${STATUS}` }, body: running },
      { status: 200, body: { ...running, status: "Succeeded" } },
      { status: 200, body: { name: "v", properties: { provisioningState: "Succeeded" } } },
    );

    const { resource } = await withoutPauses(timers, arm.write(put(VAULT)));

    assert.deepEqual(resource, { name: "v", properties: { provisioningState: "Succeeded" } });
    assert.deepEqual(asked, [`PUT ${VAULT}?${V}`, `GET ${STATUS}`, `GET ${STATUS}`, `GET ${VAULT}?${V}`]);
  });

  it("deletes a vault together with its status: a 404 that names the vault is the end", async () => {
    const message =
      "The Resource 'Microsoft.RecoveryServices/vaults/v' under resource group 'g' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix";
    const headers = {
      "Azure-AsyncOperation": `${BASE}${STATUS}`,
      Location: `${BASE}${VAULT}/operationResults/${OP}?${V}`,
    };
    const { arm, asked } = scripted(
      { status: 202, headers },
      { status: 200, headers, body: { id: STATUS, name: OP, status: "InProgress" } },
      {
        status: 404,
        headers: { "x-ms-failure-cause": "gateway" },
        body: { error: { code: "ResourceNotFound", message } },
      },
    );

    const settled = await withoutPauses(timers, arm.write(remove(VAULT)));

    assert.deepEqual(settled, { resource: {}, operation: { status: "Succeeded" } });
    assert.equal(asked.length, 3);
  });

  it("protects a VM: 202 without a body, the status of the item, its job, then the item", async () => {
    const guid = "5bd8e3f5-1c6b-4c3c-9b0e-0e7e9f3a1a2b";
    const status = `${ITEM}/operationsStatus/${guid}?${V}`;
    const step = { id: guid, name: guid, startTime: "2024-04-28T06:40:08.9798187Z" };
    const { arm } = scripted(
      {
        status: 202,
        headers: {
          "Azure-AsyncOperation": `${BASE}${status}`,
          Location: `${BASE}${ITEM}/operationResults/${guid}?${V}`,
          "Retry-After": "60",
        },
      },
      { status: 200, body: { ...step, status: "InProgress", endTime: "0001-01-01T00:00:00" } },
      {
        status: 200,
        body: {
          ...step,
          status: "Succeeded",
          endTime: "2024-04-28T06:40:08.9798187Z",
          properties: { objectType: "OperationStatusJobExtendedInfo", jobId: "job-1" },
        },
      },
      { status: 200, body: { name: "VM;iaasvmcontainerv2;g;web", properties: { protectionState: "IRPending" } } },
    );

    const { resource, operation } = await withoutPauses(timers, arm.write(put(ITEM)));

    assert.deepEqual(resource, {
      name: "VM;iaasvmcontainerv2;g;web",
      properties: { protectionState: "IRPending" },
    });
    assert.deepEqual(operation["properties"], { objectType: "OperationStatusJobExtendedInfo", jobId: "job-1" });
  });

  it("refreshes the containers: the Location URL returns 202 and then 204, and no status is read", async () => {
    const location = `${BASE}${VAULT}/backupFabrics/Azure/operationResults/r?${V}`;
    const { arm } = scripted(
      { status: 202, headers: { Location: location } },
      { status: 202, headers: { Location: location } },
      { status: 202, headers: { Location: location } },
      { status: 204 },
    );
    const refresh = {
      method: "POST",
      path: `${VAULT}/backupFabrics/Azure/refreshContainers`,
      apiVersion: "2024-04-01",
    };

    const settled = await withoutPauses(timers, arm.write({ ...refresh, method: "POST" }));

    assert.deepEqual(settled, { resource: {}, operation: {} });
  });

  it("takes a snapshot: the status of the disk operation contains the snapshot, which is read nevertheless", async () => {
    const snapshot = `${GROUP}/providers/Microsoft.Compute/snapshots/n`;
    const status =
      "/subscriptions/s/providers/Microsoft.Compute/locations/westeurope/DiskOperations/d?p=d&api-version=2023-10-02";
    const { arm } = scripted(
      {
        status: 202,
        headers: { "Azure-AsyncOperation": `${BASE}${status}`, Location: `${BASE}${status}&monitor=true` },
        body: { name: "n", properties: { provisioningState: "Updating" } },
      },
      { status: 200, body: { startTime: "2024-04-28T06:40:08.97+00:00", status: "InProgress", name: "d" } },
      { status: 200, body: { status: "Succeeded", properties: { output: { name: "n" } }, name: "d" } },
      { status: 200, body: { name: "n", properties: { provisioningState: "Succeeded" } } },
    );

    const { resource } = await withoutPauses(timers, arm.write(put(snapshot)));

    assert.deepEqual(resource, { name: "n", properties: { provisioningState: "Succeeded" } });
  });

  it("continues after every error that was recorded for status reads", async () => {
    const { arm, asked } = scripted(
      { status: 202, headers: { "Azure-AsyncOperation": `${BASE}${STATUS}` } },
      { status: 500, body: { error: { code: "InternalServerError", message: "Encountered internal server error." } } },
      { status: 500, body: { error: { code: "CloudStorageUnexpectedError", message: "" } } },
      { status: 502, body: { error: { code: "InvalidGatewayHost", message: "Host name resolution failed." } } },
      { status: 503, body: { error: { code: "ServerTimeout", message: "The request timed out." } } },
      { status: 429, body: { error: { code: "ResourceRequestsThrottled", message: "Please retry in 17 seconds." } } },
      { status: 200, body: { status: "Succeeded" } },
    );

    await withoutPauses(timers, arm.write(remove(VAULT)));

    assert.equal(asked.length, 7);
  });
});
