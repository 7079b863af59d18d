/** Ownership of resources: renames, adoption, drift and removed inputs, under the real Pulumi CLI. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { silentLog } from "../../provider/core/log.js";
import { openEmbedded } from "../../provider/runtime/embedded.js";
import { listed } from "../support/home.js";
import { shopProgram, VAULT_ID, vaultStatement } from "../support/programs.js";
import { createProject, type Project, requirePulumi } from "../support/pulumi.js";

describe("a resource under the real Pulumi CLI", function () {
  this.timeout(120_000);
  before(requirePulumi);

  let home: string;
  const projects: Project[] = [];
  const projectOf = (...statements: string[]): Promise<Project> => namedProject("rehearsal", ...statements);
  const namedProject = async (name: string, ...statements: string[]): Promise<Project> => {
    const config = { "azure-vm-backup:home": home };
    const project = await createProject({ name, program: shopProgram(...statements), language: "js", config });
    projects.push(project);
    return project;
  };
  const names = (): unknown[] =>
    listed(home, "resources")
      .map(({ name }) => name)
      .sort();

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "azure-vm-backup-home-"));
  });
  afterEach(() => {
    for (const project of projects.splice(0)) project.dispose();
    rmSync(home, { recursive: true });
  });

  it("that is renamed without an alias causes an error and is not deleted", async () => {
    const project = await projectOf(vaultStatement("before"));
    await project.up();
    project.writeProgram(shopProgram(vaultStatement("after")));

    const renamed = await project.up();

    assert.notEqual(renamed.exitCode, 0);
    assert.match(
      renamed.output,
      /Vault kept already exists \(\/subscriptions\/\S+\)\. This stack manages it as urn:\S+::before\./,
    );
    assert.match(renamed.output, /give it an alias: aliases: \[\{ name: "before" \}\]/);
    assert.deepEqual(names(), ["kept", "shop"]);
  });

  it("that is renamed with an alias is kept", async () => {
    const project = await projectOf(vaultStatement("before"));
    await project.up();
    project.writeProgram(shopProgram(vaultStatement("after", "", '{ aliases: [{ name: "before" }] }')));

    const renamed = await project.up();

    assert.equal(renamed.exitCode, 0, renamed.output);
    assert.match(renamed.output, /~ 1 updated\s+2 unchanged/);
    assert.match((await project.up()).output, /3 unchanged/);
  });

  it("of another stack is adopted with ifIdentical if it is as declared, and is retained on destroy", async () => {
    const owner = await projectOf(vaultStatement("kept"));
    await owner.up();
    await owner.refresh();
    const other = await namedProject("other", vaultStatement("kept", 'adopt: "ifIdentical"'));

    const up = await other.up();
    const destroyed = await other.destroy();

    assert.equal(up.exitCode, 0, up.output);
    assert.equal(destroyed.exitCode, 0, destroyed.output);
    assert.deepEqual(names(), ["kept", "shop"]);
  });

  it("of another stack is not adopted with ifIdentical if it differs, and the error contains the differences", async () => {
    const owner = await projectOf(vaultStatement("kept"));
    await owner.up();
    await owner.refresh();
    const other = await namedProject("other", vaultStatement("kept", 'adopt: "ifIdentical", tags: { team: "shop" }'));

    const up = await other.up();

    assert.notEqual(up.exitCode, 0);
    assert.match(up.output, /tags: declared \{"team":"shop"\}, found nothing/);
  });

  it("that was changed outside Pulumi shows drift on refresh, and the next up reverts the change", async () => {
    const project = await projectOf(vaultStatement("kept", 'tags: { team: "shop" }'));
    await project.up();
    await changeTagsOutside(home, { team: "somebody" });

    const refreshed = await project.run([
      "refresh",
      "--preview-only",
      "--diff",
      "--non-interactive",
      "--color",
      "never",
    ]);
    await project.refresh();
    const up = await project.up(["--diff"]);

    assert.match(refreshed.output, /team: "shop" => "somebody"/);
    assert.equal(up.exitCode, 0, up.output);
    assert.match(up.output, /team: "somebody" => "shop"/);
    assert.match(up.output, /~ 1 updated/);
  });

  it("no longer has tags in Azure that were removed from the program", async () => {
    const project = await projectOf(vaultStatement("kept", 'tags: { team: "shop" }'));
    await project.up();
    project.writeProgram(shopProgram(vaultStatement("kept")));

    const up = await project.up();
    const again = await project.up(["--expect-no-changes"]);

    assert.match(up.output, /~ 1 updated/);
    assert.equal(again.exitCode, 0, again.output);
    assert.deepEqual(await tagsOf(home), {});
  });

  it("adds one line of code to the state, which never changes", async () => {
    const project = await projectOf(vaultStatement("kept"));
    await project.up();

    const { deployment } = await project.stackExport();

    const vault = (deployment.resources ?? []).find(({ id }) => id === VAULT_ID);
    assert.equal(
      vault?.outputs?.["__provider"],
      'exports.handler = __f0;\nconst provider = require("azure-vm-backup/kinds/vault/provider.js");\n\nfunction __f0() {\n  return (function() {\n    with({ this: undefined, arguments: undefined }) {\n\nreturn () => provider;\n\n    }\n  }).apply(undefined, undefined).apply(this, arguments);\n}\n',
    );
  });
});

async function changeTagsOutside(home: string, tags: Record<string, string>): Promise<void> {
  await atVault(home, "PATCH", { tags });
}

async function tagsOf(home: string): Promise<unknown> {
  return ((await (await atVault(home, "GET")).json()) as { tags?: unknown }).tags ?? {};
}

async function atVault(home: string, method: string, body?: object): Promise<Response> {
  const azure = await openEmbedded({ home, log: silentLog, durability: "none" });
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const response = await azure.fetch(
    new Request(`https://management.azure.com${VAULT_ID}?api-version=2024-04-01`, init),
  );
  azure.close();
  return response;
}
