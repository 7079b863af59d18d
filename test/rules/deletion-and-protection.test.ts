import assert from "node:assert/strict";
import { protectionFault } from "../../provider/rules/items/protection.js";
import { vaultDeletionFault } from "../../provider/rules/vaults/deletion.js";

describe("the deletion of a vault", () => {
  it("is allowed for a vault without items", () => {
    assert.equal(vaultDeletionFault({ active: [], softDeleted: [] }), undefined);
  });

  it("is refused for protected items and names them", () => {
    const fault = vaultDeletionFault({ active: ["web", "db"], softDeleted: ["old"] });
    assert.equal(fault?.code, "ServiceResourceNotEmptyWithContainerDetails");
    assert.match(fault?.message ?? "", /existing resources within the vault\. : web,db\n/);
  });

  it("is refused for soft-deleted items and names them", () => {
    const fault = vaultDeletionFault({ active: [], softDeleted: ["old"] });
    assert.equal(fault?.code, "ServiceResourceNotEmptyWithBackendMessage");
    assert.match(fault?.message ?? "", /The registered items are : old\n/);
  });
});

describe("the protection of a VM", () => {
  const vault = { id: "/subscriptions/s/vaults/v", location: "westeurope", subscription: "s" };
  const vm = { location: "westeurope", subscription: "s" };
  const valid = { vmId: "/subscriptions/s/vm", vault, vm, policyName: "daily", policyExists: true };

  it("is allowed if VM, vault and policy exist in one region and one subscription", () => {
    assert.equal(protectionFault(valid), undefined);
  });

  it("is refused for a VM that does not exist", () => {
    const { vm: _, ...rest } = valid;
    assert.equal(protectionFault(rest)?.code, "UserErrorVmNotFoundV2");
  });

  it("is refused across regions and names both", () => {
    const fault = protectionFault({ ...valid, vm: { ...vm, location: "eastus" } });
    assert.match(fault?.message ?? "", /machine is in eastus and the vault in westeurope/);
  });

  it("is refused across subscriptions", () => {
    const fault = protectionFault({ ...valid, vm: { ...vm, subscription: "t" } });
    assert.equal(fault?.code, "UserErrorCrossSubscriptionProtectionNotSupported");
  });

  it("is allowed across subscriptions if the request may, but only in the region of the vault", () => {
    const far = { ...valid, allowsOtherSubscription: true, vm: { ...vm, subscription: "t" } };
    assert.equal(protectionFault(far), undefined);
    const farther = { ...far, vm: { ...far.vm, location: "eastus" } };
    assert.equal(protectionFault(farther)?.code, "UserErrorCrossRegionProtectionNotSupported");
  });

  it("is refused with Azure's error message if another vault protects the VM", () => {
    const fault = protectionFault({ ...valid, protectedBy: "/subscriptions/s/vaults/other" });
    assert.equal(fault?.status, 409);
    assert.equal(
      fault?.message,
      "Virtual machine is already registered\\registering with another recovery services vault. Please select a different virtual machine for registration.",
    );
  });

  it("is allowed for the vault that already protects the VM, whatever the case of its id", () => {
    assert.equal(protectionFault({ ...valid, protectedBy: "/subscriptions/S/vaults/V" }), undefined);
  });

  it("is refused if the vault does not have the policy", () => {
    const fault = protectionFault({ ...valid, policyExists: false });
    assert.equal(fault?.code, "BMSUserErrorInvalidConfigureProtectionRequest");
  });
});
