/** Protection that a destroy stopped and the next up resumes, under the real Pulumi CLI. */
import assert from "node:assert/strict";
import { homeOf } from "../support/examples.js";
import { listed } from "../support/home.js";
import { shopProgram, vmStatements } from "../support/programs.js";
import { createProject, type Project, requirePulumi } from "../support/pulumi.js";
import { urnOf } from "./shop.js";

const program = (edited = ""): string =>
  shopProgram(
    vmStatements(),
    `const vault = new Vault("backups", { resourceGroup: group.id, location: "westeurope" });`,
    `new ProtectedVm("web", { vault, vm, policy: BackupPolicy.builtIn(vault, "DefaultPolicy"), initialBackup: true, ${edited} });`,
  );

describe("protection that a destroy has stopped", function () {
  this.timeout(300_000);
  before(requirePulumi);

  let project: Project;
  afterEach(() => project?.dispose());
  const succeeds = async (run: Promise<{ exitCode: number; output: string }>): Promise<string> => {
    const { exitCode, output } = await run;
    assert.equal(exitCode, 0, output);
    return output;
  };

  it("is resumed by the next up, even if the program was changed", async () => {
    project = await createProject({ program: program(), language: "js" });
    await succeeds(project.up());
    await succeeds(project.destroy(["--target", urnOf("ProtectedVm", "web")]));
    project.writeProgram(program("disks: { osDiskOnly: true }"));

    const output = await succeeds(project.up());

    assert.match(output, /\+ 1 created/);
    const items = listed(homeOf(project), "resources").filter(({ name }) => String(name).startsWith("VM;"));
    assert.equal(items.length, 1);
    assert.equal(
      listed(homeOf(project), "points").length,
      1,
      "the retained recovery point, without a second first backup",
    );
    await succeeds(project.up(["--expect-no-changes"]));
  });
});
