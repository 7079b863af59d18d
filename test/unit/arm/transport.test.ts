import assert from "node:assert/strict";
import { createArmClient } from "../../../provider/arm/client.js";
import { createTransport } from "../../../provider/arm/transport.js";
import { fakeTimers, withoutPauses } from "./scripted-azure.js";

function recordingFetch(): { requests: Request[]; fetch: (request: Request) => Promise<Response> } {
  const requests: Request[] = [];
  const fetch = async (request: Request) => {
    requests.push(request);
    return new Response("{}", { status: 200 });
  };
  return { requests, fetch };
}

describe("the transport", () => {
  it("sends a unique request id with every request, and accepts JSON", async () => {
    const { requests, fetch } = recordingFetch();
    const arm = createArmClient(createTransport({ baseUrl: "https://management.azure.com", fetch }));

    await arm.get("/a", "1");
    await arm.write({ method: "PUT", path: "/a", apiVersion: "1", body: {} });

    const ids = requests.map((request) => request.headers.get("x-ms-client-request-id"));
    assert.match(ids[0] ?? "", /^[0-9a-f-]{36}$/);
    assert.notEqual(ids[0], ids[1]);
    assert.deepEqual(
      requests.map((request) => request.headers.get("accept")),
      ["application/json", "application/json"],
    );
    assert.deepEqual(
      requests.map((request) => request.headers.get("content-type")),
      [null, "application/json"],
    );
  });

  it("accepts a base URL with or without a trailing slash", async () => {
    const { requests, fetch } = recordingFetch();

    await createArmClient(createTransport({ baseUrl: "https://host.example/arm/", fetch })).get("/a", "1");
    await createArmClient(createTransport({ baseUrl: "https://host.example/arm", fetch })).get("/a", "1");

    assert.deepEqual(
      requests.map((request) => request.url),
      ["https://host.example/arm/a?api-version=1", "https://host.example/arm/a?api-version=1"],
    );
  });

  it("sends a token for the endpoint's own scope", async () => {
    const { requests, fetch } = recordingFetch();
    const scopes: unknown[] = [];
    const credential = {
      getToken: async (scope: string | string[]) => {
        scopes.push(scope);
        return { token: "t0k3n", expiresOnTimestamp: Date.now() + 3_600_000 };
      },
    };

    await createArmClient(createTransport({ baseUrl: "https://management.azure.com", fetch, credential })).get(
      "/a",
      "1",
    );

    assert.equal(requests[0]?.headers.get("authorization"), "Bearer t0k3n");
    assert.deepEqual(scopes.flat(), ["https://management.azure.com/.default"]);
  });

  it("sends a token for the cloud's scope if that differs from the endpoint's own", async () => {
    const { fetch } = recordingFetch();
    const scopes: unknown[] = [];
    const getToken = async (scope: string | string[]) => {
      scopes.push(scope);
      return { token: "t0k3n", expiresOnTimestamp: Date.now() + 3_600_000 };
    };
    const baseUrl = "https://management.usgovcloudapi.net";
    const scope = "https://management.core.usgovcloudapi.net/.default";

    await createArmClient(createTransport({ baseUrl, fetch, credential: { getToken }, scope })).get("/a", "1");

    assert.deepEqual(scopes.flat(), ["https://management.core.usgovcloudapi.net/.default"]);
  });

  it("sends no token without a credential", async () => {
    const { requests, fetch } = recordingFetch();

    await createArmClient(createTransport({ baseUrl: "http://127.0.0.1:8080", fetch })).get("/a", "1");

    assert.equal(requests[0]?.headers.get("authorization"), null);
  });

  it("retries a request if the connection breaks", async () => {
    const { requests, fetch } = recordingFetch();
    const breaking = async (request: Request) => {
      if (requests.push(request) === 1) throw new TypeError("fetch failed");
      requests.pop();
      return fetch(request);
    };
    const timers = fakeTimers();
    const arm = createArmClient(createTransport({ baseUrl: "https://management.azure.com", fetch: breaking }));

    await withoutPauses(timers, arm.get("/a", "1")).finally(() => timers.restore());

    assert.equal(requests.length, 2);
  });
});
