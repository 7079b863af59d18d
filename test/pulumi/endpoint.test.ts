/** A stack has one endpoint: what the real Pulumi CLI does if the configured endpoint differs from that of the state. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { listed } from "../support/home.js";
import { shopProgram, vaultStatement } from "../support/programs.js";
import { createProject, type Project, requirePulumi, type StackState } from "../support/pulumi.js";

const REFUSED =
  /The state of Vault kept has the endpoint (\S+), but the current endpoint is (\S+)\. No request was sent/;

describe("the configuration under the real Pulumi CLI", function () {
  this.timeout(180_000);
  before(requirePulumi);

  let project: Project;
  beforeEach(async () => {
    project = await createProject({ program: shopProgram(vaultStatement("kept")), language: "js" });
  });
  afterEach(() => project.dispose());

  const resources = async (): Promise<string[]> =>
    ((await project.stackExport()).deployment.resources ?? [])
      .filter(({ id, type }) => id !== undefined && type.startsWith("pulumi-nodejs:dynamic/"))
      .map(({ urn }) => urn.split("::").at(-1) ?? "")
      .sort();

  it("with the endpoint embedded makes a refresh, an up and a destroy of a stack in a cloud fail, and the state keeps its resources", async () => {
    await project.up();
    await moveState(project, "azure");

    const refreshed = await project.refresh();
    project.writeProgram(shopProgram(vaultStatement("kept", 'tags: { team: "shop" }')));
    const updated = await project.up();
    const destroyed = await project.destroy();

    for (const run of [refreshed, updated, destroyed]) {
      assert.notEqual(run.exitCode, 0, run.output);
      assert.deepEqual(REFUSED.exec(run.output)?.slice(1), ["azure", "embedded"], run.output);
      assert.match(run.output, /pulumi config set azure-vm-backup:endpoint azure/);
    }
    assert.deepEqual(await resources(), ["kept", "shop"]);
    assert.equal(listed(join(project.folder, ".azure-vm-backup"), "resources").length, 2);
  });

  it("with the endpoint azure makes a refresh and a destroy of a simulated stack fail without signing in, and the state keeps its resources", async () => {
    await project.up();
    const env = {
      AZURE_VM_BACKUP_ENDPOINT: "azure",
      ARM_CLIENT_SECRET: "never",
      ARM_CLIENT_ID: "sent",
      ARM_TENANT_ID: "anywhere",
    };

    const refreshed = await project.refresh([], { env });
    const destroyed = await project.destroy([], { env });

    for (const run of [refreshed, destroyed]) {
      assert.notEqual(run.exitCode, 0, run.output);
      assert.deepEqual(REFUSED.exec(run.output)?.slice(1), ["embedded", "azure"], run.output);
      assert.doesNotMatch(run.output, /No credential|login\.microsoftonline/);
    }
    assert.deepEqual(await resources(), ["kept", "shop"]);
    assert.equal((await project.destroy()).exitCode, 0);
  });

  it("causes a warning about a secret that is set without --secret, but not about one that is set with it", async () => {
    await project.run(["config", "set", "azure-vm-backup:oidcToken", "readable"]);
    await project.run(["config", "set", "--secret", "azure-vm-backup:clientSecret", "hidden"]);

    const { exitCode, output } = await project.preview();

    assert.equal(exitCode, 0, output);
    assert.match(output, /azure-vm-backup:oidcToken is a secret but was set without --secret/);
    assert.doesNotMatch(output, /azure-vm-backup:clientSecret is a secret/);
    assert.doesNotMatch(output, /readable"|hidden/);
  });
});

/** Sets the endpoint of all resources in the state. */
async function moveState(project: Project, endpoint: string): Promise<void> {
  const state: StackState = await project.stackExport();
  const resources = (state.deployment.resources ?? []).map((resource) =>
    resource.outputs?.["endpoint"] === undefined
      ? resource
      : { ...resource, outputs: { ...resource.outputs, endpoint } },
  );
  const file = join(project.folder, "moved.json");
  writeFileSync(file, JSON.stringify({ ...state, deployment: { ...state.deployment, resources } }));
  const { exitCode, output } = await project.run(["stack", "import", "--file", file]);
  assert.equal(exitCode, 0, output);
}
