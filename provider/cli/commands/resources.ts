/** `azvb resources`: what the user's programs have made. What the service keeps for itself is not listed. */
import type { Command } from "commander";
import { groupOf, nameOf } from "../../arm/resource-id.js";
import { textAt } from "../../core/json.js";
import type { EmbeddedAzure } from "../../runtime/embedded.js";
import type { Document } from "../../service/store/documents.js";
import { isAsked, type Listing, printListing } from "../listing.js";
import { type ListingOptions, withListing } from "../options.js";

interface ResourcesOptions extends ListingOptions {
  readonly type?: string;
}

/** One line of `azvb resources --output json`. */
interface ResourceRow {
  /** The ARM id. */
  readonly id: string;
  /** The ARM type. */
  readonly type: string;
  readonly name: string;
  readonly resourceGroup: string;
  /** Azure's region; null for what has none of its own, such as a policy. */
  readonly location: string | null;
}

const EXAMPLES = `
What a vault holds from the start (DefaultPolicy and the like), jobs and recovery points are not listed.

Examples:
  azvb resources                       everything
  azvb resources --type vaults         the vaults alone
  azvb resources --output json         [{"id", "type", "name", "resourceGroup", "location"}]`;

/** Declares `azvb resources`. */
export function declareResources(command: Command): void {
  withListing(command.option("--type <type>", "only this ARM type, such as vaults or Microsoft.Compute/disks"))
    .addHelpText("after", EXAMPLES)
    .action((options: ResourcesOptions) => printListing(options, listingOf(options)));
}

const listingOf = (options: ResourcesOptions): Listing<ResourceRow> => ({
  columns: [
    { header: "TYPE", cell: (row) => lastWord(row.type) },
    { header: "NAME", cell: (row) => row.name.split(";").at(-1) ?? "" },
    { header: "RESOURCE GROUP", cell: (row) => row.resourceGroup },
    { header: "LOCATION", cell: (row) => row.location ?? "-" },
  ],
  read: (azure) => readResources(azure, options.type),
  whenEmpty:
    options.type === undefined
      ? "There are no resources. Run pulumi up in a project that uses azure-vm-backup to make some."
      : `There are no resources of the type ${options.type}. Run azvb resources to see all of them.`,
});

async function readResources(azure: EmbeddedAzure, type: string | undefined): Promise<ResourceRow[]> {
  const documents = await azure.store.read((reader) => reader.below(""));
  const rows = documents.filter(isOfTheUser).map(toRow);
  // A group comes before what lies in it, and what lies below a resource after it.
  return rows.filter((row) => hasType(row, type)).sort((one, other) => compare(one.id, other.id));
}

const compare = (one: string, other: string): number => {
  const [left, right] = [one.toLowerCase(), other.toLowerCase()];
  if (left === right) return 0;
  return left < right ? -1 : 1;
};

/** A type is asked for whole or by its last word. */
const hasType = (row: ResourceRow, asked: string | undefined): boolean =>
  isAsked(row.type, asked) || isAsked(lastWord(row.type), asked);

/** What tells a type from the others of the table: `protectedItems`. */
const lastWord = (type: string): string => type.split("/").at(-1) ?? "";

const toRow = ({ id, type, body }: Document): ResourceRow => {
  return {
    id,
    type: textAt(body, "type") ?? type,
    name: textAt(body, "name") ?? nameOf(id),
    resourceGroup: groupOf(id) ?? "",
    location: textAt(body, "location") ?? null,
  };
};

/** Of these namespaces only these types are the user's; the rest are jobs, points, operations, settings and histories. */
const TYPES_OF_THE_USER: ReadonlyMap<string, readonly string[]> = new Map([
  ["azure-vm-backup", []],
  ["microsoft.resources", ["resourcegroups"]],
  [
    "microsoft.recoveryservices",
    ["vaults", "vaults/backuppolicies", "vaults/backupfabrics/protectioncontainers/protecteditems"],
  ],
]);

/** The policies that every new vault holds. */
const BUILT_IN_POLICIES = new Set(["defaultpolicy", "enhancedpolicy", "hourlylogbackup"]);

function isOfTheUser({ id, type }: Document): boolean {
  const [namespace = "", ...words] = type.split("/");
  const known = TYPES_OF_THE_USER.get(namespace);
  if (known !== undefined && !known.includes(words.join("/"))) return false;
  // Outside a group lie registrations of the subscription and operations of a region.
  if (groupOf(id) === undefined || words[0] === "locations") return false;
  return !(words.at(-1) === "backuppolicies" && BUILT_IN_POLICIES.has(nameOf(id).toLowerCase()));
}
