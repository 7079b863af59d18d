/** Creates of a resource that another owner creates too, under the real Pulumi CLI. */
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { homeOf } from "../support/examples.js";
import { cancelKilled, kill } from "../support/killed-runs.js";
import { requirePulumi } from "../support/pulumi.js";
import { type ServedAzure, serveAzure } from "../support/served-azure.js";
import { GROUP_ID, Shop, VAULT_ID, vaultAs } from "./shop.js";

const VAULT_PATH = "/vaults/[^/]+$";
const VAULT_OF_ANOTHER_OWNER = {
  location: "westeurope",
  sku: { name: "Standard" },
  tags: { owner: "somebody else" },
  properties: {},
};

/** Waits until a run has had an effect. Fails with the output of the run if it ends first. */
async function requireBefore(
  ended: Promise<{ readonly output: string }>,
  hasHappened: () => boolean | Promise<boolean>,
): Promise<void> {
  let output: string | undefined;
  void ended.then((run) => {
    output = run.output;
  });
  while (!(await hasHappened())) {
    if (output !== undefined) assert.fail(`the run ended too early, and wrote:\n${output}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe("a create of a vault", function () {
  this.timeout(300_000);
  before(requirePulumi);

  let azure: ServedAzure;
  const shops: Shop[] = [];
  const opened = (shop: Shop): Shop => {
    shops.push(shop);
    return shop;
  };
  const served = () => ({ "azure-vm-backup:endpoint": azure.url });
  const open = async (): Promise<Shop> => opened(await Shop.open([vaultAs("vault")], served()));
  beforeEach(async () => {
    azure = await serveAzure();
  });
  afterEach(async () => {
    for (const shop of shops.splice(0)) shop.close();
    await azure.close();
  });

  it("at the same time as a create in another stack succeeds or is refused", async () => {
    await azure.write("PUT", GROUP_ID, { location: "westeurope" });
    const config = { ...served(), "azure-vm-backup:home": azure.home };
    const two = await Promise.all(["dev", "live"].map((stack) => Shop.openStack(stack, vaultAs(stack), config)));
    const [dev, live] = two.map(opened) as [Shop, Shop];
    await azure.injectFaults({ slow: { delayMs: 1_500 }, method: "GET", path: VAULT_PATH, times: 9 });

    const ups = await Promise.all([dev.project.up(), live.project.up()]);

    const [winner, loser, refused] = ups[0].exitCode === 0 ? [dev, live, ups[1]] : [live, dev, ups[0]];
    assert.notEqual(refused.exitCode, 0, ups.map(({ output }) => output).join("\n"));
    assert.match(
      refused.output,
      /Vault backups already exists .* Another stack manages it as urn:pulumi:(?:dev|live)::/,
    );
    assert.deepEqual([(await winner.inState()).length, (await loser.inState()).length], [1, 0]);
    await loser.destroy();
    assert.notEqual(await azure.find(VAULT_ID), undefined);
    await winner.destroy();
    assert.equal(await azure.find(VAULT_ID), undefined);
  });

  it("that Azure refused does not adopt the vault that another owner creates afterwards", async () => {
    const shop = await open();
    await azure.injectFaults({
      fail: { status: 403, code: "RequestDisallowedByPolicy" },
      method: "PUT",
      path: VAULT_PATH,
    });
    const refused = await shop.failedUp();
    await azure.injectFaults();
    await azure.write("PUT", VAULT_ID, VAULT_OF_ANOTHER_OWNER);

    const again = await shop.failedUp();
    shop.declare();
    await shop.up();

    assert.match(refused, /RequestDisallowedByPolicy/);
    assert.match(again, /Vault backups already exists and is not in this stack's state/);
    assert.deepEqual((await azure.find(VAULT_ID))?.["tags"], { owner: "somebody else" });
  });

  it("that lost a race does not adopt the vault of the winner", async () => {
    const shop = await open();
    await azure.injectFaults([
      { slow: { delayMs: 3_000 }, method: "PUT", path: VAULT_PATH },
      {
        fail: { status: 409, code: "Conflict", message: "Somebody else was faster." },
        method: "PUT",
        path: VAULT_PATH,
      },
    ]);
    const running = shop.project.up();
    await requireBefore(running, () => azure.puts().some(({ path }) => path === VAULT_ID));
    await azure.write("PUT", VAULT_ID, VAULT_OF_ANOTHER_OWNER);

    const lost = await running;
    shop.declare();
    await shop.up();

    assert.notEqual(lost.exitCode, 0, lost.output);
    assert.match(
      lost.output,
      /it was created by another caller during this create, which failed with:\s+.*Somebody else was faster\./s,
    );
    assert.deepEqual((await azure.find(VAULT_ID))?.["tags"], { owner: "somebody else" });
  });

  it('after an interrupted create on another machine succeeds only with adopt: "own"', async () => {
    const shop = await open();
    await azure.injectFaults({ timeout: "after", method: "PUT", path: VAULT_PATH });
    const running = shop.project.start(["up", "--yes", "--skip-preview", "--non-interactive"]);
    await requireBefore(running.ended, async () => (await azure.find(VAULT_ID).catch(() => undefined)) !== undefined);
    kill(running, "CLI and provider");
    await running.ended;
    await cancelKilled(shop.project);
    for (const folder of ["owners", "intents"]) rmSync(join(homeOf(shop.project), folder), { recursive: true });

    const refused = await shop.failedUp();
    shop.declare(vaultAs("vault", 'adopt: "own"'));
    await shop.up();

    assert.match(refused, /Vault backups already exists .*If this program created it .* set adopt: "own"/s);
    assert.deepEqual(await shop.inState(), ["shop", "vault"]);
    await shop.destroy();
    assert.equal(await azure.find(VAULT_ID), undefined);
  });
});
