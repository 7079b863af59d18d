/** Network errors of reads, of writes, and of polls of an accepted write. */
import assert from "node:assert/strict";
import type sinon from "sinon";
import { createArmClient } from "../../../provider/arm/client.js";
import { createTransport } from "../../../provider/arm/transport.js";
import { fakeTimers, scripted, withoutPauses } from "./scripted-azure.js";
import { type ScriptedServer, type Served, scriptedServer } from "./scripted-server.js";

const VAULT = "/subscriptions/s/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/v";
const put = { method: "PUT", path: VAULT, apiVersion: "1", body: {} } as const;
const remove = { method: "DELETE", path: VAULT, apiVersion: "1" } as const;
const backUp = { method: "POST", path: `${VAULT}/backup`, apiVersion: "1", body: {} } as const;
const accepted: Served = { status: 202, headers: { "Azure-AsyncOperation": "HOST/operations/o?api-version=1" } };
const succeeded: Served = { status: 200, body: { status: "Succeeded" } };

describe("a response over a network", () => {
  let timers: sinon.SinonFakeTimers;
  let azure: ScriptedServer | undefined;
  const serve = async (...answers: Served[]) => {
    azure = await scriptedServer(...answers);
    return azure;
  };

  beforeEach(() => {
    timers = fakeTimers();
  });
  afterEach(async () => {
    timers.restore();
    await azure?.close();
  });

  it("that is dropped or incomplete is requested again", async () => {
    const { arm, asked } = await serve("drop", "half", { status: 200, body: { name: "v" } });

    assert.deepEqual(await withoutPauses(timers, arm.get(VAULT, "1")), { name: "v" });
    assert.equal(asked.length, 3);
  });

  it("that does not arrive times out after two minutes", async () => {
    const { url } = await serve("silence");
    const arm = createArmClient(createTransport({ baseUrl: url }));

    await assert.rejects(withoutPauses(timers, arm.get(VAULT, "1")), {
      code: "Unreachable",
      message: `Cannot reach ${url}: no response within 120 seconds. Check the endpoint (azure-vm-backup:endpoint) and the network.`,
    });
  });

  it("to a POST that is dropped is not requested again, since the work may have begun", async () => {
    const { arm, asked } = await serve("drop", succeeded);

    await assert.rejects(arm.write(backUp), { code: "Unreachable" });
    assert.equal(asked.length, 1);
  });

  it("to a POST that was throttled is requested again, since nothing has begun", async () => {
    const { arm, asked } = await serve({ status: 429, headers: { "Retry-After": "1" } }, { status: 200 });

    await withoutPauses(timers, arm.write(backUp));

    assert.equal(asked.length, 2);
  });

  it("to a POST with status 503 is not requested again, whatever its Retry-After", async () => {
    const { arm, asked } = await serve({ status: 503, headers: { "Retry-After": "1" } }, { status: 200 });

    await assert.rejects(arm.write(backUp), { code: "Unavailable" });
    assert.equal(asked.length, 1);
  });

  it("may be missing seven times while an operation runs, and the write still succeeds", async () => {
    const { arm, asked } = await serve(accepted, ...Array<Served>(7).fill("drop"), succeeded);

    await withoutPauses(timers, arm.write(remove));

    assert.equal(asked.length, 9);
  });

  it("may be a proxy's page or an incomplete body while an operation runs", async () => {
    const page: Served = { status: 200, body: "<html><body>One moment</body></html>" };
    const { arm } = await serve(accepted, page, { status: 200, body: '{"status":"Succ' }, succeeded);

    await withoutPauses(timers, arm.write(remove));
  });

  it("with a status that is not a string is requested again", async () => {
    const { arm } = await serve(accepted, { status: 200, body: { status: 7 } }, succeeded);

    await withoutPauses(timers, arm.write(remove));
  });
});

