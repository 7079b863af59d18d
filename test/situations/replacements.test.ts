/** A resource that is replaced under the same ARM id, under the real Pulumi CLI. */
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { homeOf } from "../support/examples.js";
import { cancelKilled, killedAt } from "../support/killed-runs.js";
import { requirePulumi } from "../support/pulumi.js";
import { Shop, urnOf, vaultAs } from "./shop.js";

const DELETE_FIRST = "{ deleteBeforeReplace: true }";

describe("a vault that is replaced under the same ARM id", function () {
  this.timeout(300_000);
  before(requirePulumi);

  let shop: Shop;
  beforeEach(async () => {
    shop = await Shop.open([vaultAs("vault")]);
    await shop.up();
  });
  afterEach(() => shop?.close());

  const taint = async (): Promise<string> => {
    const { exitCode, output } = await shop.project.run(["state", "taint", "--yes", urnOf("Vault", "vault")]);
    assert.equal(exitCode, 0, output);
    return output;
  };

  const replacements: readonly (readonly [how: string, prepare: () => Promise<unknown>, args: readonly string[]])[] = [
    ["state taint", taint, []],
    ["up --replace", async () => undefined, ["--replace", urnOf("Vault", "vault")]],
  ];
  for (const [how, prepare, args] of replacements) {
    it(`is not deleted by ${how}, which would create it first, and is replaced with deleteBeforeReplace`, async () => {
      // A second run is needed: until then, a create may belong to an interrupted run.
      await shop.up();
      await prepare();
      const refused = await shop.failedUp(args);
      const stillAlive = shop.alive();
      shop.declare(vaultAs("vault", "", DELETE_FIRST));
      const replaced = await shop.up(args);

      assert.match(refused, /Vault backups already exists .*[Ss]et deleteBeforeReplace: true in its resource options/s);
      assert.deepEqual(stillAlive, ["backups", "shop"]);
      assert.match(replaced, /\+-1 replaced/);
      assert.deepEqual(shop.alive(), ["backups", "shop"]);
      await shop.up(["--expect-no-changes"]);
    });

    it(`is not deleted by ${how} with adopt: "own"`, async () => {
      shop.declare(vaultAs("vault", 'adopt: "own"'));
      await shop.up();
      await prepare();

      const output = await shop.up(args);

      assert.match(output, /was not deleted: its replacement has the same ARM id/);
      assert.deepEqual(shop.alive(), ["backups", "shop"]);
      await shop.up(["--expect-no-changes"]);
      await shop.destroy();
      assert.deepEqual(shop.alive(), []);
    });
  }

  it("is not deleted with deleteBeforeReplace: false, which would create it first", async () => {
    shop.declare(vaultAs("vault", 'location: "northeurope"', "{ deleteBeforeReplace: false }"));

    const refused = await shop.failedUp();
    const stillAlive = shop.alive();
    shop.declare(vaultAs("vault", 'location: "northeurope"'));
    const replaced = await shop.up();

    assert.match(refused, /Vault backups already exists .*[Ss]et deleteBeforeReplace: true in its resource options/s);
    assert.deepEqual(stillAlive, ["backups", "shop"]);
    assert.match(replaced, /\+-1 replaced/);
    assert.deepEqual(shop.alive(), ["backups", "shop"]);
  });

  for (const [moment, method] of [
    ["before", "DELETE"],
    ["after", "DELETE"],
    ["before", "PUT"],
    ["after", "PUT"],
  ] as const) {
    it(`is repaired by pulumi cancel and pulumi up after a kill ${moment} its ${method}`, async () => {
      shop.declare(vaultAs("vault", 'location: "northeurope"'));

      await killedAt(shop.project, ["up"], { moment, method, path: "/vaults/[^/]+$" });
      await cancelKilled(shop.project);
      await shop.up();

      await shop.up(["--expect-no-changes"]);
      assert.deepEqual(await shop.inState(), ["shop", "vault"]);
      assert.deepEqual(shop.alive(), ["backups", "shop"]);
      await shop.destroy();
      assert.deepEqual(shop.alive(), []);
    });
  }

  it('is recognized only with adopt: "own" if the home has no record of the interrupted create', async () => {
    shop.declare(vaultAs("vault", 'location: "northeurope"'));
    await killedAt(shop.project, ["up"], { moment: "after", method: "PUT", path: "/vaults/[^/]+$" });
    await cancelKilled(shop.project);
    for (const folder of ["owners", "intents"]) rmSync(join(homeOf(shop.project), folder), { recursive: true });

    const refused = await shop.failedUp();
    shop.declare(vaultAs("vault", 'location: "northeurope", adopt: "own"'));
    await shop.up();

    assert.match(
      refused,
      /Vault backups already exists .*if an interrupted run of another machine or home created it.* set adopt: "own"/s,
    );
    assert.deepEqual(shop.alive(), ["backups", "shop"]);
    await shop.up(["--expect-no-changes"]);
    await shop.destroy();
    assert.deepEqual(shop.alive(), []);
  });
});
