/** Small JavaScript programs whose resources are in components. */
import assert from "node:assert/strict";
import type { Project, StateResource } from "./pulumi.js";

const HEAD = `const pulumi = require("@pulumi/pulumi");
const { ArmResource, BackupPolicy, ProtectedVm, Vault } = require("azure-vm-backup");
class Tree extends pulumi.ComponentResource {
  constructor(name, build, options) {
    super("my:index:Tree", name, {}, options);
    build(this);
    this.registerOutputs({});
  }
}
const subscription = "/subscriptions/11111111-1111-1111-1111-111111111111";
const group = (name, options) => new ArmResource(name, {
  type: "Microsoft.Resources/resourceGroups", apiVersion: "2022-09-01", parent: subscription, name, location: "westeurope",
}, options);
const vault = (name, inGroup, args, options) =>
  new Vault(name, { name: "backups", resourceGroup: inGroup.id, location: "westeurope", ...args }, options);
const policy = (name, args, options) => new BackupPolicy(name, {
  schedule: { frequency: "Daily", time: "02:00" }, retention: { daily: { count: 30 } }, ...args,
}, options);
`;

/**
 * A program of these statements. They can use `Tree`, a component whose argument `build` declares its children, and
 * `group`, `vault` and `policy`, which declare one resource each.
 */
export const treeProgram = (...statements: readonly string[]): string => `${HEAD}${statements.join("\n")}\n`;

/** Runs an up without a preview, which must succeed. Returns its output. */
export async function up(project: Project): Promise<string> {
  const { exitCode, output } = await project.up();
  assert.equal(exitCode, 0, output);
  return output;
}

/** Runs an up with its preview, in which the ids of new resources are unknown. */
export async function upWithPreview(project: Project): Promise<string> {
  const { exitCode, output } = await project.run(["up", "--yes", "--non-interactive", "--color", "never"]);
  assert.equal(exitCode, 0, output);
  return output;
}

/** Requires that a further preview shows no change and that each resource of this package has its URN in the hidden input. */
export async function requireSettled(project: Project): Promise<void> {
  const { exitCode, output } = await project.preview(["--expect-no-changes"]);
  assert.equal(exitCode, 0, output);
  for (const { urn, outputs } of await oursIn(project)) assert.equal(outputs?.["__urn"], urn);
}

/** The resources of this package in the state. */
export async function oursIn(project: Project): Promise<readonly StateResource[]> {
  const { deployment } = await project.stackExport();
  return (deployment.resources ?? []).filter(({ type }) => type.includes("azure-vm-backup:"));
}
