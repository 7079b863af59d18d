/** References to resources of another ARM type, which the check of a preview refuses before their ids are known. */
import assert from "node:assert/strict";
import { kinds } from "../../../provider/kinds/index.js";
import type { Kind } from "../../../provider/kinds/kind.js";
import { referenceFaults } from "../../../provider/kinds/reference-faults.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import { check } from "../../support/verbs.js";
import { GROUP, VAULT } from "./examples.js";

const URN = "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/azure-vm-backup:ArmResource::shop";
const GROUPS = "Microsoft.Resources/resourceGroups";
const protectedVm = kinds["ProtectedVm"] as Kind;
const unknown = (type: string) => ({ id: UNKNOWN, urn: URN, type });

describe("a reference", () => {
  it("to a resource of another type is refused in a preview, with the type that is expected", () => {
    const inputs = { vault: VAULT, policy: `${VAULT}/backupPolicies/DefaultPolicy`, vm: UNKNOWN };

    assert.deepEqual(check(protectedVm, { ...inputs, __known: { vm: unknown(GROUPS) } }).failures, [
      {
        property: "vm",
        mayQuote: true,
        reason:
          "refers to shop, which is a Microsoft.Resources/resourceGroups: expected a Microsoft.Compute/virtualMachines, or its ARM id",
      },
    ]);
    assert.deepEqual(
      check(protectedVm, { ...inputs, __known: { vm: unknown("microsoft.compute/VirtualMachines") } }).failures,
      [],
    );
  });

  it("is checked in every input that refers to one type, at any depth", () => {
    const wrong = (kind: string, input: string) =>
      referenceFaults(kinds[kind] as Kind, { [input]: { id: UNKNOWN, type: "Microsoft.Storage/storageAccounts" } });

    assert.deepEqual(wrong("Vault", "resourceGroup"), [
      {
        property: "resourceGroup",
        reason:
          "refers to a Microsoft.Storage/storageAccounts: expected a Microsoft.Resources/resourceGroups, or its ARM id",
      },
    ]);
    assert.equal(wrong("DiskSnapshot", "source.disk")[0]?.property, "source.disk");
    assert.equal(
      wrong("Vault", "identity.userAssignedIdentities.1")[0]?.property,
      "identity.userAssignedIdentities[1]",
    );
    assert.equal(wrong("Vault", "encryption.userAssignedIdentity").length, 1);
    assert.equal(wrong("BackupPolicy", "vault").length, 1);
    assert.deepEqual(wrong("ArmResource", "parent"), []);
  });

  it("of an unknown type is accepted", () => {
    assert.deepEqual(referenceFaults(protectedVm, { vm: { id: GROUP }, vault: undefined }), []);
  });
});
