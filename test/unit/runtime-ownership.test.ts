/** What diffs, previews and deletes of the dynamic provider write to the home's ownership records. */
import assert from "node:assert/strict";
import fs, { writeFileSync } from "node:fs";
import { join } from "node:path";
import sinon from "sinon";
import { openHome } from "../../provider/core/home.js";
import { type Records, recordsIn } from "../../provider/ownership/records.js";
import { VAULT, vaultInputs } from "./kinds/examples.js";
import { type LoopbackAzure, loopbackAzure } from "./loopback-azure.js";
import { temporaryFolder } from "./temporary-folder.js";

const MODULE = require.resolve("../../provider/runtime/dynamic.js");
type Runtime = typeof import("../../provider/runtime/dynamic.js")["runtime"];

const urn = (name: string) => `urn:pulumi:dev::shop::pulumi-nodejs:dynamic/azure-vm-backup:Vault::${name}`;
const named = (name: string) => ({ ...vaultInputs, __urn: urn(name) });

describe("the ownership records of a run", () => {
  const folder = temporaryFolder();
  const home = () => join(folder(), "home");
  let azure: LoopbackAzure;
  let records: Records;

  beforeEach(async () => {
    azure = await loopbackAzure();
    sinon.stub(process, "argv").value(process.argv.slice(0, 2));
    records = recordsIn(home(), openHome);
  });
  afterEach(async () => {
    sinon.restore();
    delete require.cache[MODULE];
    await azure.close();
  });

  /** The runtime of a new process, which is a new run of Pulumi's engine. */
  function newRun(): Runtime {
    delete require.cache[MODULE];
    const { runtime } = require(MODULE) as { runtime: Runtime };
    const config: Record<string, string> = { endpoint: azure.url, home: home() };
    runtime.configure("Vault", { get: (key) => config[key.replace("azure-vm-backup:", "")] });
    return runtime;
  }

  async function checkAndDiff(oldName: string, newName: string): Promise<void> {
    const runtime = newRun();
    await runtime.check("Vault", named(oldName), named(newName));
    await runtime.diff("Vault", VAULT, { ...named(oldName), endpoint: azure.url, adopted: false }, named(newName));
  }

  it("name in a new home the owner on which the state and the program agree", async () => {
    await checkAndDiff("one", "one");

    assert.deepEqual(records.find(VAULT).owner, { urn: urn("one"), adopted: false });
  });

  it("do not name the new URN of a rename by alias before its update, since the run may be a preview", async () => {
    await checkAndDiff("old", "new");

    assert.equal(records.find(VAULT).owner, undefined);
  });

  it("are corrected if an interrupted run recorded another URN of the stack, but not if another stack is recorded", async () => {
    records.writeHolding(VAULT, { owner: { urn: urn("new"), adopted: false } });
    await checkAndDiff("one", "one");
    assert.equal(records.find(VAULT).owner?.urn, urn("one"));

    const elsewhere = { urn: urn("one").replace(":dev:", ":prod:"), adopted: true };
    records.writeHolding(VAULT, { owner: elsewhere });
    await checkAndDiff("one", "one");
    assert.deepEqual(records.find(VAULT).owner, elsewhere);
  });

  it("also end an intent at a delete or an update, which may be the first call with its token", async () => {
    const state = { ...named("one"), endpoint: azure.url, adopted: false, onDelete: "retain", __token: "t" };
    records.writeIntent(VAULT, { urn: urn("one"), token: "t" });
    await newRun().delete("Vault", VAULT, state);
    assert.equal(records.find(VAULT).intent, undefined);

    azure.documents.set(VAULT, { id: VAULT, location: "westeurope", properties: {} });
    records.writeIntent(VAULT, { urn: urn("one"), token: "t" });
    await newRun().update("Vault", VAULT, state, { ...named("one"), onDelete: "retain", adopt: "always" });
    assert.equal(records.find(VAULT).intent, undefined);
  });

  it("no longer contain this stack as the owner of a resource that a destroy has retained", async () => {
    for (const state of [{ onDelete: "retain", adopted: false }, { adopted: true }]) {
      records.writeHolding(VAULT, { owner: { urn: urn("one"), adopted: state.adopted } });
      await newRun().delete("Vault", VAULT, { ...named("one"), ...state, endpoint: azure.url });
      assert.deepEqual(records.find(VAULT), {});
    }
  });

  /** The text that a check and a diff write to standard error. */
  async function warningsOfDiff(): Promise<string[]> {
    const written = sinon.stub(process.stderr, "write").returns(true);
    await checkAndDiff("one", "one");
    written.restore();
    return written.args.map(([text]) => String(text));
  }

  it("do not fail a diff if they cannot be read, which gives a warning", async () => {
    openHome(home());
    writeFileSync(join(home(), "owners"), "not a folder");

    const [warning = "", ...others] = await warningsOfDiff();
    assert.match(warning, /^Cannot read the ownership record .*: ENOTDIR/);
    assert.deepEqual(others, []);
  });

  it("do not fail a diff if they cannot be written, which gives a warning", async () => {
    openHome(home());
    sinon.stub(fs, "renameSync").throws(new Error("disk full"));

    const [warning = "", ...others] = await warningsOfDiff();
    assert.match(warning, /^Cannot write the ownership record .*: disk full/);
    assert.deepEqual(others, []);
  });
});
