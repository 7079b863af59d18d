import assert from "node:assert/strict";
import { it } from "node:test";
import { drive, type Plan, rememberingEngine } from "azure-vm-backup/testing";

const resourceGroup = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/shop";

it("creates a vault", () => {
  const plan: Plan = drive("Vault", rememberingEngine(), "backups").preview({ resourceGroup, location: "westeurope" });

  assert.equal(plan.step, "create");
});
