/**
 * Deleted vaults: a vault that is deleted with soft-deleted items is retained with all its contents until the retention of its
 * items is over. It has a key of its own: a new vault of the same name is independent, and several deleted ones can have that
 * name. Source: recordings of 2026 (`deletedVaults`). Ours: a vault without items is purged at once, while Azure still lists it
 * for a while.
 */
import { isBelow, parseResourceId, sameId } from "../../arm/resource-id.js";
import { textAt } from "../../core/json.js";
import { azureTime } from "../../time/durations.js";
import type { Azure } from "../azure/route.js";
import { removeCollection } from "../compute/collections/index.js";
import { lastPurgeTime } from "../items/containers/index.js";
import type { Document, DocumentReader } from "../store/documents.js";

const DELETED_VAULT_TYPE = "Microsoft.RecoveryServices/locations/deletedVaults";
/** Prefix of the types of a deleted vault's documents: no list of live resources finds them. */
const DELETED_PREFIX = "azure-vm-backup/deleted/";

/** Deletes a vault; if it has items, retains it as a deleted vault. */
export function deleteVault(azure: Azure, vault: Document): void {
  const purgeAt = lastPurgeTime(azure, vault.id);
  if (purgeAt !== undefined) retain(azure, vault, purgeAt);
  azure.documents.removeTree(vault.id);
}

function retain(azure: Azure, vault: Document, purgeAt: Date): void {
  const { subscription, group = "" } = parseResourceId(vault.id);
  const location = textAt(vault.body, "location") ?? "";
  const scope = `/subscriptions/${subscription}/providers/Microsoft.RecoveryServices/locations/${location}`;
  const name = `${group}_${azure.newGuid()}`;
  const id = `${scope}/deletedVaults/${name}`;
  const properties = {
    vaultId: vault.id,
    vaultDeletionTime: azureTime(azure.now),
    purgeAt: azureTime(purgeAt),
  };
  const body = { id, name, type: DELETED_VAULT_TYPE, location, properties };
  azure.documents.put({ id, type: DELETED_VAULT_TYPE, scope, body });
  for (const content of [vault, ...azure.documents.below(vault.id)]) {
    azure.documents.put({
      ...content,
      id: movedId(content.id, vault.id, `${id}/vault`),
      type: `${DELETED_PREFIX}${content.type}`,
      scope: movedId(content.scope, vault.id, `${id}/vault`),
    });
  }
}

/** An id in the vault as an id in the deleted vault; any other id is unchanged. */
function movedId(id: string, from: string, to: string): string {
  return sameId(id, from) || isBelow(id, from) ? to + id.slice(from.length) : id;
}

/** The deleted vaults, of all subscriptions, whose retention is over. */
export const purgeableVaults = (documents: DocumentReader, now: Date): Document[] =>
  documents
    .list({ type: DELETED_VAULT_TYPE })
    .filter(({ body }) => Date.parse(textAt(body, "properties", "purgeAt") ?? "") <= now.getTime());

/** Purges the deleted vaults whose retention is over, with the restore points of their items. For calls that write. */
export function purgeDeletedVaults(azure: Azure): void {
  for (const { id } of purgeableVaults(azure.documents, azure.now)) {
    for (const { hidden } of azure.documents.below(id)) {
      const collection = textAt(hidden, "collection");
      if (collection !== undefined) removeCollection(azure, collection);
    }
    azure.documents.removeTree(id);
  }
}
