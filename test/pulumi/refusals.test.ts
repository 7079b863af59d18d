/** Errors under the real Pulumi CLI: a message, an exit code, and no stack trace. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listed } from "../support/home.js";
import { shopProgram, vaultStatement } from "../support/programs.js";
import { createProject, type Project, requirePulumi } from "../support/pulumi.js";

const homeOf = (project: Project): string => join(project.folder, ".azure-vm-backup");
const STACK_TRACE = /^\s+at .+\(.+:\d+:\d+\)/m;

describe("an error under the real Pulumi CLI", function () {
  this.timeout(120_000);
  before(requirePulumi);

  let project: Project;
  beforeEach(async () => {
    project = await createProject({ program: shopProgram(), language: "js" });
  });
  afterEach(() => project.dispose());

  it("in an input fails the preview with the property, its value and the allowed values, before anything is changed", async () => {
    project.writeProgram(shopProgram(vaultStatement("kept", 'redundancy: "Everywhere"')));
    const vaultRun = await project.preview();
    project.writeProgram(
      shopProgram(
        'new BackupPolicy("daily", { vault: "nowhere", schedule: { frequency: "Daily", time: "02:10" }, retention: { daily: { count: 3 } } });',
      ),
    );
    const policyRun = await project.preview();

    assert.notEqual(vaultRun.exitCode, 0);
    assert.match(
      vaultRun.output,
      /redundancy: "Everywhere" is not allowed: expected one of "GeoRedundant", "LocallyRedundant", "ZoneRedundant"/,
    );
    assert.notEqual(policyRun.exitCode, 0);
    assert.match(policyRun.output, /vault: "nowhere" is not allowed: expected an ARM id \/subscriptions/);
    assert.match(policyRun.output, /schedule\.time: "02:10" is not allowed: expected a time of day on the half hour/);
    assert.match(policyRun.output, /retention\.daily\.count: 3 is not allowed: expected an integer from 7 to 9999/);
    assert.doesNotMatch(policyRun.output, STACK_TRACE);
    assert.deepEqual(listed(homeOf(project), "resources"), []);
  });

  it("fails the preview for a reference to a resource of another type, which has no id yet", async () => {
    const previewOf = (statement: string) => {
      project.writeProgram(shopProgram(`const vault = ${vaultStatement("kept")}`, statement));
      return project.preview();
    };

    const vmRun = await previewOf(
      'new ProtectedVm("web", { vault, policy: BackupPolicy.builtIn(vault, "DefaultPolicy"), vm: group });',
    );
    const groupRun = await previewOf('new Vault("other", { resourceGroup: vault.id, location: "westeurope" });');

    const identityRun = await previewOf(
      'new Vault("other", { resourceGroup: group, location: "westeurope", identity: { type: "UserAssigned", userAssignedIdentities: [vault] } });',
    );

    assert.deepEqual(
      [vmRun, groupRun, identityRun].map(({ exitCode }) => exitCode === 0),
      [false, false, false],
    );
    assert.match(
      identityRun.output,
      /identity\.userAssignedIdentities\[0\]: refers to kept, which is a Microsoft\.RecoveryServices\/vaults: expected a Microsoft\.ManagedIdentity/,
    );
    assert.match(
      vmRun.output,
      /vm: refers to shop, which is a Microsoft\.Resources\/resourceGroups: expected a Microsoft\.Compute\/virtualMachines/,
    );
    assert.match(
      groupRun.output,
      /resourceGroup: refers to kept, which is a Microsoft\.RecoveryServices\/vaults: expected a Microsoft\.Resources\/res/,
    );
    assert.deepEqual(listed(homeOf(project), "resources"), []);
  });

  it("does not contain a value that the program keeps secret", async () => {
    project.writeProgram(
      shopProgram(vaultStatement("kept", 'location: pulumi.secret(""), redundancy: pulumi.secret("hunter2")')),
    );

    const run = await project.preview();

    assert.notEqual(run.exitCode, 0);
    assert.match(run.output, /redundancy: \[not shown\] is not allowed: expected one of "GeoRedundant"/);
    assert.doesNotMatch(run.output, /hunter2/);
  });

  it("about an unknown configuration key contains the known keys", async () => {
    await project.config("azure-vm-backup:endpiont", "azure");

    const run = await project.preview();

    assert.notEqual(run.exitCode, 0);
    assert.match(run.output, /Unknown configuration key "azure-vm-backup:endpiont"\. Did you mean "endpoint"\?/);
    assert.match(run.output, /azure-vm-backup:endpoint: /);
    assert.match(run.output, /azure-vm-backup:home: /);
    assert.doesNotMatch(run.output, STACK_TRACE);
  });

  it("about a home folder with other content names a file in it, and nothing is written there", async () => {
    const foreign = mkdtempSync(join(tmpdir(), "foreign-home-"));
    writeFileSync(join(foreign, "letters.txt"), "dear");
    try {
      const run = await project.up([], { env: { AZURE_VM_BACKUP_HOME: foreign } });

      assert.notEqual(run.exitCode, 0);
      assert.match(
        run.output,
        /contains letters\.txt but no azure-vm-backup\.json, so it is not a home of azure-vm-backup/,
      );
      assert.doesNotMatch(run.output, STACK_TRACE);
      assert.deepEqual(readdirSync(foreign), ["letters.txt"]);
    } finally {
      rmSync(foreign, { recursive: true });
    }
  });

  it("about a damaged store contains the path of the file", async () => {
    mkdirSync(homeOf(project));
    writeFileSync(join(homeOf(project), "azure-vm-backup.json"), '{"format":1}\n');
    writeFileSync(
      join(homeOf(project), "azure.sqlite"),
      "SQLite format 3\0 and then nothing that was ever written by it".repeat(99),
    );

    const run = await project.up();

    assert.notEqual(run.exitCode, 0);
    assert.match(run.output, /The store .*azure\.sqlite is damaged/);
    assert.doesNotMatch(run.output, STACK_TRACE);
  });

  it("about an endpoint that cannot be reached contains the endpoint", async () => {
    // Port 9, "discard": no process listens on it.
    const run = await project.up([], { env: { AZURE_VM_BACKUP_ENDPOINT: "http://127.0.0.1:9" } });

    assert.notEqual(run.exitCode, 0);
    assert.match(run.output, /Cannot reach http:\/\/127\.0\.0\.1:9:/);
    assert.doesNotMatch(run.output, STACK_TRACE);
  });

  it("about an invalid endpoint is reported at preview, before a resource is registered", async () => {
    await project.config("azure-vm-backup:endpoint", "Azure");

    const configured = await project.preview();
    const fromVariable = await project.preview([], { env: { AZURE_VM_BACKUP_ENDPOINT: "localhost:8080" } });

    assert.notEqual(configured.exitCode, 0);
    assert.match(
      configured.output,
      /azure-vm-backup:endpoint is "Azure", .* Did you mean "azure"\? Allowed: "embedded"/,
    );
    assert.doesNotMatch(configured.output, /This is a simulation|dynamic\/azure-vm-backup/);
    assert.doesNotMatch(configured.output, STACK_TRACE);
    assert.notEqual(fromVariable.exitCode, 0);
    assert.match(
      fromVariable.output,
      /The environment variable AZURE_VM_BACKUP_ENDPOINT is "localhost:8080", .* Did you mean "http:\/\/localhost:8080"\?/,
    );
  });
});
