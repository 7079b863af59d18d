/** A resource that is renamed in the program, under the real Pulumi CLI. */
import assert from "node:assert/strict";
import { requirePulumi } from "../support/pulumi.js";
import { Shop, urnOf, vaultAs } from "./shop.js";

describe("a vault that is renamed in the program", function () {
  this.timeout(300_000);
  before(requirePulumi);

  let shop: Shop;
  beforeEach(async () => {
    shop = await Shop.open([vaultAs("before")]);
    await shop.up();
  });
  afterEach(() => shop?.close());

  it("is refused without adopt, and the error suggests an alias", async () => {
    shop.declare(vaultAs("after"));

    const output = await shop.failedUp();

    assert.match(output, /Vault backups already exists .* This stack manages it as urn:\S+::before\./);
    assert.match(output, /give it an alias: aliases: \[\{ name: "before" \}\]/);
    assert.deepEqual(shop.alive(), ["backups", "shop"]);
  });

  it('is managed under the new name with adopt: "own", and is deleted by a later destroy', async () => {
    shop.declare(vaultAs("after", 'adopt: "own"'));

    const output = await shop.up();

    assert.match(output, /was not deleted: it is now managed as urn:\S+::after /);
    assert.deepEqual(await shop.inState(), ["after", "shop"]);
    assert.deepEqual(shop.alive(), ["backups", "shop"]);
    await shop.up(["--expect-no-changes"]);
    await shop.destroy();
    assert.deepEqual(shop.alive(), []);
  });

  it("is kept with an alias, and is deleted by a later destroy", async () => {
    shop.declare(vaultAs("after", "", '{ aliases: [{ name: "before" }] }'));

    const output = await shop.up();

    assert.doesNotMatch(output, /created|deleted|replaced/);
    assert.deepEqual(await shop.inState(), ["after", "shop"]);
    await shop.destroy();
    assert.deepEqual(shop.alive(), []);
  });

  it("is not deleted by a destroy of only its old name after an up of only its new name", async () => {
    shop.declare(vaultAs("after", 'adopt: "own"'));

    await shop.up(["--target", urnOf("Vault", "after")]);
    const both = await shop.inState();
    const output = await shop.destroy(["--target", urnOf("Vault", "before")]);

    assert.deepEqual(both, ["after", "before", "shop"]);
    assert.match(output, /was not deleted: it is now managed as urn:\S+::after according to the home folder/);
    assert.deepEqual(await shop.inState(), ["after", "shop"]);
    assert.deepEqual(shop.alive(), ["backups", "shop"]);
  });

  it("is not deleted if a refresh runs between an interrupted rename and the next up", async () => {
    shop.declare(vaultAs("after", 'adopt: "own"'));
    await shop.up(["--target", urnOf("Vault", "after")]);

    await shop.refresh();
    const refreshed = await shop.inState();
    const output = await shop.up();

    assert.deepEqual(refreshed, ["after", "before", "shop"]);
    assert.match(output, /was not deleted: it is now managed as urn:\S+::after /);
    assert.deepEqual(await shop.inState(), ["after", "shop"]);
    assert.deepEqual(shop.alive(), ["backups", "shop"]);
  });

  it("is refused at preview as declared twice if the program contains both names", async () => {
    shop.declare(vaultAs("before"), vaultAs("after", 'adopt: "own"'));

    const preview = await shop.project.preview();
    await shop.failedUp();

    assert.notEqual(preview.exitCode, 0);
    assert.match(
      preview.output,
      /Vault (?:after|before) is declared twice: urn:\S+::(?:before|after) has the same ARM id/,
    );
    assert.deepEqual(shop.alive(), ["backups", "shop"]);
  });
});
