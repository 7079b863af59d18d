/** `azvb points`: the recovery points that VMs can be restored from. */
import type { Command } from "commander";
import type { Fetch } from "../../arm/fetch.js";
import { type Json, type JsonObject, listAt, textAt } from "../../core/json.js";
import { parseInstantMs } from "../../time/instants.js";
import { readList } from "../arm-lists.js";
import { passesName, passesTime, requireOrder, type TimeFilter } from "../filters.js";
import { idOf, itemsOf, requireVm, selectVaults, type VaultName, type VaultOptions } from "../inventory.js";
import { type Listing, printListing } from "../listing.js";
import { type ListingOptions, withListing, withScope, withTimes } from "../options.js";
import { timeInWords } from "../words.js";

/** Which points are listed. Names are compared without case. */
interface PointFilter extends TimeFilter {
  readonly vm?: string;
}

type PointsOptions = ListingOptions & VaultOptions & PointFilter;

/** One row of `azvb points --output json`. */
interface PointRow {
  /** The ARM id. */
  readonly id: string;
  readonly vault: string;
  readonly vm: string;
  readonly name: string;
  readonly time: string;
  /** As in Azure: AppConsistent, FileSystemConsistent or CrashConsistent. */
  readonly consistency: string;
  /** The tiers, as in Azure, that it can be restored from: InstantRP (snapshot), HardenedRP (vault), ArchivedRP (archive). */
  readonly tiers: readonly string[];
}

const EXAMPLES = `
Examples:
  azvb points                    recovery points of every VM
  azvb points --vm web-1         recovery points of one VM
  azvb points --from 2026-03-01  recovery points since 1 March
  azvb points --output json      an array of objects with id, vault, vm, name,
                                 time, consistency, tiers`;

/** Declares `azvb points`. */
export function declarePoints(command: Command): void {
  command
    .option("--vm <name>", "only recovery points of this VM")
    .option("--vault <name>", "only recovery points in this vault");
  withTimes(command, "recovery points created");
  withScope(command);
  withListing(command)
    .addHelpText("after", EXAMPLES)
    .action((options: PointsOptions) => {
      requireOrder(options);
      return printListing(options, listingOf(options));
    });
}

const listingOf = (options: PointsOptions): Listing<PointRow> => ({
  columns: [
    { header: "VAULT", cell: (row) => row.vault, rank: 2, least: 8, cut: "middle" },
    { header: "VM", cell: (row) => row.vm, rank: 0, least: 8, cut: "middle" },
    { header: "NAME", cell: (row) => row.name, rank: 3, least: 9, cut: "middle" },
    { header: "TIME", cell: (row) => timeInWords(row.time), rank: 0 },
    { header: "CONSISTENCY", cell: (row) => row.consistency, rank: 4, least: 11 },
    { header: "TIERS", cell: tiersCell, rank: 1, least: 6 },
  ],
  read: async (fetch) => {
    const rows = await readPoints(fetch, await selectVaults(fetch, options), options);
    if (rows.length === 0 && options.vm !== undefined) await requireVm(fetch, options.vm);
    return rows;
  },
  whenEmpty:
    "No recovery points match, or none exists yet. A backup creates one: run azvb jobs --operation Backup to list backups.",
});

const TIER_WORDS: ReadonlyMap<string, string> = new Map([
  ["InstantRP", "snapshot"],
  ["HardenedRP", "vault"],
  ["ArchivedRP", "archive"],
]);

const tiersCell = ({ tiers }: PointRow): string => tiers.map((tier) => TIER_WORDS.get(tier) ?? tier).join(", ") || "-";

/** The recovery points in these vaults that pass a filter, newest first. Throws what Azure refuses. */
export async function readPoints(fetch: Fetch, vaults: readonly VaultName[], filter: PointFilter): Promise<PointRow[]> {
  const rows: PointRow[] = [];
  for (const vault of vaults) {
    for (const item of await itemsOf(fetch, vault.id)) {
      const vm = textAt(item, "properties", "friendlyName") ?? "";
      if (!passesName(vm, filter.vm)) continue;
      const points = await readList(fetch, `${idOf(item)}/recoveryPoints`);
      rows.push(...points.map((point) => toRow(vault.name, vm, point)));
    }
  }
  return rows
    .filter(({ time }) => passesTime(time, filter))
    .sort((one, other) => parseInstantMs(other.time) - parseInstantMs(one.time));
}

const toRow = (vault: string, vm: string, point: JsonObject): PointRow => ({
  id: textAt(point, "id") ?? "",
  vault,
  vm,
  name: textAt(point, "name") ?? "",
  time: textAt(point, "properties", "recoveryPointTime") ?? "",
  consistency: textAt(point, "properties", "recoveryPointType") ?? "",
  tiers: listAt(point, "properties", "recoveryPointTierDetails").flatMap(readableTier),
});

/** A tier that is Invalid, Disabled or Deleted cannot be restored from. */
const readableTier = (tier: Json): string[] => {
  const type = textAt(tier, "type");
  const status = textAt(tier, "status");
  return type !== undefined && (status === "Valid" || status === "Rehydrated") ? [type] : [];
};
