import assert from "node:assert/strict";
import { createArmClient } from "../../provider/arm/client.js";
import { createTransport } from "../../provider/arm/transport.js";
import type { BackupEngine } from "../../provider/engine/engine.js";
import { engineOver } from "../../provider/engine/index.js";
import { isBusy } from "../../provider/engine/retry.js";
import { protectedVm } from "../../provider/kinds/protected-vm/index.js";
import {
  handClock,
  ITEM,
  openTestAzure,
  protection,
  putBasics,
  STOP,
  type TestAzure,
  VAULT,
  VM,
} from "../support/service.js";
import { openBasics } from "../support/started-azure.js";

const clientOf = ({ azure }: TestAzure) =>
  createArmClient(createTransport({ baseUrl: "https://management.azure.com", fetch: azure.fetch }));

const engineOf = (azure: TestAzure): BackupEngine =>
  engineOver({ arm: clientOf(azure), clock: handClock(), endpoint: "embedded" });

describe("the engine over the embedded Azure", () => {
  let azure: TestAzure;

  afterEach(() => azure.close());

  it("reads the protection of a VM after it is created, stopped, soft-deleted and undeleted", async () => {
    azure = await openBasics();
    const policy = `${VAULT}/backupPolicies/DefaultPolicy`;
    const inputs = {
      vault: VAULT,
      vm: VM,
      policy,
      protection: "protected",
      initialBackup: true,
      recoverSoftDeleted: "auto",
      adopt: "never",
    } as const;
    const handler = protectedVm.handler(engineOf(azure));
    const readProtection = async () => (await handler.read(ITEM, inputs))?.inputs["protection"];

    const before = await readProtection();
    await handler.create(ITEM, inputs);
    const created = await readProtection();
    await handler.delete(ITEM, inputs);
    const stopped = await readProtection();
    await handler.delete(ITEM, { ...inputs, onDelete: "delete" });
    const deleted = await readProtection();
    await azure.call("PUT", ITEM, {
      properties: { protectedItemType: "Microsoft.Compute/virtualMachines", isRehydrate: true },
    });
    const undeleted = await readProtection();

    assert.deepEqual(
      [before, created, stopped, deleted, undeleted],
      [undefined, "protected", "stopped", undefined, "stopped"],
    );
  });

  it("reports that a protected item is busy while another write of it is running", async () => {
    azure = await openTestAzure({ pace: { kind: "polls", reads: 1 } });
    await putBasics(azure);
    await azure.follow(await azure.call("PUT", ITEM, protection()));
    await azure.call("PUT", ITEM, STOP);
    const write = { method: "PUT", path: ITEM, apiVersion: "2024-04-01", body: protection() } as const;
    await assert.rejects(clientOf(azure).write(write), (error) => isBusy(error));
  });
});
