import type { Notes } from "../notes.mjs";
import { GROUP, IDENTITY } from "./ids.mjs";

const key = { keyUri: "https://shop.vault.azure.net/keys/backups" };

export const vault: Notes = {
  declared: { name: "backups", resourceGroup: GROUP, location: "westeurope" },
  refused: [
    { inputs: { name: "1st" } },
    { inputs: { softDelete: { state: "Disabled" } } },
    { inputs: { onDelete: "deleteAndPurge" } },
    { inputs: { adopt: "always", softDelete: { state: "Disabled", retentionDays: 30 } } },
    { inputs: { softDelete: { state: "Enabled", retentionDays: 7 } } },
    { inputs: { immutability: { state: "Locked" } } },
    { inputs: { redundancy: "LocallyRedundant", crossRegionRestore: "Enabled" } },
    { inputs: { identity: { type: "UserAssigned" } } },
    { inputs: { identity: { type: "SystemAssigned", userAssignedIdentities: [IDENTITY] } } },
    { inputs: { encryption: key } },
    {
      inputs: {
        identity: { type: "UserAssigned", userAssignedIdentities: [IDENTITY] },
        encryption: key,
      },
    },
  ],
  irreversibleChanges: [
    {
      before: { inputs: { immutability: { state: "Locked", confirmLocked: true } } },
      now: { inputs: { immutability: { state: "Unlocked" } } },
    },
    { before: { inputs: { crossRegionRestore: "Enabled" } }, now: { inputs: { crossRegionRestore: "Disabled" } } },
    {
      before: { inputs: { crossSubscriptionRestore: "PermanentlyDisabled" } },
      now: { inputs: { crossSubscriptionRestore: "Enabled" } },
    },
    {
      before: { inputs: { softDelete: { state: "AlwaysON" } } },
      now: { inputs: { softDelete: { state: "Disabled" } } },
    },
    {
      before: { inputs: { identity: { type: "SystemAssigned" }, encryption: key } },
      now: { inputs: { identity: { type: "SystemAssigned" } } },
    },
  ],
  limits: [
    {
      text: "Redundancy is locked once the first VM is protected. Only Azure knows whether a VM is protected, so a late change fails in the up and not at preview.",
      test: ["service/rules-vault.test.ts", "a change of redundancy after its first item"],
    },
    {
      text: "Azure enforces soft delete. If a program declares a weaker state, Azure does not apply it; the up warns once, and the difference is not reported as drift.",
      test: ["unit/kinds/vault-writes.test.ts", "causes a warning, and no settings are written"],
    },
    {
      text: "Azure does not delete a vault that contains retained backups. A vault that contains only soft-deleted backups enters soft delete with them; a new vault of the same name does not contain them.",
      test: [
        "contract/vault-contract.test.ts",
        "with the default onDelete succeeds if only soft-deleted backups are left",
      ],
    },
    {
      text: "A cloud that does not support the api-version 2025-08-01 keeps a vault until its soft-deleted backups are purged; the error names the day.",
      test: [
        "unit/kinds/vault-removal.test.ts",
        "fails with the purge date, and a way to finish now, in a cloud that does not support the api-version 2025-08-01",
      ],
    },
  ],
};
