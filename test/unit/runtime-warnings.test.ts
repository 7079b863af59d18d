import assert from "node:assert/strict";
import { join } from "node:path";
import sinon from "sinon";
import type { runtime as Runtime } from "../../provider/runtime/dynamic.js";
import { UNKNOWN } from "../../provider/schema/unknown.js";
import { type ScriptedServer, scriptedServer } from "./arm/scripted-server.js";
import { DISK, diskInputs, itemInputs, vaultInputs } from "./kinds/examples.js";
import { temporaryFolder } from "./temporary-folder.js";

const MODULE = require.resolve("../../provider/runtime/dynamic.js");

describe("the runtime without an engine", () => {
  const folder = temporaryFolder();
  let azure: ScriptedServer;

  afterEach(async () => {
    sinon.restore();
    delete require.cache[MODULE];
    await azure.close();
  });

  /** The runtime of a new process whose argument names no engine. */
  function freshRuntime(): typeof Runtime {
    sinon.stub(process, "argv").value(process.argv.slice(0, 2));
    delete require.cache[MODULE];
    const { runtime } = require(MODULE) as { runtime: typeof Runtime };
    const config: Record<string, string> = { endpoint: azure.url, home: join(folder(), "home") };
    for (const kind of ["ArmResource", "Vault", "ProtectedVm"]) {
      runtime.configure(kind, { get: (key) => config[key.replace("azure-vm-backup:", "")] });
    }
    return runtime;
  }

  it("refuses a suspended protection in a vault of the program that is not immutable, also while its id is unknown", async () => {
    azure = await scriptedServer();
    const runtime = freshRuntime();
    const suspended = {
      ...itemInputs,
      protection: "suspended",
      onDelete: "delete",
      __urn: "urn:pulumi:dev::shop::ProtectedVm::web",
    };
    const unknown = { ...suspended, vault: UNKNOWN, __known: { vault: { id: UNKNOWN, urn: VAULT_URN } } };

    await runtime.check("Vault", {}, { ...vaultInputs, __urn: VAULT_URN });
    for (const declared of [suspended, unknown]) {
      const { failures } = (await runtime.check("ProtectedVm", {}, declared)) as { failures: { reason: string }[] };
      assert.match(failures[0]?.reason ?? "", /^protection: .* is not possible: Azure suspends/);
    }
  });

  it("prints Azure's warnings to the console before the verb ends, once per resource", async () => {
    const disk = { id: DISK, name: "db", location: "westeurope", properties: {} };
    const warned = { status: 200, headers: { "x-ms-azvb-warning": "the portal allows fewer" }, body: disk };
    azure = await scriptedServer(warned, warned, warned);
    const runtime = freshRuntime();
    const written = sinon.stub(process.stderr, "write").returns(true);

    await runtime.read("ArmResource", DISK, { ...diskInputs, __urn: "urn:a" });
    await runtime.read("ArmResource", DISK, { ...diskInputs, __urn: "urn:a" });
    await runtime.read("ArmResource", DISK, { ...diskInputs, __urn: "urn:b" });
    const printed = written.args.map(([text]) => text);
    written.restore();

    assert.deepEqual(printed, ["the portal allows fewer\n", "the portal allows fewer\n"]);
  });

  it("warns once for each protected VM that is not created yet that a destroy will fail at the vault", async () => {
    azure = await scriptedServer();
    const runtime = freshRuntime();
    const written = sinon.stub(process.stderr, "write").returns(true);
    const added = { ...itemInputs, __urn: "urn:pulumi:dev::shop::ProtectedVm::web" };
    const unknown = { ...added, vault: UNKNOWN, __known: { vault: { id: UNKNOWN, urn: VAULT_URN } } };

    await runtime.check("Vault", {}, { ...vaultInputs, __urn: VAULT_URN });
    await runtime.check("ProtectedVm", {}, { ...unknown, __urn: "urn:pulumi:dev::shop::ProtectedVm::db" });
    await runtime.check("ProtectedVm", {}, added);
    await runtime.check("ProtectedVm", added, added);
    await runtime.check("ProtectedVm", {}, { ...added, onDelete: "delete" });
    const printed = written.args.map(([text]) => String(text));
    written.restore();

    assert.equal(printed.length, 2);
    for (const text of printed)
      assert.match(text, /^pulumi destroy will fail at Vault backups: .*onDelete: "stopRetain"/);
  });
});

const VAULT_URN = "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/azure-vm-backup:Vault::backups";
