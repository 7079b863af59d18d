import assert from "node:assert/strict";
import { at, type Json, type JsonObject } from "../../provider/core/json.js";
import {
  codeOf,
  GROUP,
  ITEM,
  machine,
  messageOf,
  openTestAzure,
  protection,
  type TestAzure,
  VAULT,
  VM,
} from "../support/service.js";
import { accepted, NEW_GROUP, type Request, type RuleRow, testRules } from "./rule-table.js";

const NEW_VAULT: Request = ["PUT", VAULT, { location: "westeurope", sku: { name: "Standard" }, properties: {} }];
const ENDPOINT = `${GROUP}/providers/Microsoft.Network/privateEndpoints/office`;
const path = (name = "office.1.backup"): string => `${VAULT}/privateEndpointConnections/${name}`;
const connection = (properties: JsonObject = {}): JsonObject => ({
  properties: {
    privateEndpoint: { id: ENDPOINT },
    privateLinkServiceConnectionState: { status: "Approved" },
    ...properties,
  },
});
const CONNECTED: Request = ["PUT", path(), connection()];
const twelve: readonly Request[] = Array.from({ length: 12 }, (_, n) => ["PUT", path(`office.${n}`), connection()]);
const PROTECTED: readonly Request[] = [["PUT", VM, machine()], NEW_VAULT, ["PUT", ITEM, protection()]];
const REGISTERED: Request = [
  "PUT",
  ITEM.split("/protectedItems/")[0] ?? "",
  { properties: { containerType: "Microsoft.Compute/virtualMachines", sourceResourceId: VM } },
];
const network = (properties: JsonObject): Request => ["PATCH", VAULT, { properties }];
const CROSS_REGION = { redundancySettings: { crossRegionRestore: "Enabled" } };

const CONNECTIONS: readonly RuleRow[] = [
  {
    rule: "refuses a private endpoint connection after its first item",
    before: PROTECTED,
    request: CONNECTED,
    status: 400,
    code: "BMSUserErrorPrivateEndpointNotAllowed",
  },
  {
    rule: "refuses a private endpoint connection after a VM was registered",
    before: [["PUT", VM, machine()], NEW_VAULT, REGISTERED],
    request: CONNECTED,
    status: 400,
    code: "BMSUserErrorPrivateEndpointNotAllowed",
  },
  {
    rule: "accepts a change to a private endpoint connection that existed before its first item",
    before: [["PUT", VM, machine()], NEW_VAULT, CONNECTED, ["PUT", ITEM, protection()]],
    request: ["PUT", path(), connection({ privateLinkServiceConnectionState: { status: "Rejected" } })],
    status: 200,
  },
  {
    rule: "refuses a thirteenth private endpoint connection",
    before: [NEW_VAULT, ...twelve],
    request: ["PUT", path("office.12"), connection()],
    status: 400,
    code: "BMSUserErrorPrivateEndpointCountLimitReached",
  },
  {
    rule: "refuses a private endpoint connection without a private endpoint id",
    before: [NEW_VAULT],
    request: ["PUT", path(), connection({ privateEndpoint: {} })],
    status: 400,
    code: "BadRequest",
    message: /privateEndpoint\.id is ''/,
  },
  {
    rule: "refuses a private endpoint connection with an unknown group id",
    before: [NEW_VAULT],
    request: ["PUT", path(), connection({ groupIds: ["blob"] })],
    status: 400,
    code: "BadRequest",
    message: /groupIds\[0\] is "blob": expected one of AzureBackup/,
  },
  {
    rule: "refuses a private endpoint connection with an unknown status",
    before: [NEW_VAULT],
    request: ["PUT", path(), connection({ privateLinkServiceConnectionState: { status: "Open" } })],
    status: 400,
    code: "BadRequest",
    message: /status is "Open": expected one of Pending, Approved, Rejected, Disconnected/,
  },
];

