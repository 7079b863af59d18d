import type { Notes } from "../notes.mjs";
import { GROUP, IDENTITY } from "./ids.mjs";

const key = { keyUri: "https://shop.vault.azure.net/keys/backups" };

export const vault: Notes = {
  declared: { name: "backups", resourceGroup: GROUP, location: "westeurope" },
  refused: [
    { inputs: { name: "1st" } },
    { inputs: { softDelete: { state: "Disabled", retentionDays: 30 } } },
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
  walls: [
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
      says: "Redundancy is locked once the first VM is protected: only Azure knows whether one is, so that a late change is refused by Azure and not at preview.",
      test: ["service/rules-vault.test.ts", "another redundancy after its first item"],
    },
    {
      says: "Some regions force soft delete on. Where Azure says so, what is declared is not applied, and that is said once.",
      test: ["unit/kinds/vault-writes.test.ts", "is said, and nothing is written"],
    },
    {
      says: "A vault that protects VMs, or that holds backups in soft delete, is not deleted by Azure.",
      test: ["service/refusals.test.ts", "to delete a vault that holds a soft-deleted item"],
    },
  ],
};
