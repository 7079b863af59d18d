/** Vaults under the real Pulumi CLI. The view adds `settings` (the backup configuration) and `identities` (their ids). */
import { parseResourceId, resourceName } from "../../../provider/arm/resource-id.js";
import { type JsonObject, objectAt } from "../../../provider/core/json.js";
import { vault } from "../../../provider/kinds/vault/index.js";
import type { KindStory } from "../../support/kind-story.js";
import { nest } from "../../support/kind-table.js";
import type { ServedAzure } from "../../support/served-azure.js";
import { GROUP, itemPath, machine, protection } from "../../support/service.js";
import { ONE, OTHER, rows } from "./vault-rows.js";

/** The path of a vault in an api-version that has all of its properties. */
const newest = (id: string): string => `${id}?api-version=2026-05-01`;

const view = async (azure: ServedAzure, id: string): Promise<JsonObject | undefined> => {
  const found = await azure.find(newest(id));
  if (found === undefined) return undefined;
  const settings = objectAt(await azure.find(`${id}/backupconfig/vaultconfig`), "properties");
  return { ...found, settings, identities: Object.keys(objectAt(found, "identity", "userAssignedIdentities")) };
};

const changeOutside: KindStory["changeOutside"] = async (azure, { id, path, value }) => {
  const part = nest(path, value);
  if (path === "sku.name") return azure.putMerged(id, part);
  if (path.startsWith("settings.")) {
    return azure.write("PATCH", `${id}/backupconfig/vaultconfig`, { properties: objectAt(part, "settings") });
  }
  if (path !== "identities") return azure.write("PATCH", newest(id), part);
  const identity = { type: "UserAssigned", userAssignedIdentities: { [ONE]: {}, [OTHER]: null } };
  return azure.write("PATCH", id, { identity });
};

/** The VM that a vault protects. Its name is not used by other kinds. */
const protectedName = (vaultId: string) => `vault-${resourceName(parseResourceId(vaultId))}`;
const itemIn = (id: string) => itemPath(id, protectedName(id));

/** Protects a VM in the vault. */
const protect = async (azure: ServedAzure, id: string): Promise<void> => {
  const vm = `${GROUP}/providers/Microsoft.Compute/virtualMachines/${protectedName(id)}`;
  await azure.write("PUT", vm, machine());
  await azure.write("PUT", itemIn(id), protection(id, "DefaultPolicy", vm));
};
const unprotect = (azure: ServedAzure, id: string) => azure.write("DELETE", itemIn(id));

const OLD_VAULT = `${GROUP}/providers/Microsoft.RecoveryServices/vaults/ends-deleteAndPurge`;

export const vaultStory: KindStory = {
  kind: vault,
  rows,
  view,
  changeOutside,
  prepare: async (azure) => {
    await azure.write("PUT", GROUP, { location: "westeurope" });
    // Only a vault that an older api-version created can be purged.
    await azure.write("PUT", OLD_VAULT, { location: "westeurope", sku: { name: "Standard" }, properties: {} });
  },
  required: (name) => ({ name, resourceGroup: GROUP, location: "westeurope" }),
  stateOf: async (azure, id) => {
    if ((await azure.find(id)) === undefined) return "gone";
    const item = await azure.find(itemIn(id));
    return item === undefined ? "exists" : `item ${String(objectAt(item, "properties")["protectionState"])}`;
  },
  replacements: {
    renamed: { from: {}, to: { name: "other" }, at: "name", is: "other" },
    moved: { from: {}, to: { location: "northeurope" }, at: "location", is: "northeurope" },
  },
  partial: {
    args: { softDelete: { state: "AlwaysON", retentionDays: 30 } },
    plan: {
      fail: { status: 403, code: "AuthorizationFailed", message: "You may not." },
      method: "PATCH",
      path: "/vaults/partial[^/]*/backupconfig/",
      times: 2,
    },
    reason: /You may not\./,
    at: "settings.softDeleteRetentionPeriodInDays",
    is: 30,
  },
  broken: {
    from: { tags: { team: "shop" }, softDelete: { state: "AlwaysON", retentionDays: 20 } },
    to: { softDelete: { state: "AlwaysON" } },
    plan: {
      fail: { status: 403, code: "AuthorizationFailed", message: "You may not." },
      method: "PATCH",
      path: "/vaults/broken$",
    },
    expected: { tags: {}, "settings.softDeleteRetentionPeriodInDays": 14 },
  },
  found: {
    args: { tags: { team: "shop" } },
    other: { tags: { team: "bank" } },
    difference: /tags: declared \{"team":"bank"\}, found \{"team":"shop"\}/,
    at: "tags",
    is: { team: "bank" },
  },
  destroyCases: {
    default: { leaves: "gone" },
    refuse: {
      before: protect,
      refused: /Cannot delete vault \S+ends-refuse because it still contains:\s+vault-ends-refuse: protected/,
      clear: unprotect,
      leaves: "gone",
    },
    stopRetain: { before: protect, leaves: "item ProtectionStopped" },
    delete: { before: protect, leaves: "gone" },
    deleteAndPurge: {
      args: { adopt: "always", softDelete: { state: "Disabled" } },
      before: async (azure, id) => {
        await protect(azure, id);
        const settings = { softDeleteFeatureState: "Enabled" };
        await azure.write("PATCH", `${id}/backupconfig/vaultconfig`, { properties: settings });
        await unprotect(azure, id);
      },
      leaves: "gone",
    },
    retain: { before: protect, leaves: "item IRPending" },
  },
};
