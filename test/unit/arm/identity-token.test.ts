import assert from "node:assert/strict";
import { requestIdentityToken } from "../../../provider/arm/identity-token.js";
import { type ScriptedServer, scriptedServer } from "./scripted-server.js";

describe("the OIDC token of a pipeline", () => {
  let service: ScriptedServer;

  afterEach(() => service.close());

  const requestToken = (path = "/token?api-version=2") =>
    requestIdentityToken({ url: `${service.url}${path}`, token: "hunter2", audience: "api://AzureADTokenExchange" });

  it("is requested with the audience in addition to the URL's query, and with the request token", async () => {
    service = await scriptedServer({ status: 200, body: { count: 1, value: "ey.J" } });

    assert.equal(await requestToken(), "ey.J");
    assert.deepEqual(service.asked, ["GET /token?api-version=2&audience=api%3A%2F%2FAzureADTokenExchange"]);
    assert.deepEqual(service.authorizations, ["Bearer hunter2"]);
  });

  it("is reported as missing without the request token", async () => {
    service = await scriptedServer({ status: 401, body: "hunter2 is expired" }, { status: 200, body: "<html>" });
    const message = (status: number) =>
      `${service.url} returned no OIDC token; it answered ${status}. Check that oidcRequestToken is still valid and that this job may request a token (in GitHub: permissions: id-token: write).`;

    await assert.rejects(requestToken(), { code: "Unauthorized", message: message(401) });
    await assert.rejects(requestToken(), { code: "Unauthorized", message: message(200) });
  });

  it("is not requested over http, nor at the target of a redirect", async () => {
    service = await scriptedServer({ status: 307, headers: { Location: "/elsewhere" } });

    await assert.rejects(requestToken(), { message: /it answered 307/ });
    await assert.rejects(requestIdentityToken({ url: "http://example.com/t", token: "t", audience: "a" }), {
      code: "Unauthorized",
      message:
        "oidcRequestUrl is not an https URL, so oidcRequestToken was not sent. Set it to the https URL of the token service.",
    });
    assert.equal(service.asked.length, 1);
  });
});
