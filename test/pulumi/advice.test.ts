/** Warnings of a healthy stack under the real Pulumi CLI. */
import assert from "node:assert/strict";
import { shopProgram } from "../support/programs.js";
import { createProject, type Project, requirePulumi } from "../support/pulumi.js";

const VAULT =
  'const kept = new Vault("kept", { resourceGroup: group.id, location: "westeurope", tags: { cc: null } });';

const policyStatement = (count: number): string =>
  `new BackupPolicy("nightly", { vault: kept.id, name: "every_night", timeZone: "Europe/Kyiv", archive: null,
     schedule: { frequency: "Daily", time: "02:00" }, retention: { daily: { count: ${count} }, weekly: null } });`;

const warningsIn = (output: string): string[] => output.match(/^ *warning: .*$/gm)?.map((line) => line.trim()) ?? [];

describe("the warnings of a healthy stack under the real Pulumi CLI", function () {
  this.timeout(120_000);

  let project: Project;
  before(async function () {
    await requirePulumi.call(this);
    project = await createProject({ program: shopProgram(VAULT, policyStatement(30)), language: "js" });
  });
  after(() => project?.dispose());

  // The commands depend on each other, so they are one test.
  it("are advice when a declaration is new or changed, and in an unchanged stack only that it is a simulation", async () => {
    const first = await project.up();
    assert.equal(first.exitCode, 0, first.output);
    assert.match(first.output, /warning: Azure Backup ignores daylight saving time: a schedule in FLE Standard Time/);
    assert.equal(new Set(warningsIn(first.output).filter((text) => /daylight/.test(text))).size, 1, first.output);
    assert.match(first.output, /warning: name: "every_night" contains "_"/);

    const again = await project.up(["--expect-no-changes"]);
    assert.equal(again.exitCode, 0, again.output);
    const warnings = warningsIn(again.output);
    assert.equal(warnings.length, 1, again.output);
    assert.match(warnings[0] ?? "", /This is a simulation\. Requests go to the embedded Azure on this machine/);

    project.writeProgram(shopProgram(VAULT, policyStatement(45)));
    const changed = await project.up();
    assert.equal(changed.exitCode, 0, changed.output);
    assert.match(changed.output, /warning: Azure Backup ignores daylight saving time/);
  });
});
