/** Extension resources of a vault, and resources of the tenant, under the real Pulumi CLI. */
import assert from "node:assert/strict";
import { homeOf } from "../support/examples.js";
import { shopProgram, VAULT_ID, vaultStatement } from "../support/programs.js";
import { createProject, type Project, requirePulumi } from "../support/pulumi.js";
import { openTestAzure } from "../support/service.js";
import { oursIn } from "../support/tree-programs.js";

const GUID = "4f7a2c30-9d2b-4c61-8e15-0b6f3a9d7c21";
const MANAGEMENT_GROUP = "/providers/Microsoft.Management/managementGroups/shop-platform";

const VAULT_AND_EXTENSIONS = shopProgram(
  `const vault = ${vaultStatement("kept")}`,
  `const lock = new ArmResource("keep", {
    type: "Microsoft.Authorization/locks", apiVersion: "2020-05-01", parent: vault.id,
    properties: { level: "CanNotDelete", notes: "holds the backups of the shop" },
  });`,
  `new ArmResource("logs", {
    type: "Microsoft.Insights/diagnosticSettings", apiVersion: "2021-05-01-preview", parent: vault.id,
    properties: {
      workspaceId: pulumi.interpolate\`\${group.id}/providers/Microsoft.OperationalInsights/workspaces/logs\`,
      logs: [{ categoryGroup: "allLogs", enabled: true }],
    },
  });`,
  `new ArmResource("reader", {
    type: "Microsoft.Authorization/roleAssignments", apiVersion: "2022-04-01", parent: vault.id, name: "${GUID}",
    properties: {
      roleDefinitionId: "/providers/Microsoft.Authorization/roleDefinitions/a795c7a0-d4a2-40c1-ae25-d81f01202912",
      principalId: "${GUID}", principalType: "ServicePrincipal",
    },
  });`,
  `const platform = new ArmResource("platform", {
    type: "Microsoft.Management/managementGroups", apiVersion: "2023-04-01", parent: "/", name: "shop-platform",
    properties: { displayName: "Platform" },
  });`,
  `new ArmResource("platform-keep", {
    type: "Microsoft.Authorization/locks", apiVersion: "2020-05-01", parent: platform.id, name: "keep",
    properties: { level: "CanNotDelete" },
  });`,
  `const read = new ArmResource("read", undefined, { id: lock.id });`,
  `exports.read = pulumi.all([read.type, read.parent, read.name, read.apiVersion, read.properties]);`,
);

/** The ids of the program's extension resources and of its management group, by their names in the program. */
const IDS: Readonly<Record<string, string>> = {
  keep: `${VAULT_ID}/providers/Microsoft.Authorization/locks/keep`,
  logs: `${VAULT_ID}/providers/Microsoft.Insights/diagnosticSettings/logs`,
  reader: `${VAULT_ID}/providers/Microsoft.Authorization/roleAssignments/${GUID}`,
  platform: MANAGEMENT_GROUP,
  "platform-keep": `${MANAGEMENT_GROUP}/providers/Microsoft.Authorization/locks/keep`,
};

describe("a vault with a lock, a diagnostic setting and a role assignment under the real Pulumi CLI", function () {
  this.timeout(180_000);
  before(requirePulumi);

  let project: Project;
  beforeEach(async () => {
    project = await createProject({ program: VAULT_AND_EXTENSIONS, language: "js" });
  });
  afterEach(() => project?.dispose());

  /** The status of a read of each resource in the project's home. */
  async function statuses(): Promise<number[]> {
    const azure = await openTestAzure({ home: homeOf(project) });
    try {
      const read = Object.values(IDS).map(async (id) => (await azure.call("GET", id)).status);
      return await Promise.all(read);
    } finally {
      await azure.close();
    }
  }

  it("is previewed, created, unchanged by the next up and a refresh, and destroyed", async () => {
    const previewed = await project.preview();
    const created = await project.up();
    const inState = await oursIn(project);
    const outputs = JSON.parse((await project.run(["stack", "output", "--json"])).stdout) as Record<string, unknown>;
    const alive = await statuses();
    const again = await project.up(["--expect-no-changes"]);
    const refreshed = await project.refresh(["--expect-no-changes"]);
    const destroyed = await project.destroy();

    assert.equal(previewed.exitCode, 0, previewed.output);
    assert.equal(created.exitCode, 0, created.output);
    const ids = Object.keys(IDS).map((name) => [name, inState.find(({ urn }) => urn.endsWith(`::${name}`))?.id]);
    assert.deepEqual(Object.fromEntries(ids), IDS);
    assert.deepEqual(outputs["read"], [
      ...["Microsoft.Authorization/locks", VAULT_ID, "keep", "2020-05-01"],
      { level: "CanNotDelete", notes: "holds the backups of the shop", provisioningState: "Succeeded" },
    ]);
    assert.deepEqual(alive, [200, 200, 200, 200, 200]);
    assert.equal(again.exitCode, 0, again.output);
    assert.equal(refreshed.exitCode, 0, refreshed.output);
    assert.equal(destroyed.exitCode, 0, destroyed.output);
    assert.doesNotMatch(destroyed.output, /was not deleted/);
    assert.deepEqual(await statuses(), [404, 404, 404, 404, 404]);
  });

  it("is refused at preview if the declared parent cannot have a resource of that type", async () => {
    project.writeProgram(
      shopProgram(
        `new ArmResource("wrong", { type: "Microsoft.Compute/disks", apiVersion: "2023-10-02", parent: "${VAULT_ID}" });`,
      ),
    );

    const { exitCode, output } = await project.preview();

    assert.notEqual(exitCode, 0, output);
    assert.ok(
      output.includes(
        `parent: ${VAULT_ID} cannot be the parent of a Microsoft.Compute/disks: expected the id of a resource group`,
      ),
      output,
    );
  });
});
