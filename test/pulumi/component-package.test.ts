/** A component package with all six kinds, three VMs and two policies, from the first up to the destroy. */
import assert from "node:assert/strict";
import { placeComponentPackage } from "../support/component-package.js";
import { homeOf } from "../support/examples.js";
import { listed } from "../support/home.js";
import { cancelKilled, killedAt } from "../support/killed-runs.js";
import { createProject, type Project, requirePulumi } from "../support/pulumi.js";

const SUBSCRIPTION = "/subscriptions/11111111-1111-1111-1111-111111111111";
const MACHINES = ["shop-one", "shop-three", "shop-two"];

/** The component's resources in Azure, without those that Azure Backup creates. */
const aliveWith = (policies: readonly string[]): string[] => [
  ...policies.map((name) => `backupPolicies ${name}`),
  ...MACHINES.map((name) => `disks ${name}-os`),
  "extensions VMSnapshotLinux",
  ...MACHINES.map((name) => `networkInterfaces ${name}-nic`),
  ...MACHINES.map((name) => `protectedItems VM;iaasvmcontainerv2;shop;${name}`),
  "resourceGroups shop",
  "snapshots shop-before-upgrade",
  "vaults shop-vault",
  ...MACHINES.map((name) => `virtualMachines ${name}`),
  ...MACHINES.map((name) => `virtualNetworks ${name}-net`),
];

interface Instance {
  readonly name: string;
  readonly args?: object;
  readonly options?: object;
}

function programOf({ name, args, options = {} }: Instance): string {
  const all = { prefix: "shop", subscription: SUBSCRIPTION, location: "westeurope", release: "1", ...args };
  return `const { ProtectedShop } = require("shop-backup");
new ProtectedShop("${name}", ${JSON.stringify(all)}, ${JSON.stringify(options)});
`;
}

describe("a component package with all six kinds", function () {
  this.timeout(180_000);

  let project: Project;
  before(async function () {
    await requirePulumi.call(this);
    project = await createProject({ program: programOf({ name: "shop" }), language: "js" });
    placeComponentPackage(project);
  });
  after(() => project?.dispose());

  const declare = (instance: Instance): void => project.writeProgram(programOf(instance));
  const up = async (...args: string[]): Promise<string> => {
    const { exitCode, output } = await project.up(args);
    assert.equal(exitCode, 0, output);
    return output;
  };
  const resources = (): string[] =>
    listed(homeOf(project), "resources").map(({ type, name }) => `${String(type).replace(/^.*\//, "")} ${name}`);
  const alive = (): string[] =>
    resources()
      .filter((text) => !/^(?:resourceGroups AzureBackupRG|restore)/.test(text))
      .sort();
  const stateNames = async (): Promise<string[]> => {
    const { deployment } = await project.stackExport();
    const ours = (deployment.resources ?? []).filter(({ type }) => type.includes("azure-vm-backup:"));
    return [...new Set(ours.map(({ urn }) => urn.replace(/^.*::(\w+)-.*$/, "$1")))];
  };

  it("is created", async () => {
    assert.match(await up(), /\+ 27 created/);
    assert.deepEqual(alive(), aliveWith(["daily", "weekly"]));
  });

  it("is unchanged by a second up", async () => {
    assert.match(await up("--expect-no-changes"), /27 unchanged/);
  });

  it("shows no drift in a refresh", async () => {
    const { exitCode, output } = await project.refresh(["--expect-no-changes"]);

    assert.equal(exitCode, 0, output);
    assert.match(output, /27 unchanged/);
  });

  it("keeps all resources when the instance is renamed with an alias", async () => {
    declare({ name: "store", options: { aliases: [{ name: "shop" }] } });

    const output = await up();

    assert.match(output, /~ 25 updated\s+2 unchanged/);
    assert.doesNotMatch(output, /created|deleted|replaced/);
    assert.deepEqual(await stateNames(), ["store"]);
    assert.deepEqual(alive(), aliveWith(["daily", "weekly"]));
  });

  it('keeps all resources when an instance of another name takes ownership with adopt: "own"', async () => {
    declare({ name: "market", args: { adopt: "own" } });

    const output = await up();

    assert.match(output, /\+ 26 created\s+- 26 deleted/);
    assert.match(output, /Vault shop-vault was not deleted: it is now managed as urn:\S+::market-vault /);
    assert.deepEqual(await stateNames(), ["market"]);
    assert.deepEqual(alive(), aliveWith(["daily", "weekly"]));
  });

  it("has only its policies replaced when their names change", async () => {
    declare({ name: "market", args: { adopt: "own", policyNames: ["nightly", "sundays"] } });

    const output = await up();

    assert.match(output, /~ 5 updated\s+\+-2 replaced/);
    assert.deepEqual(alive(), aliveWith(["nightly", "sundays"]));
  });

  it("is completed by pulumi cancel and up after a kill during a replacement", async () => {
    declare({ name: "market", args: { release: "2", policyNames: ["nightly", "sundays"] } });

    await killedAt(project, ["up"], { moment: "after", method: "PUT", path: "/snapshots/" });
    await cancelKilled(project);
    const output = await up();

    assert.match(output, /\+-1 replaced/);
    assert.match(await up("--expect-no-changes"), /27 unchanged/);
    assert.deepEqual(alive(), aliveWith(["nightly", "sundays"]));
  });

  it("leaves after a destroy only the resources that the destroy reports", async () => {
    const { exitCode, output } = await project.destroy();

    assert.equal(exitCode, 0, output);
    assert.match(output, /- 27 deleted/);
    assert.match(output, /Vault shop-vault is deleted into soft delete with the backups of shop-/);
    assert.deepEqual(alive(), []);
    assert.deepEqual(
      resources().map((text) => text.replace(/[ _].*$/, "")),
      ["resourceGroups"],
      "the resource group of the restore points that soft delete keeps",
    );
  });
});
