/** A project with a vault, and its runs. */
import assert from "node:assert/strict";
import { homeOf } from "../support/examples.js";
import { listed } from "../support/home.js";
import { createProject, type Project } from "../support/pulumi.js";
import { oursIn, treeProgram } from "../support/tree-programs.js";

export const GROUP_ID = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/shop";

/** The id of the vault in most tests. */
export const VAULT_ID = `${GROUP_ID}/providers/Microsoft.RecoveryServices/vaults/backups`;

/** A statement that declares the vault `backups` in the group `shop`, under this name in the program. */
export const vaultAs = (name: string, args = "", options = "{}"): string =>
  `vault("${name}", shop, { name: "backups", ${args} }, ${options});`;

const SHOP = `const shop = group("shop");`;
const EXISTING_SHOP = `const shop = { id: "${GROUP_ID}" };`;

/** The URN of a resource of this package in the project's stack. */
export const urnOf = (kind: string, name: string): string =>
  `urn:pulumi:test::rehearsal::pulumi-nodejs:dynamic/azure-vm-backup:${kind}::${name}`;

export class Shop {
  readonly project: Project;

  private constructor(project: Project) {
    this.project = project;
  }

  /** A project whose program declares the group `shop` and these statements. */
  static async open(statements: readonly string[], config: Readonly<Record<string, string>> = {}): Promise<Shop> {
    return new Shop(await createProject({ program: treeProgram(SHOP, ...statements), language: "js", config }));
  }

  /** The same with a stack of another name, over a group that exists. */
  static async openStack(stack: string, statement: string, config: Readonly<Record<string, string>>): Promise<Shop> {
    return new Shop(
      await createProject({ program: treeProgram(EXISTING_SHOP, statement), language: "js", stack, config }),
    );
  }

  declare(...statements: readonly string[]): void {
    this.project.writeProgram(treeProgram(SHOP, ...statements));
  }

  /** Runs an up that must succeed; returns its output. */
  async up(args: readonly string[] = [], plan?: object): Promise<string> {
    const { exitCode, output } = await this.project.up(args, plan && withFaults(plan));
    assert.equal(exitCode, 0, output);
    return output;
  }

  /** Runs an up that must fail; returns its output. */
  async failedUp(args: readonly string[] = [], plan?: object): Promise<string> {
    const { exitCode, output } = await this.project.up(args, plan && withFaults(plan));
    assert.notEqual(exitCode, 0, output);
    return output;
  }

  async refresh(): Promise<string> {
    const { exitCode, output } = await this.project.refresh();
    assert.equal(exitCode, 0, output);
    return output;
  }

  async destroy(args: readonly string[] = []): Promise<string> {
    const { exitCode, output } = await this.project.destroy(args);
    assert.equal(exitCode, 0, output);
    return output;
  }

  /** The names of the resources in Azure, sorted. */
  alive(home = homeOf(this.project)): unknown[] {
    return listed(home, "resources")
      .map(({ name }) => name)
      .sort();
  }

  /** The Pulumi names of the resources in the state, sorted. */
  async inState(): Promise<string[]> {
    return (await oursIn(this.project)).map(({ urn }) => urn.replace(/^.*::/, "")).sort();
  }

  close(): void {
    this.project.dispose();
  }
}

export const withFaults = (plan: object) => ({ env: { AZURE_VM_BACKUP_FAULTS: JSON.stringify(plan) } });
