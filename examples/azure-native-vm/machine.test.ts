// The program, and mistakes in it, under Pulumi's mocks: without Azure, the Pulumi CLI or a plugin.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as pulumi from "@pulumi/pulumi";
import { backupMocks, rememberingEngine, stubEngine, type Write } from "azure-vm-backup/testing";
import { protectedWeb, type WebOptions } from "./machine";

const SHOP = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/shop";
const VAULT = `${SHOP}/providers/Microsoft.RecoveryServices/vaults/shop-backups`;
const VM = `${SHOP}/providers/Microsoft.Compute/virtualMachines/web`;

/** A resource of azure-native as the program sees it. A preview knows neither its id nor its disks. */
function native({ type, name, inputs }: pulumi.runtime.MockResourceArgs): pulumi.runtime.MockResourceResult {
  if (pulumi.runtime.isDryRun()) return { id: undefined, state: { name, ...inputs, storageProfile: undefined } };
  return { id: type.endsWith(":ResourceGroup") ? SHOP : VM, state: { name, ...inputs } };
}

/** Runs the program as a preview or as an up. Returns the mistakes that were found, and the writes. */
async function run(kind: "preview" | "up", options: WebOptions): Promise<{ mistakes: string[]; writes: Write[] }> {
  const { engine, writes } = stubEngine(rememberingEngine());
  const ours = backupMocks(engine);
  const mistakes: string[] = [];
  const newResource: pulumi.runtime.Mocks["newResource"] = async (resource) => {
    if (resource.type.startsWith("azure-native:")) return native(resource);
    try {
      return await ours.newResource(resource);
    } catch (error) {
      mistakes.push(error instanceof Error ? error.message : String(error));
      return { id: VM, state: {} };
    }
  };
  await pulumi.runtime.setMocks({ call: ours.call, newResource }, "shop", "dev", kind === "preview");
  const { urn } = protectedWeb(options);
  // The ProtectedVm is declared last: when it is registered, all other resources are too.
  await new Promise((resolve) => urn.apply(resolve));
  return { mistakes, writes };
}

describe("the protection of a VM of azure-native", () => {
  it("names the VM by its id", async () => {
    const { mistakes, writes } = await run("up", { location: "westeurope" });

    assert.deepEqual(mistakes, []);
    assert.deepEqual(writes.at(-1), {
      call: "protectedItems.protect",
      args: [
        `${VAULT}/backupFabrics/Azure/protectionContainers/IaasVMContainer;iaasvmcontainerv2;shop;web/protectedItems/VM;iaasvmcontainerv2;shop;web`,
        { policyId: `${VAULT}/backupPolicies/daily`, sourceResourceId: VM },
      ],
    });
  });

  it("is refused at preview if the vault is in another region", async () => {
    const { mistakes, writes } = await run("preview", { location: "westeurope", vaultLocation: "northeurope" });

    assert.deepEqual(mistakes, [
      "ProtectedVm 'web' has a problem: vm: is in westeurope, but the vault is in northeurope: Azure Backup protects only VMs in the region of the vault; use a vault in westeurope",
    ]);
    assert.deepEqual(writes, []);
  });

  it("is refused at preview in an Extended Zone with a standard policy", async () => {
    const { mistakes } = await run("preview", { location: "westus", zone: "losangeles" });

    assert.deepEqual(mistakes, [
      "ProtectedVm 'web' has a problem: vm: cannot be protected: The VM runs in the Extended Zone losangeles and the policy is a standard policy (V1): use an enhanced policy (V2).",
    ]);
  });

  it("is refused with an Ultra disk and a standard policy, and succeeds with an enhanced one", async () => {
    const standard = await run("up", { location: "westeurope", dataDiskType: "UltraSSD_LRS" });
    const enhanced = await run("up", { location: "westeurope", dataDiskType: "UltraSSD_LRS", policyType: "V2" });

    assert.deepEqual(standard.mistakes, [
      "ProtectedVm 'web' has a problem: vm: cannot be protected: The disk web-data has the SKU UltraSSD_LRS and the policy is a standard policy (V1): use an enhanced policy (V2).",
    ]);
    assert.deepEqual(
      standard.writes.map(({ call }) => call),
      ["vaults.put", "policies.put"],
    );
    assert.deepEqual(enhanced.mistakes, []);
    assert.equal(enhanced.writes.at(-1)?.call, "protectedItems.protect");
  });
});