const DELETIONS: readonly RuleRow[] = [
  {
    rule: "cannot be deleted while it has a private endpoint connection",
    before: [NEW_VAULT, CONNECTED],
    request: ["DELETE", VAULT],
    status: 400,
    code: "ServiceResourceNotEmptyWithBackendMessage",
    message: /private endpoints associated with the vault\. The private endpoint connections are : office\.1\.backup\n/,
  },
  {
    rule: "cannot be deleted while a VM is registered",
    before: [["PUT", VM, machine()], NEW_VAULT, REGISTERED],
    request: ["DELETE", VAULT],
    status: 400,
    code: "ServiceResourceNotEmptyWithContainerDetails",
    message: /existing resources within the vault\. : web\n/,
  },
  {
    rule: "can be deleted after its private endpoint connection was deleted",
    before: [NEW_VAULT, CONNECTED, ["DELETE", path()]],
    request: ["DELETE", VAULT],
    status: 202,
  },
];

const NETWORKS: readonly RuleRow[] = [
  {
    rule: "refuses cross-region restore while public network access is disabled",
    before: [NEW_VAULT, network({ publicNetworkAccess: "Disabled" })],
    request: network(CROSS_REGION),
    status: 400,
    code: "CrossRegionRestoreNeedsPublicAccess",
  },
  {
    rule: "refuses to disable public network access while cross-region restore is enabled",
    before: [NEW_VAULT, network(CROSS_REGION)],
    request: network({ publicNetworkAccess: "Disabled" }),
    status: 400,
    code: "CrossRegionRestoreNeedsPublicAccess",
  },
  {
    rule: "refuses an unknown value of publicNetworkAccess",
    before: [NEW_VAULT],
    request: network({ publicNetworkAccess: "Deny" }),
    status: 400,
    code: "InvalidRestApiParameter",
  },
];

testRules("a vault", [...CONNECTIONS, ...DELETIONS, ...NETWORKS]);

describe("a private endpoint connection", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure();
    for (const request of [NEW_GROUP, NEW_VAULT]) await accepted(azure, request);
  });

  afterEach(() => azure.close());

  const vaultState = async (): Promise<readonly [Json | undefined, number]> => {
    const { body } = await azure.call("GET", VAULT);
    const listed = (at(body, "properties", "privateEndpointConnections") ?? []) as Json[];
    return [at(body, "properties", "privateEndpointStateForBackup"), listed.length];
  };

  it("is created with 201, updated with 200, read with 200, and deleted with 200, then 204", async () => {
    const created = await azure.call("PUT", path(), connection());
    const again = await azure.call("PUT", path(), connection());
    const read = await azure.call("GET", path());
    const deleted = [await azure.call("DELETE", path()), await azure.call("DELETE", path())];
    const missing = await azure.call("GET", path());

    assert.deepEqual([created.status, again.status, read.status], [201, 200, 200]);
    assert.deepEqual(at(read.body, "properties"), {
      groupIds: ["AzureBackup"],
      privateLinkServiceConnectionState: { status: "Approved", description: "None", actionsRequired: "None" },
      privateEndpoint: { id: ENDPOINT },
      provisioningState: "Succeeded",
    });
    assert.deepEqual(
      deleted.map(({ status }) => status),
      [200, 204],
    );
    assert.deepEqual([missing.status, codeOf(missing)], [404, "ResourceNotFound"], messageOf(missing));
  });

  it("is listed by its vault, whose private endpoint state is Enabled while a connection is approved", async () => {
    assert.deepEqual(await vaultState(), ["None", 0]);
    await azure.call("PUT", path(), connection({ privateLinkServiceConnectionState: { status: "Pending" } }));
    assert.deepEqual(await vaultState(), ["None", 1]);
    await azure.call("PUT", path(), connection());
    assert.deepEqual(await vaultState(), ["Enabled", 1]);
    await azure.call("PATCH", VAULT, { tags: { a: "b" } });
    assert.deepEqual(await vaultState(), ["Enabled", 1]);
    await azure.call("DELETE", path());
    assert.deepEqual(await vaultState(), ["None", 0]);
  });

  it("for Site Recovery does not enable private endpoints for Backup", async () => {
    await azure.call("PUT", path(), connection({ groupIds: ["AzureSiteRecovery"] }));
    const { body } = await azure.call("GET", VAULT);
    assert.equal(at(body, "properties", "privateEndpointStateForBackup"), "None");
    assert.equal(at(body, "properties", "privateEndpointStateForSiteRecovery"), "Enabled");
  });
});
