import assert from "node:assert/strict";
import { createEmptyPipeline, RestError } from "@azure/core-rest-pipeline";
import type sinon from "sinon";
import { createArmClient } from "../../../provider/arm/client.js";
import { createTransport } from "../../../provider/arm/transport.js";
import { BASE, fakeTimers, scripted, withoutPauses } from "./scripted-azure.js";

const VAULT = "/subscriptions/s/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/v";
const OPERATION = `${BASE}/operations/o`;
const put = { method: "PUT", path: VAULT, apiVersion: "1", body: {} } as const;
const remove = { method: "DELETE", path: VAULT, apiVersion: "1" } as const;

describe("a write that fails", () => {
  it("immediately throws Azure's error", async () => {
    const { arm } = scripted({ status: 409, body: { error: { code: "AnotherOperationInProgress", message: "busy" } } });

    await assert.rejects(arm.write(put), {
      code: "Conflict",
      azureCode: "AnotherOperationInProgress",
      message: `PUT ${VAULT} was refused: busy`,
    });
  });

  it("later throws JobFailed with the code, the message and the details of its operation", async () => {
    const { arm } = scripted(
      { status: 202, headers: { "Azure-AsyncOperation": OPERATION } },
      {
        status: 200,
        headers: { "x-ms-request-id": "r-2" },
        body: {
          status: "Failed",
          error: { code: "UserErrorGuestAgentNotReady", message: "the agent sleeps", details: [{ code: "400080" }] },
        },
      },
    );

    await assert.rejects(arm.write(put), {
      code: "JobFailed",
      azureCode: "UserErrorGuestAgentNotReady",
      message: `PUT ${VAULT} was accepted and then failed: the agent sleeps`,
      details: [{ code: "400080" }],
      requestId: "r-2",
    });
  });

  it("later throws JobFailed for a delete that Azure accepted and then refused", async () => {
    const { arm } = scripted(
      { status: 202, headers: { "Azure-AsyncOperation": OPERATION, Location: `${BASE}/results/o` } },
      { status: 200, body: { status: "Failed", error: { code: "ServiceResourceNotEmpty", message: "VMs: web" } } },
    );

    await assert.rejects(arm.write(remove), {
      code: "JobFailed",
      azureCode: "ServiceResourceNotEmpty",
      message: `DELETE ${VAULT} was accepted and then failed: VMs: web`,
    });
  });

  it("later throws JobFailed if its operation was canceled", async () => {
    const { arm } = scripted(
      { status: 202, headers: { "Azure-AsyncOperation": OPERATION } },
      { status: 200, body: { status: "Canceled" } },
    );

    await assert.rejects(arm.write(put), { code: "JobFailed", message: /its operation ended as Canceled$/ });
  });

  it("later throws JobFailed if the provisioningState of the resource is Failed", async () => {
    const { arm } = scripted(
      { status: 201, body: { properties: { provisioningState: "Creating" } } },
      { status: 200, body: { properties: { provisioningState: "Failed" } } },
    );

    await assert.rejects(arm.write(put), { code: "JobFailed", message: /^PUT .* was accepted and then failed/ });
  });

  it("later throws the error that the URL of its operation returns", async () => {
    const { arm } = scripted(
      { status: 202, headers: { Location: OPERATION } },
      { status: 409, body: { error: { code: "VaultLocked", message: "a lock is on it" } } },
    );

    await assert.rejects(arm.write(remove), { code: "Conflict", azureCode: "VaultLocked" });
  });
});

describe("an endpoint that does not respond correctly", () => {
  let timers: sinon.SinonFakeTimers;

  beforeEach(() => {
    timers = fakeTimers();
  });
  afterEach(() => timers.restore());

  it("is reported as unreachable after five attempts, with its address and what to check", async () => {
    let tries = 0;
    const fetch = () => {
      tries++;
      return Promise.reject(new RestError("getaddrinfo ENOTFOUND nowhere.example", { code: "ENOTFOUND" }));
    };
    const arm = createArmClient(createTransport({ baseUrl: "https://nowhere.example/", fetch }));

    await assert.rejects(withoutPauses(timers, arm.get("/subscriptions/s", "1")), {
      code: "Unreachable",
      message:
        "Cannot reach https://nowhere.example: getaddrinfo ENOTFOUND nowhere.example. Check the endpoint (azure-vm-backup:endpoint) and the network.",
    });
    assert.equal(tries, 5);
  });

  it("is not reported for an error that is not a network error, nor is a write reported as accepted", async () => {
    const client = { sendRequest: () => Promise.reject(new Error("no credential was found")) };
    const arm = createArmClient({ pipeline: createEmptyPipeline(), client, baseUrl: BASE, responseTimeoutMs: 0 });

    await assert.rejects(arm.get("/subscriptions/s", "1"), { message: "no credential was found" });
    await assert.rejects(arm.write(put), { message: "no credential was found" });
  });

  it("is reported as not being an Azure Resource Manager if its response is not JSON", async () => {
    const { arm } = scripted({ status: 200, body: "<html>Sign in</html>" });

    await assert.rejects(arm.get("/subscriptions/s", "1"), {
      code: "Unavailable",
      message: `${BASE}/subscriptions/s?api-version=1 answered 200 with text that is not JSON: "<html>Sign in</html>". Check that azure-vm-backup:endpoint is the URL of an Azure Resource Manager.`,
    });
  });

  it("gets the request again while it is temporarily unavailable", async () => {
    const { arm, asked } = scripted(
      { status: 503, headers: { "Retry-After": "30" } },
      { status: 500, body: { error: { code: "InternalServerError" } } },
      { status: 200, body: { name: "v" } },
    );

    assert.deepEqual(await withoutPauses(timers, arm.get(VAULT, "1")), { name: "v" });
    assert.equal(asked.length, 3);
  });

  it("is reported as throttling after five throttled attempts", async () => {
    const busy = { status: 429, headers: { "Retry-After": "1" }, body: { error: { code: "TooManyRequests" } } };
    const { arm } = scripted(busy, busy, busy, busy, busy);

    await assert.rejects(withoutPauses(timers, arm.get(VAULT, "1")), {
      code: "Throttled",
      azureCode: "TooManyRequests",
    });
  });
});

describe("a lost response", () => {
  const lost = { status: 500, body: { error: { code: "InternalServerError", message: "lost" } } };

  it("causes a retry if the request is idempotent", async () => {
    const { arm, asked } = scripted(lost, { status: 200, body: { id: VAULT } });
    const timers = fakeTimers();

    await withoutPauses(timers, arm.write(put)).finally(() => timers.restore());

    assert.equal(asked.length, 2);
  });

  it("causes no retry if the request starts work, such as a backup", async () => {
    const { arm, asked } = scripted(lost, { status: 200 });

    await assert.rejects(arm.write({ method: "POST", path: `${VAULT}/backup`, apiVersion: "1" }), {
      code: "Unavailable",
      azureCode: "InternalServerError",
    });
    assert.equal(asked.length, 1);
  });
});

describe("a missing credential", () => {
  it("is reported with how to sign in, not as a failed operation", async () => {
    const credential = {
      getToken: async () => {
        throw Object.assign(new Error("nobody is signed in.\nEnvironmentCredential: …"), {
          name: "CredentialUnavailableError",
        });
      },
    };
    const arm = createArmClient(createTransport({ baseUrl: BASE, fetch: async () => new Response(null), credential }));

    await assert.rejects(arm.write(put), {
      code: "Unauthorized",
      message: /^No credential for .* was found or accepted: nobody is signed in\. Sign in with az login/,
    });
  });
});
