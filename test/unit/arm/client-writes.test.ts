import assert from "node:assert/strict";
import type sinon from "sinon";
import { BASE, fakeTimers, scripted, withoutPauses } from "./scripted-azure.js";

const VAULT = "/subscriptions/s/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/v";
const OPERATION = `${BASE}/subscriptions/s/operations/o?api-version=1`;

const put = { method: "PUT", path: VAULT, apiVersion: "1", body: { location: "westeurope" } } as const;
const remove = { method: "DELETE", path: VAULT, apiVersion: "1" } as const;
const patch = { method: "PATCH", path: VAULT, apiVersion: "1", body: { tags: {} } } as const;
const backUp = { method: "POST", path: `${VAULT}/backup`, apiVersion: "1", body: {} } as const;

describe("a write that is done at once", () => {
  it("gives the resource of the answer and asks no more", async () => {
    const { arm, asked, sent } = scripted({ status: 200, body: { name: "v", properties: {} } });

    const settled = await arm.write(put);

    assert.deepEqual(settled, { resource: { name: "v", properties: {} }, operation: {} });
    assert.deepEqual(asked, [`PUT ${VAULT}?api-version=1`]);
    assert.deepEqual(sent, [{ location: "westeurope" }]);
  });

  it("is done at 201 too, where the resource says that it is made", async () => {
    const { arm, asked } = scripted({ status: 201, body: { properties: { provisioningState: "Succeeded" } } });

    await arm.write(put);

    assert.equal(asked.length, 1);
  });

  it("is a delete of 200 or 204, with no resource afterwards", async () => {
    const { arm } = scripted({ status: 200, body: { name: "v" } }, { status: 204 });

    assert.deepEqual(await arm.write(remove), { resource: {}, operation: {} });
    assert.deepEqual(await arm.write(remove), { resource: {}, operation: {} });
  });

  it("may be a patch", async () => {
    const { arm, asked } = scripted({ status: 200, body: { name: "v" } });

    assert.deepEqual((await arm.write(patch)).resource, { name: "v" });
    assert.deepEqual(asked, [`PATCH ${VAULT}?api-version=1`]);
  });
});

describe("a write that goes on", () => {
  let timers: sinon.SinonFakeTimers;

  beforeEach(() => {
    timers = fakeTimers();
  });
  afterEach(() => timers.restore());

  it("is read at its own URL while the resource says that it is being made", async () => {
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

  it("is followed by its Azure-AsyncOperation, and the resource is read when that has succeeded", async () => {
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

  it("is followed by its Location alone until that answers something else than 202", async () => {
    const { arm, asked } = scripted(
      { status: 202, headers: { Location: OPERATION } },
      { status: 202, headers: { Location: OPERATION } },
      { status: 204 },
    );

    const settled = await withoutPauses(timers, arm.write(remove));

    assert.deepEqual(settled, { resource: {}, operation: {} });
    assert.deepEqual(asked.slice(1), Array(2).fill("GET /subscriptions/s/operations/o?api-version=1"));
  });

  it("follows a Location that moves", async () => {
    const { arm, asked } = scripted(
      { status: 202, headers: { Location: "/operations/1" } },
      { status: 202, headers: { Location: "/operations/2" } },
      { status: 200, body: { name: "v" } },
    );

    const settled = await withoutPauses(timers, arm.write(backUp));

    assert.deepEqual(settled.resource, { name: "v" });
    assert.deepEqual(asked.slice(1), ["GET /operations/1", "GET /operations/2"]);
  });

  it("keeps what the operation of an action told, such as its job, when the Location says no more", async () => {
    const { arm } = scripted(
      { status: 202, headers: { "Azure-AsyncOperation": OPERATION, Location: `${BASE}/results/o` } },
      { status: 200, body: { status: "Succeeded", properties: { jobId: "j-1" } } },
      { status: 204 },
    );

    const settled = await withoutPauses(timers, arm.write(backUp));

    assert.deepEqual(settled, { resource: {}, operation: { status: "Succeeded", properties: { jobId: "j-1" } } });
  });

  it("waits as long as Azure asks between two reads", async () => {
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

  it("is a delete that is done when its operation went with the resource", async () => {
    const { arm } = scripted(
      { status: 202, headers: { "Azure-AsyncOperation": OPERATION } },
      { status: 404, body: { error: { code: "ResourceNotFound" } } },
    );

    assert.deepEqual((await arm.write(remove)).resource, {});
  });

  it("fails where the operation of a put is gone, since only a delete takes its operation with it", async () => {
    const { arm } = scripted(
      { status: 202, headers: { "Azure-AsyncOperation": OPERATION } },
      { status: 404, body: { error: { code: "ResourceNotFound", message: "no operation o" } } },
    );

    await assert.rejects(arm.write(put), {
      code: "NotFound",
      message: /GET \/subscriptions\/s\/operations\/o was refused/,
    });
  });

  it("goes on where one read of the operation is throttled or finds Azure unavailable", async () => {
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
