/** One resource from its first up to its destroy, as Pulumi would run it, over a remembering engine. */
import assert from "node:assert/strict";
import sinon from "sinon";
import { BackupError } from "../../../provider/core/errors.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import { drive, rememberingEngine, stubEngine } from "../../../provider/testing/index.js";
import { GROUP, ITEM, itemInputs, POLICY, policyInputs, VAULT, VM } from "../kinds/examples.js";

const declaration = { resourceGroup: GROUP, location: "westeurope" };

/** A vault under `drive` over a remembering engine. */
function drivenVault() {
  const stubbed = stubEngine(rememberingEngine());
  const driven = drive("Vault", stubbed.engine, "backups");
  return { ...stubbed, driven, names: () => stubbed.writes.map(({ call }) => call) };
}

describe("a resource under drive()", () => {
  it("is previewed with its defaults and its name, without a call of the engine", () => {
    const { driven, calls } = drivenVault();

    assert.deepEqual(driven.preview(declaration), {
      step: "create",
      inputs: { name: "backups", ...declaration, sku: "Standard", publicNetworkAccess: "Enabled", adopt: "never" },
      replaces: [],
      warnings: [],
    });
    assert.deepEqual(calls, []);
    assert.equal(driven.state, undefined);
  });

  it("is created by its first up, and its writes are recorded", async () => {
    const { driven, writes } = drivenVault();

    const { step } = await driven.up({ ...declaration, redundancy: "ZoneRedundant" });

    assert.equal(step, "create");
    assert.deepEqual(writes, [
      {
        call: "vaults.put",
        args: [
          VAULT,
          {
            location: "westeurope",
            sku: { name: "Standard" },
            properties: {
              publicNetworkAccess: "Enabled",
              redundancySettings: { standardTierStorageRedundancy: "ZoneRedundant" },
            },
          },
        ],
      },
    ]);
    assert.equal(driven.state?.id, VAULT);
    assert.equal(driven.state?.outputs["endpoint"], "mock");
  });

  it("is not changed by a second up with the same inputs", async () => {
    const { driven, writes } = drivenVault();
    await driven.up(declaration);
    writes.length = 0;

    assert.equal((await driven.up({ ...declaration, location: "West Europe" })).step, "same");
    assert.deepEqual(writes, []);
    assert.equal(driven.state?.inputs["location"], "West Europe");
  });

  it("is updated if its inputs change", async () => {
    const { driven, names } = drivenVault();
    await driven.up(declaration);

    assert.equal((await driven.up({ ...declaration, tags: { team: "shop" } })).step, "update");
    assert.deepEqual(names(), ["vaults.put", "vaults.put"]);
    assert.deepEqual(driven.state?.outputs["tags"], { team: "shop" });
  });

  it("is replaced if it cannot be updated, and created before the delete if its id changes", async () => {
    const { driven, writes } = drivenVault();
    await driven.up(declaration);
    writes.length = 0;

    const { step, replaces } = await driven.up({ ...declaration, name: "others" });

    assert.deepEqual([step, replaces], ["replace", ["name"]]);
    assert.deepEqual(
      writes.map(({ call, args }) => [call, args[0]]),
      [
        ["vaults.put", VAULT.replace(/backups$/, "others")],
        ["vaults.delete", VAULT],
      ],
    );
    assert.equal(driven.state?.id, VAULT.replace(/backups$/, "others"));
  });

  it("is replaced by a delete before the create if its id stays the same", async () => {
    const { driven, writes } = drivenVault();
    await driven.up(declaration);
    writes.length = 0;

    await driven.up({ ...declaration, location: "northeurope" });

    assert.deepEqual(
      writes.map(({ call }) => call),
      ["vaults.delete", "vaults.put"],
    );
  });

  it("is refused with all validation errors, without a call of the engine", async () => {
    const { driven, calls } = drivenVault();
    const wrong = { ...declaration, sku: "Gold", redundancy: "Twice" };

    assert.throws(() => driven.preview(wrong), {
      code: "InvalidInput",
      message:
        'Vault \'backups\' has a problem: sku: "Gold" is not allowed: expected one of "Standard", "RS0"; redundancy: "Twice" is not allowed: expected one of "GeoRedundant", "LocallyRedundant", "ZoneRedundant"',
    });
    await assert.rejects(async () => driven.up(wrong), { code: "InvalidInput" });
    assert.deepEqual(calls, []);
  });

  it("is refused for a one-way change", async () => {
    const { driven } = drivenVault();
    await driven.up({ ...declaration, softDelete: { state: "AlwaysON" } });

    assert.throws(() => driven.preview({ ...declaration, softDelete: { state: "Disabled" } }), {
      message: /softDelete\.state: cannot be changed: /,
    });
  });

  it("drifts if it is changed outside, and is removed from the state if it is deleted outside", async () => {
    const { driven, armed } = drivenVault();
    await driven.up({ ...declaration, tags: { team: "shop" } });

    assert.equal(await driven.refresh(), false);
    await armed.vaults.put(VAULT, { tags: { team: "somebody" } });
    assert.equal(await driven.refresh(), true);
    assert.deepEqual(driven.state?.inputs["tags"], { team: "somebody" });
    await armed.vaults.delete(VAULT);
    assert.equal(await driven.refresh(), true);
    assert.equal(driven.state, undefined);
    assert.equal(await driven.refresh(), false);
  });

  it("is destroyed once, as declared in its state", async () => {
    const { driven, names, writes } = drivenVault();
    await driven.up({ ...declaration, onDelete: "retain" });
    await driven.up({ ...declaration, onDelete: "refuse" });
    writes.length = 0;

    await driven.destroy();
    await driven.destroy();

    assert.deepEqual(names(), ["vaults.delete"]);
    assert.equal(driven.state, undefined);
  });

  it("stays in the state as incomplete, and is completed by the next up", async () => {
    const { driven, armed, names } = drivenVault();
    const declared = { ...declaration, softDelete: { state: "AlwaysON", retentionDays: 30 } };
    const patch = sinon.stub(armed.vaults, "patchSettings").rejects(new BackupError("Forbidden", "no right"));

    await assert.rejects(async () => driven.up(declared), { message: "no right" });
    assert.equal(driven.state?.id, VAULT);
    assert.deepEqual(driven.state?.outputs["incomplete"], ["no right"]);

    patch.restore();
    assert.equal((await driven.up(declared)).step, "update");
    assert.equal("incomplete" in (driven.state?.outputs ?? {}), false);
    assert.deepEqual(names().at(-1), "vaults.patchSettings");
  });

  it("is not in the state if nothing was created", async () => {
    const { driven, armed } = drivenVault();
    sinon.stub(armed.vaults, "put").rejects(new BackupError("Forbidden", "no right"));

    await assert.rejects(async () => driven.up(declaration), { code: "Forbidden" });
    assert.equal(driven.state, undefined);
  });
});

