import assert from "node:assert/strict";
import { asCall } from "../../../provider/core/call.js";
import type { JsonObject } from "../../../provider/core/json.js";
import { BASE, scripted } from "./scripted-azure.js";

const VAULT = "/subscriptions/s/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/v";

async function all(list: AsyncGenerator<JsonObject>): Promise<JsonObject[]> {
  const entries: JsonObject[] = [];
  for await (const entry of list) entries.push(entry);
  return entries;
}

describe("a read", () => {
  it("returns the resource", async () => {
    const { arm, asked } = scripted({ status: 200, body: { name: "v" } });

    assert.deepEqual(await arm.get(VAULT, "2024-04-01"), { name: "v" });
    assert.deepEqual(asked, [`GET ${VAULT}?api-version=2024-04-01`]);
  });

  it("encodes characters that would end the path of a URL", async () => {
    const { arm, asked } = scripted({ status: 200, body: {} });

    await arm.get(`${VAULT}/backupPolicies/a?b#c`, "2024-04-01");

    assert.deepEqual(asked, [`GET ${VAULT}/backupPolicies/a%3Fb%23c?api-version=2024-04-01`]);
  });

  it("throws NotFound with Azure's code if the resource does not exist", async () => {
    const { arm } = scripted({ status: 404, body: { error: { code: "ResourceNotFound", message: "no vault v" } } });

    await assert.rejects(arm.get(VAULT, "2024-04-01"), {
      code: "NotFound",
      azureCode: "ResourceNotFound",
      message: `GET ${VAULT} was refused: no vault v`,
    });
  });

  it("returns undefined from find() if the resource does not exist", async () => {
    const { arm } = scripted({ status: 404, body: { error: { code: "ResourceNotFound" } } }, { status: 200, body: {} });

    assert.equal(await arm.find(VAULT, "2024-04-01"), undefined);
    assert.deepEqual(await arm.find(VAULT, "2024-04-01"), {});
  });

  it("does not mistake a refused request for a missing resource", async () => {
    const { arm } = scripted({ status: 403, body: { error: { code: "AuthorizationFailed", message: "no right" } } });

    await assert.rejects(arm.find(VAULT, "2024-04-01"), { code: "Forbidden", azureCode: "AuthorizationFailed" });
  });

  it("escapes special characters in names", async () => {
    const { arm, asked } = scripted({ status: 200, body: {} });

    await arm.get("/subscriptions/s/resourceGroups/my group/providers/A.B/c/IaasVMContainer;x;y", "1");

    assert.deepEqual(asked, [
      "GET /subscriptions/s/resourceGroups/my%20group/providers/A.B/c/IaasVMContainer;x;y?api-version=1",
    ]);
  });

  it("with poll() returns how long to wait before the next one", async () => {
    const { arm } = scripted(
      { status: 200, body: { status: "InProgress" }, headers: { "Retry-After": "60" } },
      { status: 200, body: { status: "Completed" } },
    );

    assert.deepEqual(await arm.poll(VAULT, "1"), { body: { status: "InProgress" }, retryAfterMs: 60_000 });
    assert.deepEqual(await arm.poll(VAULT, "1"), { body: { status: "Completed" }, retryAfterMs: undefined });
  });
});

describe("a warning in a response of Azure", () => {
  it("is reported to the caller, each warning separately", async () => {
    const headers = { "x-ms-azvb-warning": "200 policies at most | 1000 VMs at most" };
    const { arm } = scripted({ status: 200, headers, body: {} }, { status: 200, body: {} });
    const warnings: string[] = [];

    await asCall({ warn: (text) => void warnings.push(text) }, () => arm.get(VAULT, "1"));
    await asCall({ warn: (text) => void warnings.push(text) }, () => arm.get(VAULT, "1"));

    assert.deepEqual(warnings, ["200 policies at most", "1000 VMs at most"]);
  });

  it("is ignored if no caller receives warnings", async () => {
    const { arm } = scripted({ status: 200, headers: { "x-ms-azvb-warning": "w" }, body: {} });

    assert.deepEqual(await arm.get(VAULT, "1"), {});
  });
});

describe("a list", () => {
  it("returns every entry of all pages by following nextLink", async () => {
    const { arm, asked } = scripted(
      { status: 200, body: { value: [{ name: "a" }, { name: "b" }], nextLink: `${BASE}/next?token=1%2B2` } },
      { status: 200, body: { value: [], nextLink: "/relative?token=3" } },
      { status: 200, body: { value: [{ name: "c" }] } },
    );

    assert.deepEqual(await all(arm.list(`${VAULT}/backupJobs`, "1")), [{ name: "a" }, { name: "b" }, { name: "c" }]);
    assert.deepEqual(asked, [
      `GET ${VAULT}/backupJobs?api-version=1`,
      "GET /next?token=1%2B2",
      "GET /relative?token=3",
    ]);
  });

  it("sends an OData filter", async () => {
    const { arm, asked } = scripted({ status: 200, body: { value: [] } });

    await all(arm.list("/jobs", "1", "operation eq 'Backup' and status eq 'InProgress'"));

    assert.deepEqual(asked, [
      "GET /jobs?api-version=1&$filter=operation%20eq%20%27Backup%27%20and%20status%20eq%20%27InProgress%27",
    ]);
  });

  it("requests no more pages than its caller reads", async () => {
    const { arm, asked } = scripted({ status: 200, body: { value: [{ name: "a" }], nextLink: "/next" } });

    for await (const _ of arm.list("/jobs", "1")) break;

    assert.equal(asked.length, 1);
  });
});
