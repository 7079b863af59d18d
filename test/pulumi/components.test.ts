/** Resources in nested components, under the real Pulumi CLI. */
import assert from "node:assert/strict";
import { homeOf } from "../support/examples.js";
import { listed } from "../support/home.js";
import { createProject, type Project, requirePulumi } from "../support/pulumi.js";
import { oursIn, requireSettled, treeProgram, up, upWithPreview } from "../support/tree-programs.js";

describe("resources with a parent under the real Pulumi CLI", function () {
  this.timeout(120_000);
  before(requirePulumi);

  let project: Project;
  const open = async (...statements: string[]): Promise<string> => {
    project = await createProject({ program: treeProgram(...statements), language: "js" });
    return up(project);
  };
  const openWithPreview = async (...statements: string[]): Promise<string> => {
    project = await createProject({ program: treeProgram(...statements), language: "js" });
    return upWithPreview(project);
  };
  const change = (...statements: string[]): Promise<string> => {
    project.writeProgram(treeProgram(...statements));
    return up(project);
  };
  const places = async (): Promise<string[]> =>
    (await oursIn(project)).map(({ urn }) => urn.replace(/^.*dynamic\/azure-vm-backup:/, "")).sort();
  const alive = (): unknown[] =>
    listed(homeOf(project), "resources")
      .map(({ name }) => name)
      .sort();
  afterEach(() => project?.dispose());

  it("are created if none refers to another", async () => {
    const output = await open(`new Tree("pair", (parent) => { group("one", { parent }); group("two", { parent }); });`);

    assert.match(output, /\+ 4 created/);
    assert.deepEqual(alive(), ["one", "two"]);
    await requireSettled(project);
  });

  it("are created if one refers to another", async () => {
    const output = await openWithPreview(
      `new Tree("shop", (parent) => { const used = group("one", { parent }); policy("daily", { vault: vault("backups", used, {}, { parent }) }, { parent }); });`,
    );

    assert.match(output, /\+ 5 created/);
    assert.deepEqual(alive(), ["backups", "daily", "one"]);
    await requireSettled(project);
  });

  it("are created in nested components if they refer to each other across components", async () => {
    const output = await openWithPreview(
      `new Tree("outer", (outer) => {
        const used = group("one", { parent: outer });
        new Tree("inner", (parent) => {
          const inner = vault("backups", used, {}, { parent });
          new Tree("innermost", (innermost) => policy("daily", { vault: inner }, { parent: innermost }), { parent });
        }, { parent: outer });
        group("two", { parent: outer });
      });`,
    );

    assert.match(output, /\+ 8 created/);
    assert.deepEqual(alive(), ["backups", "daily", "one", "two"]);
    await requireSettled(project);
  });

  it("are created if the parent is not a component, and depend on it only if they refer to it", async () => {
    const output = await open(
      `const parent = vault("backups", group("one"));`,
      `policy("daily", { vault: parent }, { parent });`,
      `group("two", { parent });`,
    );

    assert.match(output, /\+ 5 created/);
    const [daily, two] = ["daily", "two"].map(
      (name) => async () => (await oursIn(project)).find(({ urn }) => urn.endsWith(`::${name}`)),
    );
    assert.deepEqual(
      (await daily?.())?.dependencies?.map((urn) => urn.replace(/^.*::/, "")),
      ["backups"],
    );
    assert.deepEqual((await two?.())?.dependencies ?? [], []);
    await requireSettled(project);
  });

  it("are all dependencies of a resource that depends on the component", async () => {
    await open(
      `const pair = new Tree("pair", (parent) => { group("one", { parent }); group("two", { parent }); });`,
      `group("three", { dependsOn: [pair] });`,
    );

    const three = (await oursIn(project)).find(({ urn }) => urn.endsWith("::three"));
    assert.deepEqual(three?.dependencies?.map((urn) => urn.replace(/^.*::/, "")).sort(), ["one", "two"]);
    await requireSettled(project);
  });

  it("are kept when aliases move them into a component and out of it", async () => {
    await open(`vault("before", group("one"));`);

    const into = await change(
      `const one = group("one");`,
      `new Tree("first", (parent) => vault("inside", one, {}, { parent, aliases: [{ name: "before", parent: pulumi.rootStackResource }] }));`,
    );
    const inside = await places();
    const out = await change(
      `vault("after", group("one"), {}, { aliases: [{ name: "inside", parent: "urn:pulumi:test::rehearsal::my:index:Tree::first" }] });`,
    );

    for (const output of [into, out]) {
      assert.match(output, /~ 1 updated/);
      assert.doesNotMatch(output, /replaced|Vault \S+ (?:deleted|created)/);
    }
    assert.deepEqual(inside, ["ArmResource::one", "Vault::inside"]);
    assert.deepEqual(await places(), ["ArmResource::one", "Vault::after"]);
    assert.deepEqual(alive(), ["backups", "one"]);
    await requireSettled(project);
  });
});
