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
  it("is allowed before the vault has protected anything, up to twelve endpoints", () => {
    assert.equal(privateEndpointFault(fresh), undefined);
    assert.equal(privateEndpointFault({ ...fresh, count: 12 })?.code, "BMSUserErrorPrivateEndpointCountLimitReached");
    assert.equal(privateEndpointFault({ ...fresh, isAssigned: true })?.code, "BMSUserErrorPrivateEndpointNotAllowed");
  });

  it("can be changed once it exists, whatever the vault contains", () => {
    assert.equal(privateEndpointFault({ terms, exists: true, isAssigned: true, count: 12 }), undefined);
  });

  it("must have at least one group id, each of a service of the vault", () => {
    const faultOf = (groupIds: readonly unknown[]) => privateEndpointFault({ ...fresh, terms: { ...terms, groupIds } });
    assert.equal(faultOf(["AzureBackup_secondary", "AzureSiteRecovery"]), undefined);
    assert.deepEqual([faultOf([])?.code, faultOf(["AzureBackup", 1])?.code], ["BadRequest", "BadRequest"]);
  });

  it("prevents the deletion of its vault, and is reported after items and containers", () => {
    const contents = { active: [], softDeleted: [], registered: ["web"], privateEndpoints: ["office.1"] };
    assert.equal(vaultDeletionFault(contents)?.code, "ServiceResourceNotEmptyWithContainerDetails");
    const fault = vaultDeletionFault({ ...contents, registered: [] });
    assert.equal(fault?.code, "ServiceResourceNotEmptyWithBackendMessage");
    assert.match(fault?.message ?? "", /The private endpoint connections are : office\.1\n/);
  });
});

describe("public access to a vault", () => {
  it("can be disabled only while cross-region restore is disabled", () => {
    const codeOf = (publicNetworkAccess: string, crossRegionRestore: string) =>
      publicAccessFault({ publicNetworkAccess, crossRegionRestore })?.code;
    assert.equal(codeOf("Disabled", "Disabled"), undefined);
    assert.equal(codeOf("Enabled", "Enabled"), undefined);
    assert.equal(codeOf("Disabled", "Enabled"), "CrossRegionRestoreNeedsPublicAccess");
  });
});

describe("a request of a resource guard", () => {
  const guard = "/subscriptions/s/resourcegroups/g/providers/Microsoft.DataProtection/resourceGuards/guard";

  it("is recognized by an id below the guard's id, in any case", () => {
    const named = `${guard.toUpperCase()}/updateProtectionPolicyRequests/default`;
    assert.equal(hasRequestOf(guard, ["x", named]), true);
  });

  it("is neither the guard itself nor a request of a guard whose name has the same prefix", () => {
    assert.equal(hasRequestOf(guard, [guard, `${guard}2/updateProtectionPolicyRequests/default`, 1]), false);
  });
});
