/** `azvb points`: what there is to restore from. */
import type { Command } from "commander";
import type { Fetch } from "../../arm/fetch.js";
import { type Json, type JsonObject, listAt, textAt } from "../../core/json.js";
import type { EmbeddedAzure } from "../../runtime/embedded.js";
import { parseInstantMs } from "../../time/instants.js";
import { readList, type VaultName, vaultsOf } from "../arm-lists.js";
import { isAsked, type Listing, printListing } from "../listing.js";
import { type ListingOptions, withListing } from "../options.js";
import { timeInWords } from "../words.js";

interface PointsOptions extends ListingOptions {
  readonly vm?: string;
}

/** One line of `azvb points --output json`. */
interface PointRow {
  /** The ARM id. */
  readonly id: string;
  readonly vault: string;
  readonly vm: string;
  readonly name: string;
  readonly time: string;
  /** Azure's word: AppConsistent, FileSystemConsistent or CrashConsistent. */
  readonly consistency: string;
  /** Azure's words for where its bytes lie and can be read: InstantRP (snapshot), HardenedRP (vault), ArchivedRP (archive). */
  readonly tiers: readonly string[];
}

const EXAMPLES = `
Examples:
  azvb points                    every point of every VM, newest first
  azvb points --vm web-1         the points of one VM
  azvb points --output json      [{"id", "vault", "vm", "name", "time", "consistency", "tiers"}]`;

/** Declares `azvb points`. */
export function declarePoints(command: Command): void {
  withListing(command.option("--vm <name>", "only the points of this VM"))
    .addHelpText("after", EXAMPLES)
    .action((options: PointsOptions) => printListing(options, listingOf(options.vm)));
}

const listingOf = (vm: string | undefined): Listing<PointRow> => ({
  columns: [
    { header: "VAULT", cell: (row) => row.vault },
    { header: "VM", cell: (row) => row.vm },
    { header: "NAME", cell: (row) => row.name },
    { header: "TIME", cell: (row) => timeInWords(row.time) },
    { header: "CONSISTENCY", cell: (row) => row.consistency },
    { header: "TIERS", cell: (row) => row.tiers.map((tier) => TIER_WORDS.get(tier) ?? tier).join(", ") || "-" },
  ],
  read: async (azure: EmbeddedAzure) => readPoints(azure.fetch, await vaultsOf(azure), vm),
  whenEmpty: `There are no recovery points${vm === undefined ? "" : ` of a VM ${vm}`}. A backup job makes one: see azvb jobs --operation Backup.`,
});

const TIER_WORDS: ReadonlyMap<string, string> = new Map([
  ["InstantRP", "snapshot"],
  ["HardenedRP", "vault"],
  ["ArchivedRP", "archive"],
]);

/** The points of the VMs that some vaults protect, newest first; of one VM where one is named. Throws what Azure refuses. */
export async function readPoints(
  fetch: Fetch,
  vaults: readonly VaultName[],
  vm: string | undefined,
): Promise<PointRow[]> {
  const rows: PointRow[] = [];
  for (const vault of vaults) {
    for (const item of await readList(fetch, `${vault.id}/backupProtectedItems`)) {
      const name = textAt(item, "properties", "friendlyName") ?? "";
      if (!isAsked(name, vm)) continue;
      const points = await readList(fetch, `${textAt(item, "id")}/recoveryPoints`);
      rows.push(...points.map((point) => toRow(vault.name, name, point)));
    }
  }
  return rows.sort((one, other) => parseInstantMs(other.time) - parseInstantMs(one.time));
}

const toRow = (vault: string, vm: string, point: JsonObject): PointRow => ({
  id: textAt(point, "id") ?? "",
  vault,
  vm,
  name: textAt(point, "name") ?? "",
  time: textAt(point, "properties", "recoveryPointTime") ?? "",
  consistency: textAt(point, "properties", "recoveryPointType") ?? "",
  tiers: listAt(point, "properties", "recoveryPointTierDetails").flatMap(validTier),
});

/** A tier may also be Invalid, Disabled or Deleted: its bytes are no longer there to be read. */
const validTier = (tier: Json): string[] => {
  const type = textAt(tier, "type");
  const status = textAt(tier, "status");
  return type !== undefined && (status === "Valid" || status === "Rehydrated") ? [type] : [];
};
