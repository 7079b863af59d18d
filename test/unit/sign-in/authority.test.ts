import assert from "node:assert/strict";
import https from "node:https";
import sinon from "sinon";
import { CLOUDS, type CloudName } from "../../../provider/core/clouds.js";
import { credentialFor } from "../../../provider/sign-in/credential.js";

const app = { tenantId: "11111111-2222-3333-4444-555555555555", clientId: "app-1", clientSecret: "hunter2" };

describe("the sign-in of an application", () => {
  afterEach(() => sinon.restore());

  /** The hosts that a sign-in to a cloud requests; none of them responds. */
  async function hostsAsked(name: CloudName): Promise<unknown[]> {
    const asked = sinon.stub(https, "request").throws(Object.assign(new Error("no network"), { code: "EPERM" }));
    await assert.rejects(
      Promise.resolve(credentialFor(CLOUDS[name], app).getToken(CLOUDS[name].scope)),
      (error: Error) => {
        assert.equal(error.message.includes("hunter2"), false);
        return true;
      },
    );
    return [...new Set(asked.args.map(([options]) => (options as https.RequestOptions).hostname))];
  }

  // China's authority has two host names; the library prefers the newer one.
  it("uses the authority host of its cloud", async () => {
    assert.deepEqual(await hostsAsked("azure-usgovernment"), ["login.microsoftonline.us"]);
    sinon.restore();
    assert.deepEqual(await hostsAsked("azure-china"), ["login.partner.microsoftonline.cn"]);
  });
});
