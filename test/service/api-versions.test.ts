/** Api-versions at the wire. */
import assert from "node:assert/strict";
import type { Json, JsonObject } from "../../provider/core/json.js";
import { codeOf, GROUP, messageOf, openTestAzure, SUBSCRIPTION, type TestAzure, VAULT } from "../support/service.js";
import { accepted, NEW_GROUP } from "./rule-table.js";

describe("an api-version", () => {
  let azure: TestAzure;
  beforeEach(async () => {
    azure = await openTestAzure();
    await accepted(azure, NEW_GROUP);
  });
  afterEach(() => azure.close());

  const send = async (method: string, path: string, body?: JsonObject): Promise<[number, Json | undefined]> => {
    const url = `https://management.azure.com${path}`;
    const headers = { "content-type": "application/json" };
    const reply = await azure.azure.fetch(
      new Request(url, { method, headers, body: body === undefined ? null : JSON.stringify(body) }),
    );
    const text = await reply.text();
    return [reply.status, codeOf({ status: reply.status, headers: reply.headers, body: JSON.parse(text || "{}") })];
  };

  it("that is missing is refused, for reads and writes of every kind of path, and nothing is stored", async () => {
    const missing = [400, "MissingApiVersionParameter"];
    for (const path of ["/subscriptions", "/tenants", SUBSCRIPTION, GROUP, VAULT, `${GROUP}/resources`]) {
      assert.deepEqual(await send("GET", path), missing, path);
      assert.deepEqual(await send("GET", `${path}?api-version=`), missing, path);
    }
    assert.deepEqual(await send("PUT", VAULT, { location: "westeurope", properties: {} }), missing);
    assert.equal((await azure.call("GET", VAULT)).status, 404);
  });

  it("is read in any case of its name", async () => {
    assert.deepEqual(await send("GET", `${GROUP}?API-Version=2024-03-01`), [200, undefined]);
  });

  it("that is malformed or from before the type is refused", async () => {
    const disk = `${GROUP}/providers/Microsoft.Compute/disks/d`;
    const body = { location: "westeurope", properties: { creationData: { createOption: "Empty" }, diskSizeGB: 4 } };

    assert.deepEqual(await send("PUT", `${disk}?api-version=1999-01-01`, body), [400, "NoRegisteredProviderFound"]);
    assert.deepEqual(await send("GET", `${disk}?api-version=1999-01-01`), [400, "InvalidResourceType"]);
    assert.deepEqual(await send("GET", `${disk}?api-version=2023`), [400, "InvalidResourceType"]);
    assert.deepEqual(await send("GET", `${GROUP}?api-version=2024-02-30`), [400, "InvalidApiVersionParameter"]);
    assert.equal((await azure.call("GET", disk)).status, 404);
  });

  it("that is newer than every known one is accepted", async () => {
    assert.deepEqual(await send("GET", `${GROUP}?api-version=2031-01-01`), [200, undefined]);
    assert.deepEqual(
      await send("GET", `${SUBSCRIPTION}/providers/Microsoft.RecoveryServices/vaults?api-version=2031-01-01-preview`),
      [200, undefined],
    );
  });

  it("is not needed by the simulator's own paths", async () => {
    assert.equal((await send("GET", "/_azvb/clock"))[0], 200);
  });

  it("of a resource in a template is checked as well", async () => {
    const template = {
      $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      contentVersion: "1.0.0.0",
      resources: [
        {
          type: "Microsoft.RecoveryServices/vaults",
          apiVersion: "2010-01-01",
          name: "v",
          location: "westeurope",
          sku: { name: "Standard" },
          properties: {},
        },
      ],
    };
    const answer = await azure.call("PUT", `${GROUP}/providers/Microsoft.Resources/deployments/d`, {
      properties: { mode: "Incremental", template },
    });
    const error = JSON.stringify(
      (await azure.call("GET", `${GROUP}/providers/Microsoft.Resources/deployments/d`)).body,
    );
    assert.match(`${messageOf(answer)}${error}`, /NoRegisteredProviderFound/);
  });
});
