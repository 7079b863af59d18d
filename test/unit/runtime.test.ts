import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sinon from "sinon";
import { openHome } from "../../provider/core/home.js";
import type { JsonObject } from "../../provider/core/json.js";
import { plainMark } from "../../provider/dynamic/hidden-inputs.js";
import { recordsIn } from "../../provider/ownership/records.js";
import type { runtime as Runtime } from "../../provider/runtime/dynamic.js";
import { DISK, diskInputs, GROUP, VAULT, vaultInputs } from "./kinds/examples.js";
import { type LoopbackAzure, loopbackAzure } from "./loopback-azure.js";
import { temporaryFolder } from "./temporary-folder.js";

const MODULE = require.resolve("../../provider/runtime/dynamic.js");
const VARIABLES = ["AZURE_VM_BACKUP_HOME", "AZURE_VM_BACKUP_ENDPOINT", "AZURE_VM_BACKUP_DEBUG"] as const;

/** The runtime of a new process, configured with these keys. */
function freshRuntime(config: Readonly<Record<string, string>>): typeof Runtime {
  delete require.cache[MODULE];
  const { runtime } = require(MODULE) as { runtime: typeof Runtime };
  for (const kind of ["ArmResource", "Vault"]) {
    runtime.configure(kind, { get: (key) => config[key.replace("azure-vm-backup:", "")] });
  }
  return runtime;
}

interface VerbError extends Error {
  readonly id?: string;
  readonly properties?: JsonObject;
  readonly reasons?: readonly string[];
}

const withoutToken = (outs: unknown): JsonObject => {
  const { __token: _, ...rest } = outs as JsonObject;
  return rest;
};

const failureOf = (work: Promise<unknown>): Promise<VerbError> =>
  work.then(
    () => assert.fail("it did not fail"),
    (error: unknown) => (error instanceof Error ? error : assert.fail(`it threw ${error}`)),
  );

const declared = { ...diskInputs, tags: undefined, __provider: "exports.x", __urn: "urn" };
const stored = { ...diskInputs, __provider: "exports.x", __urn: "urn", __version: 2 };

