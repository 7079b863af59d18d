import assert from "node:assert/strict";
import { GROUP, openTestAzure, SUBSCRIPTION, type TestAzure } from "../support/service.js";

const REQUEST_ID = "0e1f7cf6-1f4c-4d4e-9d42-6a3a4e3e7a51";

describe("the headers of a reply", () => {
  let azure: TestAzure;
  beforeEach(async () => {
    azure = await openTestAzure({ overHttp: true });
    await azure.call("PUT", GROUP, { location: "westeurope" });
  });
  afterEach(() => azure.close());

  it("repeat the client's request id, even in an error", async () => {
    const sent = { "x-ms-client-request-id": REQUEST_ID };
    const found = await azure.call("GET", GROUP, undefined, sent);
    const missing = await azure.call("GET", `${GROUP}2`, undefined, sent);
    const unnamed = await azure.call("GET", GROUP);

    assert.deepEqual(
      [found, missing, unnamed].map(({ status, headers }) => [status, headers.get("x-ms-client-request-id")]),
      [
        [200, REQUEST_ID],
        [404, REQUEST_ID],
        [200, null],
      ],
    );
  });

  it("contain a valid operation URL if the resource group's name has non-ASCII characters", async () => {
    const group = `${SUBSCRIPTION}/resourceGroups/sicherung-für-東京`;
    const vault = `${group}/providers/Microsoft.RecoveryServices/vaults/vault1`;
    await azure.call("PUT", group, { location: "westeurope" });
    await azure.call("PUT", vault, { location: "westeurope", properties: {} });
    const accepted = await azure.call("PATCH", vault, { properties: { publicNetworkAccess: "Disabled" } });
    const status = await azure.follow(accepted);
    const result = await fetch(accepted.headers.get("location") ?? "");

    assert.equal(accepted.status, 202);
    assert.match(accepted.headers.get("azure-asyncoperation") ?? "", /\/sicherung-f%C3%BCr-%E6%9D%B1%E4%BA%AC\//);
    assert.deepEqual([status.body["status"], result.status], ["Succeeded", 200]);
  });
});