describe("an operation whose state cannot be read", () => {
  let timers: sinon.SinonFakeTimers;

  beforeEach(() => {
    timers = fakeTimers();
  });
  afterEach(() => timers.restore());

  it("is reported as accepted, with the last error, after six reads in a row", async () => {
    const lost = {
      status: 501,
      headers: { "x-ms-request-id": "r-9" },
      body: { error: { code: "Odd", message: "no" } },
    };
    const { arm, asked } = scripted(
      { status: 202, headers: { "Azure-AsyncOperation": "https://management.azure.com/operations/o" } },
      ...Array(6).fill(lost),
    );

    await assert.rejects(withoutPauses(timers, arm.write(put)), {
      code: "Unavailable",
      azureCode: "Odd",
      requestId: "r-9",
      message: `PUT ${VAULT} was accepted, but its state could not be read: GET /operations/o was refused: no The operation continues in Azure; run again to wait for it.`,
    });
    assert.equal(asked.length, 7);
  });

  it("is polled further after one successful read", async () => {
    const lost = Array(5).fill({ status: 501, body: { error: { code: "Odd", message: "no" } } });
    const { arm, asked } = scripted(
      { status: 202, headers: { "Azure-AsyncOperation": "https://management.azure.com/operations/o" } },
      ...lost,
      { status: 200, body: { status: "InProgress" } },
      ...lost,
      succeeded,
    );

    await withoutPauses(timers, arm.write(remove));

    assert.equal(asked.length, 13);
  });

  it("succeeds if Azure returns the resource later than its operation ends", async () => {
    const { arm } = scripted(
      { status: 202, headers: { "Azure-AsyncOperation": "https://management.azure.com/operations/o" } },
      { status: 200, body: { status: "Succeeded" } },
      { status: 404, body: { error: { code: "ResourceNotFound", message: "not yet" } } },
      { status: 200, body: { status: "Succeeded" } },
      { status: 200, body: { name: "v" } },
    );

    assert.deepEqual((await withoutPauses(timers, arm.write(put))).resource, { name: "v" });
  });

  it("fails immediately if a read is refused, which is not a network error", async () => {
    const { arm, asked } = scripted(
      { status: 202, headers: { "Azure-AsyncOperation": "https://management.azure.com/operations/o" } },
      { status: 403, body: { error: { code: "AuthorizationFailed", message: "no right" } } },
    );

    await assert.rejects(arm.write(put), { code: "Forbidden", azureCode: "AuthorizationFailed" });
    assert.equal(asked.length, 2);
  });
});

describe("the host of the endpoint", () => {
  const credential = {
    getToken: () => Promise.resolve({ token: "t0k3n", expiresOnTimestamp: Date.now() + 3_600_000 }),
  };
  let near: ScriptedServer;
  let far: ScriptedServer;

  beforeEach(async () => {
    far = await scriptedServer({ status: 200, body: { name: "stolen" } });
  });
  afterEach(async () => {
    await near.close();
    await far.close();
  });

  const signed = () => createArmClient(createTransport({ baseUrl: near.url, credential, scope: "s" }));

  it("is the only one to which a redirect is followed", async () => {
    near = await scriptedServer({ status: 307, headers: { Location: `${far.url}${VAULT}` } });

    await assert.rejects(near.arm.get(VAULT, "1"), {
      code: "Refused",
      message: `GET ${VAULT} was redirected (307) to ${far.url}. Redirects to another host are not followed. Check that azure-vm-backup:endpoint is the URL of an Azure Resource Manager.`,
    });
    assert.deepEqual(far.asked, []);
  });

  it("may redirect to itself", async () => {
    near = await scriptedServer({ status: 307, headers: { Location: "/moved" } }, { status: 200, body: { name: "v" } });

    assert.deepEqual(await near.arm.get(VAULT, "1"), { name: "v" });
    assert.deepEqual(near.asked[1], "GET /moved");
  });

  it("is the only one that the URL of an operation or a next page may name, since others must not get the token", async () => {
    near = await scriptedServer(
      { status: 202, headers: { "Azure-AsyncOperation": `${far.url}/o` } },
      { status: 200, body: { value: [], nextLink: `${far.url}/next` } },
    );
    // Tokens are sent only to https URLs; the check of the host does not depend on the token.
    const { arm } = near;

    await assert.rejects(arm.write(remove), { code: "Refused", message: new RegExp(`refers to ${far.url}`) });
    await assert.rejects(arm.list("/jobs", "1").next(), { code: "Refused" });
    assert.deepEqual(far.asked, []);
  });

  it("may refer to its regional hosts, but not to a host whose name only ends like it", async () => {
    const region = { status: 200, body: { value: [], nextLink: "https://westeurope.management.azure.com/next" } };
    const other = { status: 200, body: { value: [], nextLink: "https://notmanagement.azure.com/next" } };
    near = await scriptedServer();
    const { arm, asked } = scripted(region, { status: 200, body: { value: [] } }, other);

    assert.deepEqual(await arm.list("/jobs", "1").next(), { value: undefined, done: true });
    assert.equal(asked[1], "GET https://westeurope.management.azure.com/next");
    await assert.rejects(arm.list("/jobs", "1").next(), {
      code: "Refused",
      message: /refers to https:\/\/notmanagement\.azure\.com\. Requests are sent only to the host of the endpoint/,
    });
  });

  it("gets no token unless its URL is https", async () => {
    near = await scriptedServer({ status: 200, body: {} });

    await assert.rejects(signed().get(VAULT, "1"), /https/);
    assert.deepEqual(near.authorizations, []);
  });
});
