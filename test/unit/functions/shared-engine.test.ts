import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import sinon from "sinon";
import { sharedEngine } from "../../../provider/functions/shared-engine.js";
import { mockEngine } from "../../../provider/testing/index.js";
import { temporaryFolder } from "../temporary-folder.js";

const INDEX = require.resolve("../../../provider/index.js");

/** Engines that must be released, and how often one was opened and released. */
function releasableEngines() {
  const release = sinon.fake();
  const open = sinon.fake(async () => ({ engine: mockEngine(), release }));
  return { open, release, withEngine: sharedEngine(open) };
}

describe("the engine that function calls share", () => {
  it("is one for all concurrent calls, and is released after the last call", async () => {
    const { open, release, withEngine } = releasableEngines();
    const { promise: answered, resolve: answer } = Promise.withResolvers<undefined>();

    const slow = withEngine(async (engine) => {
      await answered;
      return engine;
    });
    const quick = await withEngine(async (engine) => engine);
    const releasedEarly = release.callCount;
    answer(undefined);

    assert.equal(await slow, quick);
    assert.deepEqual([open.callCount, releasedEarly, release.callCount], [1, 0, 1]);
  });

  it("is released if a call fails, and is a new one for the next call", async () => {
    const { open, release, withEngine } = releasableEngines();

    await assert.rejects(
      withEngine(() => Promise.reject(new Error("no"))),
      { message: "no" },
    );
    await withEngine(async () => undefined);

    assert.deepEqual([open.callCount, release.callCount], [2, 2]);
  });

  it("is reused if it need not be released, so there is only one sign-in", async () => {
    const open = sinon.fake(async () => ({ engine: mockEngine(), release: undefined }));
    const withEngine = sharedEngine(open);

    const first = await withEngine(async (engine) => engine);

    assert.equal(await withEngine(async (engine) => engine), first);
    assert.equal(open.callCount, 1);
  });

  it("is opened again after it could not be opened", async () => {
    const { open: opens } = releasableEngines();
    const open = sinon.stub().callsFake(opens);
    open.onFirstCall().rejects(new Error("The home is not ours."));
    const withEngine = sharedEngine(open);

    await assert.rejects(
      withEngine(async () => 1),
      { message: "The home is not ours." },
    );

    assert.equal(await withEngine(async () => 2), 2);
  });
});

describe("a program with only functions", () => {
  const folder = temporaryFolder();

  /** The output of a program that calls getVault, with these environment variables and this configuration. */
  function outputOf(variables: Readonly<Record<string, string>>, config: Readonly<Record<string, string>>): string {
    const id =
      "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/v";
    const program = `
      const { getVault } = require(${JSON.stringify(INDEX)});
      getVault({ id: ${JSON.stringify(id)} }).catch(({ message }) => process.stdout.write("answer: " + message));`;
    const { AZURE_VM_BACKUP_ENDPOINT: _, AZURE_VM_BACKUP_HOME: __, ...inherited } = process.env;
    const env = { ...inherited, PULUMI_CONFIG: JSON.stringify(config), ...variables };
    return execFileSync(process.execPath, ["-e", program], { cwd: folder(), env, encoding: "utf8", timeout: 15_000 });
  }

  it("exits on its own, and uses the configured home", () => {
    const output = outputOf({}, { "azure-vm-backup:home": join(folder(), "rehearsal") });

    assert.match(output, /answer: getVault: .* does not exist: .* \(endpoint: embedded\)/);
    assert.equal(existsSync(join(folder(), "rehearsal", "azure.sqlite")), true);
  });

  it("reads the environment before its configuration, as resources do", () => {
    const output = outputOf(
      { AZURE_VM_BACKUP_HOME: join(folder(), "first") },
      { "azure-vm-backup:home": join(folder(), "second") },
    );

    assert.match(output, /answer: getVault: .* does not exist: /);
    assert.deepEqual([existsSync(join(folder(), "first")), existsSync(join(folder(), "second"))], [true, false]);
  });

  it("is refused for an unknown configuration key", () => {
    const output = outputOf({}, { "azure-vm-backup:endpiont": "azure" });

    assert.match(output, /answer: Unknown configuration key "azure-vm-backup:endpiont"\. Did you mean "endpoint"\?/);
  });
});
