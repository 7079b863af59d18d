/** Types, parents and api-versions at the wire. */
import assert from "node:assert/strict";
import type { Json, JsonObject } from "../../provider/core/json.js";
import {
  codeOf,
  GROUP,
  messageOf,
  openTestAzure,
  SUBSCRIPTION,
  type TestAzure,
  VAULT,
  VM,
} from "../support/service.js";
import { accepted, NEW_GROUP, type Request, type RuleRow, testRules } from "./rule-table.js";

const NEW_VAULT: Request = ["PUT", VAULT, { location: "westeurope", sku: { name: "Standard" }, properties: {} }];
const COMPUTE = `${GROUP}/providers/Microsoft.Compute`;
const put = (path: string, body: JsonObject = {}): Request => [
  "PUT",
  path,
  { location: "westeurope", properties: {}, ...body },
];

const TYPE = { status: 404, code: "InvalidResourceType" };
const REFUSED: readonly RuleRow[] = [
  {
    rule: "a misspelt type",
    request: put(`${GROUP}/providers/Microsoft.RecoveryServices/vault/x1`),
    ...TYPE,
    message: /Did you mean 'vaults'\?/,
  },
  {
    rule: "a misspelt child",
    before: [NEW_VAULT],
    request: put(`${VAULT}/backupPolicys/daily`),
    ...TYPE,
    message: /Did you mean 'vaults\/backupPolicies'\?/,
  },
  {
    rule: "a misspelt type of Compute",
    request: put(`${COMPUTE}/disk/x1`),
    ...TYPE,
    message: /Did you mean 'disks'\?/,
  },
  {
    rule: "a misspelt type of Resources",
    request: put(`${GROUP}/providers/Microsoft.Resources/deployment/d`),
    ...TYPE,
  },
  {
    rule: "a misspelt namespace",
    request: put(`${GROUP}/providers/Microsoft.RecoveryService/vaults/x1`),
    status: 404,
    code: "InvalidResourceNamespace",
  },
  { rule: "the list of a misspelt child", before: [NEW_VAULT], request: ["GET", `${VAULT}/backupPolicys`], ...TYPE },
  {
    rule: "a misspelt action",
    before: [NEW_VAULT],
    request: ["POST", `${VAULT}/backupJobExport`],
    ...TYPE,
    message: /Did you mean 'vaults\/backupJobsExport'\?/,
  },
  {
    rule: "another name of a singleton",
    before: [NEW_VAULT],
    request: put(`${VAULT}/backupstorageconfig/myconfig`),
    status: 400,
    code: "InvalidRestApiParameter",
    message: /^resourceName parameter is invalid/,
  },
  {
    rule: "another fabric than Azure",
    before: [NEW_VAULT],
    request: ["POST", `${VAULT}/backupFabrics/OnPremises/refreshContainers`],
    status: 400,
    code: "InvalidRestApiParameter",
    message: /^fabricName parameter is invalid.*expected 'Azure'/,
  },
  {
    rule: "a protection intent, which would protect nothing",
    before: [NEW_VAULT],
    request: put(`${VAULT}/backupFabrics/Azure/backupProtectionIntent/i`),
    status: 400,
    code: "OperationNotSupported",
    message: /docs\/operations\.md/,
  },
  {
    rule: "what belongs to Azure Site Recovery",
    before: [NEW_VAULT],
    request: put(`${VAULT}/replicationFabrics/f`),
    status: 400,
    code: "OperationNotSupported",
    message: /Azure Site Recovery/,
  },
  {
    rule: "a deployment script, which would not run",
    request: put(`${GROUP}/providers/Microsoft.Resources/deploymentScripts/s`),
    status: 400,
    code: "OperationNotSupported",
  },
  {
    rule: "a policy in a vault that does not exist",
    request: put(`${VAULT}/backupPolicies/daily`),
    status: 404,
    code: "ParentResourceNotFound",
    message:
      /^Failed to perform 'write' on resource\(s\) of type 'vaults\/backupPolicies', because the parent resource '.*\/vaults\/vault1' could not be found\.$/,
  },
  {
    rule: "the soft delete of a vault that does not exist",
    request: ["PATCH", `${VAULT}/backupconfig/vaultconfig`, { properties: {} }],
    status: 404,
    code: "ParentResourceNotFound",
  },
  {
    rule: "an extension of a VM that does not exist",
    request: put(`${VM}/extensions/e`),
    status: 404,
    code: "ParentResourceNotFound",
    message: /'virtualMachines\/extensions'/,
  },
  {
    rule: "an image of a gallery that does not exist",
    request: put(`${COMPUTE}/galleries/g/images/i`),
    status: 404,
    code: "ParentResourceNotFound",
    message: /'galleries\/images'/,
  },
  {
    rule: "a version of an image that does not exist",
    before: [put(`${COMPUTE}/galleries/g`)],
    request: put(`${COMPUTE}/galleries/g/images/i/versions/1.0.0`),
    status: 404,
    code: "ParentResourceNotFound",
    message: /galleries\/g\/images\/i' could not be found/,
  },
  {
    rule: "a policy in a vault of a group that does not exist",
    request: put(`${SUBSCRIPTION}/resourceGroups/none/providers/Microsoft.RecoveryServices/vaults/v/backupPolicies/p`),
    status: 404,
    code: "ResourceGroupNotFound",
  },
];
testRules("Azure refuses", REFUSED);

const TAKEN: readonly RuleRow[] = [
  {
    rule: "a type of Compute without rules, and its children",
    before: [put(`${COMPUTE}/galleries/g`)],
    request: put(`${COMPUTE}/galleries/g/images/i`),
    status: 201,
  },
  { rule: "a run command with a warning", before: [], request: put(`${COMPUTE}/availabilitySets/a`), status: 201 },
  { rule: "a type of another namespace", request: put(`${GROUP}/providers/Contoso.Fruit/apples/a`), status: 201 },
  {
    rule: "a lock on a vault",
    before: [NEW_VAULT],
    request: ["PUT", `${VAULT}/providers/Microsoft.Authorization/locks/l`, { properties: { level: "CanNotDelete" } }],
    status: 201,
  },
];
testRules("Azure takes", TAKEN);

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
