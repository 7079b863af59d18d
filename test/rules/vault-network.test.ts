import assert from "node:assert/strict";
import { hasRequestOf, vaultDeletionFault } from "../../provider/rules/vaults/deletion.js";
import { privateEndpointFault, publicAccessFault } from "../../provider/rules/vaults/network.js";

const terms = {
  endpointId: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/privateEndpoints/office",
  groupIds: ["AzureBackup"],
  status: "Approved",
};
const fresh = { terms, exists: false, isAssigned: false, count: 11 };

describe("a private endpoint of a vault", () => {
  it("is allowed before anything was protected, twelve at most", () => {
    assert.equal(privateEndpointFault(fresh), undefined);
    assert.equal(privateEndpointFault({ ...fresh, count: 12 })?.code, "BMSUserErrorPrivateEndpointCountLimitReached");
    assert.equal(privateEndpointFault({ ...fresh, isAssigned: true })?.code, "BMSUserErrorPrivateEndpointNotAllowed");
  });

  it("that exists may be changed whatever the vault contains", () => {
    assert.equal(privateEndpointFault({ terms, exists: true, isAssigned: true, count: 12 }), undefined);
  });

  it("belongs to one service or more that the vault has", () => {
    const faultOf = (groupIds: readonly unknown[]) => privateEndpointFault({ ...fresh, terms: { ...terms, groupIds } });
    assert.equal(faultOf(["AzureBackup_secondary", "AzureSiteRecovery"]), undefined);
    assert.deepEqual([faultOf([])?.code, faultOf(["AzureBackup", 1])?.code], ["BadRequest", "BadRequest"]);
  });

  it("keeps a vault from being deleted, after items and containers", () => {
    const held = { active: [], softDeleted: [], registered: ["web"], privateEndpoints: ["office.1"] };
    assert.equal(vaultDeletionFault(held)?.code, "ServiceResourceNotEmptyWithContainerDetails");
    const alone = vaultDeletionFault({ ...held, registered: [] });
    assert.equal(alone?.code, "ServiceResourceNotEmptyWithBackendMessage");
    assert.match(alone?.message ?? "", /The private endpoint connections are : office\.1\n/);
  });
});

describe("public access to a vault", () => {
  it("is denied only where cross region restore is off", () => {
    const codeOf = (publicNetworkAccess: string, crossRegionRestore: string) =>
      publicAccessFault({ publicNetworkAccess, crossRegionRestore })?.code;
    assert.equal(codeOf("Disabled", "Disabled"), undefined);
    assert.equal(codeOf("Enabled", "Enabled"), undefined);
    assert.equal(codeOf("Disabled", "Enabled"), "CrossRegionRestoreNeedsPublicAccess");
  });
});

describe("a request of a resource guard", () => {
  const guard = "/subscriptions/s/resourcegroups/g/providers/Microsoft.DataProtection/resourceGuards/guard";

  it("is below the guard, in any case", () => {
    const named = `${guard.toUpperCase()}/updateProtectionPolicyRequests/default`;
    assert.equal(hasRequestOf(guard, ["x", named]), true);
  });

  it("is neither the guard itself nor that of a guard whose name begins alike", () => {
    assert.equal(hasRequestOf(guard, [guard, `${guard}2/updateProtectionPolicyRequests/default`, 1]), false);
  });
});
