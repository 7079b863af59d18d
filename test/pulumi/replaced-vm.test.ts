/** What happens to backups when their VM is replaced under the same name, under the real Pulumi CLI. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { listed } from "../support/home.js";
import { SHOP_ID, shopProgram, vmStatements } from "../support/programs.js";
import { createProject, type Project, requirePulumi } from "../support/pulumi.js";

const VM_ID = `${SHOP_ID}/providers/Microsoft.Compute/virtualMachines/web`;
const VM_URN = "urn:pulumi:test::rehearsal::pulumi-nodejs:dynamic/azure-vm-backup:ArmResource::web";

/** A program with a VM and its protection, which refers to the VM by the expression `vm`. */
const program = (vm: string, inputs = "", options = "{}") =>
  shopProgram(
    vmStatements("{ deleteBeforeReplace: true }"),
    `const vault = new Vault("kept", { resourceGroup: group.id, location: "westeurope" });`,
    `const policy = pulumi.interpolate\`\${vault.id}/backupPolicies/DefaultPolicy\`;`,
    `new ProtectedVm("web", { vault: vault.id, vm: ${vm}, policy, initialBackup: true, ${inputs} }, ${options});`,
  );

describe("a VM that is replaced under the same name", function () {
  this.timeout(180_000);
  before(requirePulumi);

  let project: Project;
  afterEach(() => project?.dispose());

  const points = () => listed(join(project.folder, ".azure-vm-backup"), "points").map(({ name }) => name);
  const succeeds = async (args: readonly string[] = []): Promise<string> => {
    const { exitCode, output } = await project.up(args);
    assert.equal(exitCode, 0, output);
    return output;
  };

  it("keeps its protection and its backups unchanged if the program refers to it by a literal id", async () => {
    const text = program(`"${VM_ID}"`, "", "{ dependsOn: [vm] }");
    project = await createProject({ program: text, language: "js" });
    await succeeds();
    const before = points();

    const output = await succeeds(["--replace", VM_URN]);

    assert.match(output, /\+-1 replaced/);
    assert.equal(before.length, 1);
    assert.deepEqual(points(), before);
    await succeeds(["--expect-no-changes"]);
  });

  it("has its protection stopped and resumed with all backups retained if Pulumi replaces the protection too", async () => {
    project = await createProject({ program: program("vm.id"), language: "js" });
    await succeeds();
    const before = points();

    const output = await succeeds(["--replace", VM_URN]);

    assert.match(output, /\+-2 replaced/);
    assert.equal(before.length, 1);
    assert.deepEqual(points(), before);
    await succeeds(["--expect-no-changes"]);
  });
});
