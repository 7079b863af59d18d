/** Inputs that may be a resource in place of an id: which types of resources, and where. */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import sinon from "sinon";
import { ArmResource, DiskSnapshot, ProtectedVm, Vault } from "../../../provider/index.js";
import { type Inputs, registered, sentInputs } from "../../support/mocked-program.js";
import { GROUP, POLICY, VAULT, VM } from "../kinds/examples.js";

describe("an input that may be a resource", () => {
  before(() => {
    sinon.stub(console, "warn");
  });
  after(() => sinon.restore());

  it("has the ARM type of its resource in a preview, of this package or another", async () => {
    const sent = await sentInputs({ isPreview: true });
    const uncreated = new Vault("backups", { resourceGroup: GROUP, location: "westeurope" });
    const any = new ArmResource("web", { type: "Microsoft.Compute/disks", apiVersion: "2023-10-02", parent: GROUP });
    const typed = (type: string) => ({ id: uncreated.id, type: pulumi.output(type) });

    const arms = { type: "Microsoft.Compute/virtualMachines", apiVersion: "2024-07-01" };
    await registered(new ProtectedVm("a", { vault: uncreated, policy: POLICY, vm: any }));
    await registered(new ProtectedVm("b", { vault: VAULT, policy: POLICY, vm: typed(arms.type) }));
    await registered(new ProtectedVm("c", { vault: VAULT, policy: POLICY, vm: typed("no type of ARM") }));
    await registered(new ArmResource("d", { ...arms, parent: uncreated }));

    const typeIn = (name: string, input: string) =>
      (sent.get(name)?.["__known"] as Record<string, Inputs> | undefined)?.[input]?.["type"];
    assert.equal(typeIn("a", "vault"), "Microsoft.RecoveryServices/vaults");
    assert.equal(typeIn("a", "vm"), "Microsoft.Compute/disks");
    assert.equal(typeIn("b", "vm"), "Microsoft.Compute/virtualMachines");
    assert.equal(typeIn("c", "vm"), undefined);
    assert.equal(typeIn("d", "parent"), "Microsoft.RecoveryServices/vaults");
  });

  it("has the ARM type of each nested resource in a preview", async () => {
    const sent = await sentInputs({ isPreview: true });
    const other = new Vault("other", { resourceGroup: GROUP, location: "westeurope" });
    const disk = new ArmResource("disk", { type: "Microsoft.Compute/disks", apiVersion: "2023-10-02", parent: GROUP });
    const group = { id: disk.id, type: pulumi.output("Microsoft.Resources/resourceGroups") };
    const identity = { type: "UserAssigned", userAssignedIdentities: [group, pulumi.output(group)] } as const;
    const encryption = { keyUri: "https://k.vault.azure.net/keys/k", userAssignedIdentity: disk.id };
    await registered(new Vault("backups", { resourceGroup: GROUP, location: "westeurope", identity, encryption }));
    const source = { disk: other } as unknown as { readonly disk: ArmResource };
    await registered(new DiskSnapshot("before", { resourceGroup: GROUP, location: "westeurope", source }));

    const typesOf = (name: string) =>
      Object.fromEntries(
        Object.entries(sent.get(name)?.["__known"] as Record<string, Inputs>).map(([path, { type }]) => [path, type]),
      );
    assert.deepEqual(typesOf("backups"), {
      "identity.userAssignedIdentities.0": "Microsoft.Resources/resourceGroups",
      "identity.userAssignedIdentities.1": "Microsoft.Resources/resourceGroups",
      "encryption.userAssignedIdentity": "Microsoft.Compute/disks",
    });
    assert.equal(typesOf("before")["source.disk"], "Microsoft.RecoveryServices/vaults");
  });

  it("may be a resource wherever an id is accepted, inside arrays and outputs too", async () => {
    const sent = await sentInputs({ id: VAULT });
    const group = { id: pulumi.output(GROUP) };
    const user = { id: pulumi.output(`${GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/u`) };
    const identity = { type: "UserAssigned", userAssignedIdentities: [user, pulumi.output(user)] } as const;
    const vault = new Vault("backups", { resourceGroup: group, location: "westeurope", identity });
    const other = new Vault("other", {
      resourceGroup: pulumi.output(group),
      location: "westeurope",
      identity: pulumi.output(identity),
      encryption: { keyUri: "https://k.vault.azure.net/keys/k", userAssignedIdentity: user },
    });
    const any = new ArmResource("lock", { type: "A.B/c", apiVersion: "2024-01-01", parent: vault });
    await Promise.all([vault, other, any].map(registered));

    const id = `${GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/u`;
    const ids = { type: "UserAssigned", userAssignedIdentities: [id, id] };
    assert.deepEqual([sent.get("backups")?.["resourceGroup"], sent.get("other")?.["resourceGroup"]], [GROUP, GROUP]);
    assert.deepEqual([sent.get("backups")?.["identity"], sent.get("other")?.["identity"]], [ids, ids]);
    assert.deepEqual(sent.get("other")?.["encryption"], {
      keyUri: "https://k.vault.azure.net/keys/k",
      userAssignedIdentity: id,
    });
    assert.equal(sent.get("lock")?.["parent"], VAULT);
    for (const name of ["backups", "other", "lock"]) assert.equal("__known" in (sent.get(name) ?? {}), false);
  });

  it("may be omitted by null or undefined", async () => {
    const sent = await sentInputs({ id: VAULT });

    await registered(new ProtectedVm("web", { vault: VAULT, policy: null, vm: VM, protection: "stopped" }));

    assert.equal(sent.get("web")?.["policy"], undefined);
    assert.equal("__known" in (sent.get("web") ?? {}), false);
  });
});