describe("the runtime", () => {
  const folder = temporaryFolder();
  const home = () => join(folder(), "home");
  let azure: LoopbackAzure;
  let before: (string | undefined)[];
  let runtime: typeof Runtime;

  beforeEach(async () => {
    azure = await loopbackAzure();
    before = VARIABLES.map((name) => process.env[name]);
    for (const name of VARIABLES) delete process.env[name];
    sinon.stub(process, "argv").value(process.argv.slice(0, 2));
    runtime = freshRuntime({ endpoint: azure.url, home: home() });
  });
  afterEach(async () => {
    sinon.restore();
    for (const [index, name] of VARIABLES.entries()) {
      const value = before[index];
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    delete require.cache[MODULE];
    await azure.close();
  });

  it("checks without a request, and returns the inputs with their defaults", async () => {
    const { name, resourceGroup, location } = vaultInputs;

    const checked = await runtime.check("Vault", {}, { name, resourceGroup, location, tags: undefined });

    assert.deepEqual(checked, { inputs: { ...vaultInputs, __version: 2 }, failures: [] });
    assert.equal("tags" in (checked["inputs"] as object), false);
  });

  it("reports a failed check with the path in its reason and an empty property, and redacts secrets", async () => {
    const news = { ...vaultInputs, location: "", name: "1st", __plain: plainMark("location", "") };

    const { failures } = await runtime.check("Vault", {}, news);

    const reasons = [
      "name: [not shown] is not allowed: expected 2 to 50 letters, digits and hyphens, starting with a letter",
      'location: "" is not allowed: expected an Azure region, such as westeurope or West Europe',
    ];
    assert.deepEqual(
      failures,
      reasons.map((reason) => ({ property: "", reason })),
    );
  });

  it("computes a diff without a request", async () => {
    const compared = await runtime.diff("Vault", VAULT, vaultInputs, { ...vaultInputs, location: "northeurope" });

    assert.deepEqual(compared, { changes: true, replaces: ["location"], deleteBeforeReplace: true });
  });

  it("ends an intent only by outputs with its token", async () => {
    const records = recordsIn(home(), openHome);
    records.writeIntent(VAULT, { urn: "u", token: "t-2" });

    await runtime.diff("Vault", VAULT, { ...vaultInputs, __token: "t-1" }, vaultInputs);
    assert.deepEqual(records.find(VAULT).intent, { urn: "u", token: "t-2" });

    await runtime.diff("Vault", VAULT, { ...vaultInputs, __token: "t-2" }, vaultInputs);
    assert.equal(records.find(VAULT).intent, undefined);
  });

  it("returns an update if the shell in the state differs", async () => {
    const olds = { ...vaultInputs, __provider: "exports.old" };

    const compared = await runtime.diff("Vault", VAULT, olds, { ...vaultInputs, __provider: "exports.new" });

    assert.deepEqual(compared, { changes: true, replaces: [], deleteBeforeReplace: false });
  });

  it("creates a resource, and returns its id and outputs as plain JSON", async () => {
    const created = await runtime.create("ArmResource", declared);

    const { __token, ...outs } = created["outs"] as JsonObject;
    assert.deepEqual({ ...created, outs }, { id: DISK, outs: { ...stored, endpoint: azure.url, adopted: false } });
    assert.equal("tags" in outs, false);
    const { intent, owner } = recordsIn(home(), openHome).find(DISK);
    assert.deepEqual(
      [intent, owner],
      [
        { urn: "urn", token: __token },
        { urn: "urn", adopted: false },
      ],
    );
  });

  it("reads a resource, and returns the inputs of the state with the drift", async () => {
    const { outs } = await runtime.create("ArmResource", declared);
    azure.documents.set(DISK, { id: DISK, name: "db", location: "northeurope", properties: diskInputs.properties });

    const read = await runtime.read("ArmResource", DISK, outs as JsonObject);

    assert.deepEqual(read, {
      id: DISK,
      props: { ...withoutToken(outs), location: "northeurope" },
      inputs: { ...stored, location: "northeurope" },
    });
  });

  it("returns an empty id for a resource that no longer exists", async () => {
    assert.deepEqual(await runtime.read("ArmResource", DISK, stored), { id: "", props: {} });
  });

  it("updates a resource, and returns its outputs", async () => {
    const { outs } = await runtime.create("ArmResource", declared);

    const updated = await runtime.update("ArmResource", DISK, outs as JsonObject, {
      ...declared,
      tags: { team: "shop" },
    });

    assert.deepEqual(updated, {
      outs: { ...stored, tags: { team: "shop" }, endpoint: azure.url, adopted: false },
    });
  });

  it("deletes a resource, and succeeds if it is already deleted", async () => {
    await runtime.create("ArmResource", declared);

    const destroy = freshRuntime({ endpoint: azure.url, home: home() });

    assert.deepEqual(await destroy.delete("ArmResource", DISK, stored), {});
    assert.deepEqual(await destroy.delete("ArmResource", DISK, stored), {});
    assert.equal(azure.documents.size, 0);
  });

  it("describes a partially created resource by its id, its properties and the reasons", async () => {
    azure.failing.add(DISK);

    const failure = await failureOf(runtime.create("ArmResource", declared));

    const reason = `PUT ${DISK} was accepted and then failed: no such size\n(Azure's code: SkuNotAvailable, request id: r-1)`;
    assert.equal(failure.id, DISK);
    assert.deepEqual(withoutToken(failure.properties), {
      ...stored,
      endpoint: azure.url,
      adopted: false,
      incomplete: [reason],
    });
    assert.equal("tags" in (failure.properties ?? {}), false);
    assert.deepEqual(failure.reasons, [reason]);
    assert.equal(failure.message, reason);
    assert.equal(failure.stack, "");
  });

  it("reports any other failure only by its message, without a stack or an id", async () => {
    azure.documents.set(DISK, { id: DISK });

    const failure = await failureOf(runtime.create("ArmResource", declared));

    assert.match(failure.message, /^ArmResource db already exists/);
    assert.equal(failure.stack, "");
    assert.equal("id" in failure, false);
    assert.equal("reasons" in failure, false);
  });

  it("keeps the stack if AZURE_VM_BACKUP_DEBUG is set", async () => {
    process.env["AZURE_VM_BACKUP_DEBUG"] = "1";

    const failure = await failureOf(runtime.check("Vaults", {}, {}));

    assert.equal(
      failure.message,
      'Unknown kind "Vaults" in this version of azure-vm-backup. Update azure-vm-backup in the folder of the program, then run again.',
    );
    assert.match(failure.stack ?? "", /at /);
  });

  it("reads the environment before the configuration, since refresh and destroy get an old configuration", async () => {
    process.env["AZURE_VM_BACKUP_ENDPOINT"] = azure.url;
    process.env["AZURE_VM_BACKUP_HOME"] = home();
    runtime = freshRuntime({ endpoint: "http://127.0.0.1:9", home: join(folder(), "elsewhere") });

    const { outs } = await runtime.create("ArmResource", declared);

    assert.equal((outs as JsonObject)["endpoint"], azure.url);
    assert.notEqual(recordsIn(home(), openHome).find(DISK).owner, undefined);
  });

  it("refuses an invalid endpoint at every call", async () => {
    runtime = freshRuntime({ endpoint: "nowhere", home: home() });

    for (const read of [runtime.read("Vault", VAULT, {}), runtime.read("Vault", VAULT, {})]) {
      assert.equal(
        (await failureOf(read)).message,
        'azure-vm-backup:endpoint is "nowhere", which is not an endpoint. Allowed: "embedded" (the default), "azure", "azure-usgovernment", "azure-china", or the URL of an Azure Resource Manager other than Azure\'s own, such as "http://127.0.0.1:8080". Change it with: pulumi config set azure-vm-backup:endpoint embedded',
      );
    }
  });

  it("creates nothing if the home folder contains other files", async () => {
    mkdirSync(home());
    writeFileSync(join(home(), "other.txt"), "");

    const failure = await failureOf(runtime.create("ArmResource", { ...declared, parent: GROUP }));

    assert.match(failure.message, /contains other\.txt but no azure-vm-backup\.json/);
    assert.equal(azure.documents.size, 0);
  });
});
