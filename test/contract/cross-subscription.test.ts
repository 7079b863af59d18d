/** The kind ProtectedVm for VMs of another subscription than their vault, and for the scan of VMs for threats. */
import assert from "node:assert/strict";
import { at, type JsonObject } from "../../provider/core/json.js";
import { itemPath, machine, propertiesOf, VAULT, VM } from "../support/service.js";
import { type Rehearsal, rehearse, settle } from "./driven.js";

const POLICY = `${VAULT}/backupPolicies/EnhancedPolicy`;
const FAR_GROUP = "/subscriptions/00000000-0000-4000-8000-000000000009/resourceGroups/far";
const FAR_VM = `${FAR_GROUP}/providers/Microsoft.Compute/virtualMachines/web`;

describe("a VM", () => {
  let rehearsal: Rehearsal;

  beforeEach(async () => {
    rehearsal = await rehearse();
  });

  afterEach(() => rehearsal.azure.close());

  it("of another subscription is protected by the kind, in the region of the vault", async () => {
    const { azure, driven } = rehearsal;
    await azure.call("PUT", FAR_GROUP, { location: "westeurope" });
    await azure.call("PUT", FAR_VM, machine());
    const item = driven("ProtectedVm");
    await settle(item, { vault: VAULT, policy: POLICY, vm: FAR_VM, initialBackup: true });
    const id = itemPath(VAULT).replaceAll(";rehearsal;", ";far;");
    const stored = propertiesOf(await azure.call("GET", id));
    assert.deepEqual([stored["sourceResourceId"], stored["protectionState"]], [FAR_VM, "Protected"]);
    await item.destroy();
  });

  it("of another subscription and region is not protected by the kind", async () => {
    const { azure, driven } = rehearsal;
    await azure.call("PUT", FAR_GROUP, { location: "eastus" });
    await azure.call("PUT", FAR_VM, machine("Linux", "eastus"));
    const inputs = { vault: VAULT, policy: POLICY, vm: FAR_VM };
    await assert.rejects(driven("ProtectedVm").up(inputs), { azureCode: "UserErrorCrossRegionProtectionNotSupported" });
  });

  it("is scanned for threats as declared, and a removed setting stays", async () => {
    const { azure, driven } = rehearsal;
    const item = driven("ProtectedVm");
    const inputs: JsonObject = { vault: VAULT, policy: POLICY, vm: VM };
    const status = async () => {
      const { body } = await azure.call("GET", `${itemPath(VAULT)}?api-version=2026-07-01`);
      return at(body, "properties", "sourceSideScanInfo", "sourceSideScanStatus");
    };
    await settle(item, { ...inputs, sourceScan: "Enabled" });
    assert.equal(await status(), "Configured");
    await settle(item, inputs);
    assert.equal(await status(), "Configured");
    await settle(item, { ...inputs, sourceScan: "Disabled" });
    assert.equal(await status(), "NotConfigured");
  });
});