describe("a resource under drive() with references to others", () => {
  it("is checked by their known properties, which cause no difference", async () => {
    const { engine } = stubEngine(rememberingEngine());
    const driven = drive("ProtectedVm", engine);
    const known = { vm: { location: "westeurope" }, vault: { location: "westeurope" } };

    assert.throws(() => driven.preview(itemInputs, { ...known, vm: { location: "northeurope" } }), {
      message: /vm: is in northeurope, but the vault is in westeurope/,
    });
    await driven.up(itemInputs, known);
    assert.equal(driven.preview(itemInputs).step, "same");
    assert.equal(driven.state?.id, ITEM);
  });

  it("is previewed while their ids are unknown", () => {
    const { step, inputs } = drive("ProtectedVm", rememberingEngine()).preview({ ...itemInputs, vault: UNKNOWN });

    assert.equal(step, "create");
    assert.equal(inputs["vault"], UNKNOWN);
  });

  it("has no name if its kind has none", () => {
    assert.equal("name" in drive("ProtectedVm", rememberingEngine(), "web").preview(itemInputs).inputs, false);
  });

  it("collects its warnings at a preview and at an up", async () => {
    const driven = drive("BackupPolicy", rememberingEngine());
    const { warnings } = driven.preview({ ...policyInputs, timeZone: "Europe/Berlin" });
    await driven.up({ ...policyInputs, timeZone: "Europe/Berlin" });

    assert.equal(warnings.length, 1);
    assert.deepEqual(driven.warnings, [...warnings, ...warnings]);
  });

  it("must be of a known kind", () => {
    assert.throws(() => drive("Vaults", rememberingEngine()), {
      code: "InvalidInput",
      message: /^Unknown kind "Vaults"\. Known kinds: .*BackupPolicy.*Vault/,
    });
  });
});

describe("a protected VM under drive()", () => {
  it("is protected, backed up, stopped and deleted with one write each", async () => {
    const { engine, writes } = stubEngine(rememberingEngine([{ id: VM, location: "westeurope" }]));
    const driven = drive("ProtectedVm", engine);

    await driven.up({ ...itemInputs, initialBackup: true });
    await driven.up({ ...itemInputs, protection: "stopped" });
    await driven.up({ ...itemInputs, protection: "stopped", onDelete: "delete" });
    await driven.destroy();

    assert.deepEqual(
      writes.map(({ call }) => call),
      ["protectedItems.protect", "protectedItems.backUp", "protectedItems.stop"].concat(["protectedItems.delete"]),
    );
    assert.deepEqual(writes[0]?.args[1], { sourceResourceId: VM, policyId: POLICY });
  });
});
