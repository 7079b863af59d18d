import assert from "node:assert/strict";
import type sinon from "sinon";
import { BASE, fakeTimers, scripted, withoutPauses } from "./scripted-azure.js";

const VAULT = "/subscriptions/s/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/v";
const OPERATION = `${BASE}/subscriptions/s/operations/o?api-version=1`;

const put = { method: "PUT", path: VAULT, apiVersion: "1", body: { location: "westeurope" } } as const;
const remove = { method: "DELETE", path: VAULT, apiVersion: "1" } as const;
const patch = { method: "PATCH", path: VAULT, apiVersion: "1", body: { tags: {} } } as const;
const backUp = { method: "POST", path: `${VAULT}/backup`, apiVersion: "1", body: {} } as const;

describe("a write that completes immediately", () => {
  it("returns the resource of the response without another request", async () => {
    const { arm, asked, sent } = scripted({ status: 200, body: { name: "v", properties: {} } });

    const settled = await arm.write(put);

    assert.deepEqual(settled, { resource: { name: "v", properties: {} }, operation: {} });
    assert.deepEqual(asked, [`PUT ${VAULT}?api-version=1`]);
    assert.deepEqual(sent, [{ location: "westeurope" }]);
  });

  it("may have status 201 if the provisioningState is Succeeded", async () => {
    const { arm, asked } = scripted({ status: 201, body: { properties: { provisioningState: "Succeeded" } } });

    await arm.write(put);

    assert.equal(asked.length, 1);
  });

  it("returns no resource for a delete with status 200 or 204", async () => {
    const { arm } = scripted({ status: 200, body: { name: "v" } }, { status: 204 });

    assert.deepEqual(await arm.write(remove), { resource: {}, operation: {} });
    assert.deepEqual(await arm.write(remove), { resource: {}, operation: {} });
  });

  it("may be a PATCH", async () => {
    const { arm, asked } = scripted({ status: 200, body: { name: "v" } });

    assert.deepEqual((await arm.write(patch)).resource, { name: "v" });
    assert.deepEqual(asked, [`PATCH ${VAULT}?api-version=1`]);
  });
});

describe("a long-running write", () => {
  let timers: sinon.SinonFakeTimers;

  beforeEach(() => {
    timers = fakeTimers();
  });
  afterEach(() => timers.restore());

  it("polls the resource while its provisioningState is Creating", async () => {
    const { arm, asked } = scripted(
      { status: 201, body: { properties: { provisioningState: "Creating" } } },
      { status: 200, body: { properties: { provisioningState: "Creating" } } },
      { status: 200, body: { name: "v", properties: { provisioningState: "Succeeded" } } },
    );

    const settled = await withoutPauses(timers, arm.write(put));

    assert.deepEqual(settled, {
      resource: { name: "v", properties: { provisioningState: "Succeeded" } },
      operation: {},
    });
    assert.deepEqual(asked, [`PUT ${VAULT}?api-version=1`, `GET ${VAULT}?api-version=1`, `GET ${VAULT}?api-version=1`]);
  });

  it("polls its Azure-AsyncOperation URL, and reads the resource when the operation has succeeded", async () => {
    const { arm, asked } = scripted(
      { status: 202, headers: { "Azure-AsyncOperation": OPERATION } },
      { status: 200, body: { status: "InProgress" } },
      { status: 200, body: { status: "Succeeded", properties: { jobId: "j" } } },
      { status: 200, body: { name: "v" } },
    );

    const settled = await withoutPauses(timers, arm.write(put));

    assert.deepEqual(settled, {
      resource: { name: "v" },
      operation: { status: "Succeeded", properties: { jobId: "j" } },
    });
    assert.deepEqual(asked, [
      `PUT ${VAULT}?api-version=1`,
      "GET /subscriptions/s/operations/o?api-version=1",
      "GET /subscriptions/s/operations/o?api-version=1",
      `GET ${VAULT}?api-version=1`,
    ]);
  });

  it("polls its Location URL until the status is not 202, if there is no Azure-AsyncOperation URL", async () => {
    const { arm, asked } = scripted(
      { status: 202, headers: { Location: OPERATION } },
      { status: 202, headers: { Location: OPERATION } },
      { status: 204 },
    );

    const settled = await withoutPauses(timers, arm.write(remove));

    assert.deepEqual(settled, { resource: {}, operation: {} });
    assert.deepEqual(asked.slice(1), Array(2).fill("GET /subscriptions/s/operations/o?api-version=1"));
  });

  it("follows a Location URL that changes", async () => {
    const { arm, asked } = scripted(
      { status: 202, headers: { Location: "/operations/1" } },
      { status: 202, headers: { Location: "/operations/2" } },
      { status: 200, body: { name: "v" } },
    );

    const settled = await withoutPauses(timers, arm.write(backUp));

    assert.deepEqual(settled.resource, { name: "v" });
    assert.deepEqual(asked.slice(1), ["GET /operations/1", "GET /operations/2"]);
  });

  it("returns what the operation of an action returned, such as its job id, if the Location returns nothing more", async () => {
    const { arm } = scripted(
      { status: 202, headers: { "Azure-AsyncOperation": OPERATION, Location: `${BASE}/results/o` } },
      { status: 200, body: { status: "Succeeded", properties: { jobId: "j-1" } } },
      { status: 204 },
    );

    const settled = await withoutPauses(timers, arm.write(backUp));

    assert.deepEqual(settled, { resource: {}, operation: { status: "Succeeded", properties: { jobId: "j-1" } } });
  });

  it("waits between two polls as long as Azure's Retry-After requests", async () => {
    const { arm, asked } = scripted(
      { status: 202, headers: { "Azure-AsyncOperation": OPERATION } },
      { status: 200, headers: { "Retry-After": "60" }, body: { status: "InProgress" } },
      { status: 200, body: { status: "Succeeded" } },
    );
    const writing = arm.write(remove);
    const settles = async () => {
      for (let round = 0; round < 20; round++) await new Promise(setImmediate);
    };

    await settles();
    await timers.tickAsync(59_999);
    await settles();
    assert.equal(asked.length, 2);
    await timers.tickAsync(1);
    await writing;
    assert.equal(asked.length, 3);
  });

  it("completes for a delete whose operation no longer exists, since it was deleted with the resource", async () => {
    const { arm } = scripted(
      { status: 202, headers: { "Azure-AsyncOperation": OPERATION } },
      { status: 404, body: { error: { code: "ResourceNotFound" } } },
    );

    assert.deepEqual((await arm.write(remove)).resource, {});
  });

  it("fails if the operation of a PUT no longer exists, since only a delete removes its operation with the resource", async () => {
    const { arm } = scripted(
      { status: 202, headers: { "Azure-AsyncOperation": OPERATION } },
      { status: 404, body: { error: { code: "ResourceNotFound", message: "no operation o" } } },
    );

    await assert.rejects(arm.write(put), {
      code: "NotFound",
      message: /GET \/subscriptions\/s\/operations\/o was refused/,
    });
  });

  it("continues if a poll of its operation is throttled or finds Azure unavailable", async () => {
    const { arm, asked } = scripted(
      { status: 202, headers: { "Azure-AsyncOperation": OPERATION } },
      { status: 429, headers: { "Retry-After": "0" }, body: { error: { code: "TooManyRequests" } } },
      { status: 503, headers: { "x-ms-retry-after-ms": "5" }, body: { error: { code: "ServerBusy" } } },
      { status: 200, body: { status: "Succeeded" } },
    );

    await withoutPauses(timers, arm.write(remove));

    assert.equal(asked.length, 4);
  });
});
