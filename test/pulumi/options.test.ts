/** What Pulumi's resource options do with resources of this package, under the real Pulumi CLI. See docs/pulumi.md. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { listed } from "../support/home.js";
import { SHOP_ID, shopProgram, VAULT_ID, vaultStatement, vmStatements } from "../support/programs.js";
import { createProject, type Project, requirePulumi } from "../support/pulumi.js";

const URN = "urn:pulumi:test::rehearsal::pulumi-nodejs:dynamic/azure-vm-backup:Vault::kept";

const vaultProgram = (args = "", options = "{}"): string => shopProgram(vaultStatement("kept", args, options));

const policyStatement = (pulumiName: string, name: string | undefined, options = "{}"): string =>
  `new BackupPolicy("${pulumiName}", { vault: vault.id, ${name === undefined ? "" : `name: "${name}",`} schedule: { frequency: "Daily", time: "02:00" }, retention: { daily: { count: 30 } } }, ${options});`;

const policyProgram = (...policy: Parameters<typeof policyStatement>): string =>
  shopProgram(`const vault = ${vaultStatement("kept")}`, policyStatement(...policy));

const diskStatement = (name: string): string => `const ${name} = new ArmResource("${name}", {
  type: "Microsoft.Compute/disks", apiVersion: "2023-10-02", parent: group.id, location: "westeurope",
  properties: { creationData: { createOption: "Empty" }, diskSizeGB: 4 },
});`;

const VM = vmStatements();

describe("the option", function () {
  this.timeout(120_000);
  before(requirePulumi);

  let project: Project;
  const open = async (program: string): Promise<void> => {
    project = await createProject({ program, language: "js" });
    await succeeds();
  };
  afterEach(() => project?.dispose());

  const succeeds = async (args: readonly string[] = []): Promise<string> => {
    const { exitCode, output } = await project.up(args);
    assert.equal(exitCode, 0, output);
    return output;
  };
  const fails = async (args: readonly string[] = []): Promise<string> => {
    const { exitCode, output } = await project.up(args);
    assert.notEqual(exitCode, 0, output);
    return output;
  };
  const home = (): string => join(project.folder, ".azure-vm-backup");
  const names = (): string[] =>
    listed(home(), "resources")
      .map(({ name }) => String(name))
      .sort();

  /** The vaults of the home, each with all that `azvb resources` shows. */
  const vaults = (): object[] => listed(home(), "resources", "--type", "vaults");

  it("ignoreChanges keeps the value of the state", async () => {
    await open(vaultProgram('tags: { team: "shop" }'));

    project.writeProgram(vaultProgram('tags: { team: "other" }', '{ ignoreChanges: ["tags"] }'));

    assert.match(await succeeds(), /3 unchanged/);
  });

  it("ignoreChanges of source keeps a snapshot if the program declares another source disk", async () => {
    const program = (source: string, options: string) =>
      `const { DiskSnapshot } = require("azure-vm-backup");\n${shopProgram(
        diskStatement("first"),
        diskStatement("second"),
        `new DiskSnapshot("before", { resourceGroup: group.id, location: "westeurope", source: { disk: ${source}.id } }, ${options});`,
      )}`;
    await open(program("first", "{}"));

    project.writeProgram(program("second", "{}"));
    const refused = await fails();
    project.writeProgram(program("second", '{ ignoreChanges: ["source"] }'));

    assert.match(refused, /add it to the resource option ignoreChanges/);
    assert.match(await succeeds(), /5 unchanged/);
  });

  it("replaceOnChanges is ignored, and up --replace with deleteBeforeReplace replaces the resource", async () => {
    await open(vaultProgram());

    project.writeProgram(vaultProgram('tags: { team: "shop" }', '{ replaceOnChanges: ["tags"] }'));
    const ignored = await succeeds();
    const refused = await fails(["--replace", URN]);
    project.writeProgram(vaultProgram('tags: { team: "shop" }', "{ deleteBeforeReplace: true }"));
    const replaced = await succeeds(["--replace", URN]);

    assert.match(ignored, /~ 1 updated/);
    assert.match(refused, /Vault kept already exists[\s\S]*deleteBeforeReplace: true/);
    assert.match(replaced, /\+-1 replaced/);
    assert.deepEqual(names(), ["kept", "shop"]);
  });

  it("deleteBeforeReplace reverses the order of a replacement, and with false a replacement under the same ARM id is refused", async () => {
    await open(policyProgram("daily", "one"));

    project.writeProgram(policyProgram("daily", "two"));
    const usual = await succeeds();
    project.writeProgram(policyProgram("daily", "three", "{ deleteBeforeReplace: true }"));
    const reversed = await succeeds();
    project.writeProgram(vaultProgram('location: "northeurope"', "{ deleteBeforeReplace: false }"));
    const refused = await fails();

    assert.match(usual, /created replacement[\s\S]*deleting original/);
    assert.match(reversed, /deleted original[\s\S]*creating replacement/);
    assert.match(refused, /Vault kept already exists[\s\S]*deleteBeforeReplace: true/);
    assert.deepEqual(names().includes("kept"), true);
  });

  it("aliases keeps the resource, but a name that defaults to the Pulumi name changes with it and replaces the resource", async () => {
    await open(policyProgram("daily", "fixed"));

    project.writeProgram(policyProgram("nightly", "fixed", '{ aliases: [{ name: "daily" }] }'));
    const renamed = await succeeds();
    project.writeProgram(policyProgram("hourly", undefined, '{ aliases: [{ name: "nightly" }] }'));
    const replaced = await succeeds();

    assert.match(renamed, /~ 1 updated[\s\S]*3 unchanged/);
    assert.match(replaced, /\+-1 replaced/);
    assert.equal(names().includes("hourly"), true);
    assert.equal(names().includes("fixed"), false);
  });

  it("protect refuses a delete and a replacement, also at preview", async () => {
    await open(vaultProgram("", "{ protect: true }"));

    project.writeProgram(vaultProgram('location: "northeurope"', "{ protect: true }"));
    const replacing = await project.preview();
    project.writeProgram(shopProgram());
    const deleting = await project.preview();
    const deleted = await fails();

    assert.notEqual(replacing.exitCode, 0);
    assert.match(replacing.output, /unable to replace resource/);
    assert.notEqual(deleting.exitCode, 0);
    assert.match(deleting.output, /cannot be deleted\s+because it is protected/);
    assert.match(deleted, /cannot be deleted\s+because it is protected/);
    assert.deepEqual(names(), ["kept", "shop"]);
  });

  it("retainOnDelete retains the resource in Azure when it is removed from the state", async () => {
    await open(vaultProgram("", "{ retainOnDelete: true }"));

    project.writeProgram(shopProgram());

    assert.match(await succeeds(), /\[retain\]/);
    assert.deepEqual(names(), ["kept", "shop"]);
  });

  it("deletedWith skips the delete of an extension if its VM is deleted", async () => {
    const program = (options: string) =>
      `const { VmSnapshotExtension } = require("azure-vm-backup");\n${shopProgram(
        VM,
        `new VmSnapshotExtension("snapshot", { vm: vm.id, osType: "Linux" }, ${options});`,
      )}`;
    await open(program("{}"));
    const refused = { fail: { status: 400, code: "Refused" }, method: "DELETE", path: "/extensions/", times: 9 };
    const env = { AZURE_VM_BACKUP_FAULTS: JSON.stringify([refused]) };

    const withoutOption = await project.destroy([], { env });
    project.writeProgram(program("{ deletedWith: vm }"));
    await succeeds();
    const withOption = await project.destroy([], { env });

    assert.notEqual(withoutOption.exitCode, 0, "without the option the extension is deleted by a request of its own");
    assert.equal(withOption.exitCode, 0, withOption.output);
    assert.deepEqual(names(), []);
  });

  it("import fails and changes nothing, and adopt adopts the resource instead", async () => {
    await open(vaultProgram("", "{ retainOnDelete: true }"));
    project.writeProgram(shopProgram());
    await succeeds();
    const before = vaults();

    project.writeProgram(vaultProgram("", `{ import: "${VAULT_ID}" }`));
    const imported = await fails();
    assert.deepEqual([vaults(), before.length], [before, 1]);
    project.writeProgram(vaultProgram('adopt: "ifIdentical"'));

    assert.match(imported, /code must be a string, not undefined/);
    assert.match(await succeeds(), /\+ 1 created/);
  });

  it("id reads an existing resource", async () => {
    await open(shopProgram());

    project.writeProgram(
      shopProgram(
        `const vault = ${vaultStatement("kept")}`,
        `const seen = Vault.get("seen", "${VAULT_ID}", { dependsOn: vault });`,
        `exports.place = ArmResource.get("found", "${SHOP_ID}", { dependsOn: group }).location;`,
        "exports.redundancy = seen.redundancy;",
        "exports.kinds = [Vault.isInstance(seen), ArmResource.isInstance(seen)];",
      ),
    );

    const first = await succeeds();
    assert.match(first, /place\s*: "westeurope"/);
    assert.match(first, /redundancy\s*: "\w+Redundant"/);
    assert.match(first, /\[0\]: true[\s+]+\[1\]: false/);
    assert.match(await succeeds(), /3 unchanged/);
    const destroyed = await project.destroy();
    assert.equal(destroyed.exitCode, 0, destroyed.output);
    assert.match(destroyed.output, /- 3 deleted/);
  });
});
