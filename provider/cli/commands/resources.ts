/** `azvb resources`: the resources in the embedded Azure, and whether VMs are protected. */
import { type Command, Option } from "commander";
import type { Fetch } from "../../arm/fetch.js";
import { ancestorOf, nameOf, parentOf } from "../../arm/resource-id.js";
import { BackupError } from "../../core/errors.js";
import { listAt, textAt } from "../../core/json.js";
import { readList } from "../arm-lists.js";
import { withValues } from "../completion/words.js";
import { isSameName, listOfNames, suggestion } from "../filters.js";
import { type SubscriptionScope, selectScope } from "../inventory.js";
import { type Listing, printListing } from "../listing.js";
import { type ListingOptions, type ScopeOptions, withListing, withScope } from "../options.js";
import { protectionInWords } from "../protection.js";
import {
  inOrder,
  LISTED_TYPES,
  lastSegment,
  type ResourceRow,
  readRows,
  VAULT_TYPE,
  VM_TYPE,
} from "../resource-rows.js";
import { quoted } from "../text.js";

interface ResourcesOptions extends ListingOptions, ScopeOptions {
  readonly type?: string;
}

const EXAMPLES = `
Children of VMs (extensions) and vaults (policies, protected items) are listed
too. Built-in policies, jobs, recovery points, deployments and the restore
point collections of Azure Backup are not.

Examples:
  azvb resources                           everything
  azvb resources --type virtualMachines    which VMs are protected
  azvb resources --type Microsoft.Compute/disks --resource-group shop
  azvb resources --output json             an array of objects with id, type,
                                           name, resourceGroup, location, state,
                                           protection`;

/** The types that most homes have. */
const COMPLETED_TYPES = [
  ...new Set([...LISTED_TYPES, VM_TYPE, VAULT_TYPE, "disks", "snapshots"].map(lastSegment)),
] as const;

/** Declares `azvb resources`. */
export function declareResources(command: Command): void {
  command.addOption(
    withValues(
      new Option("--type <type>", "only this resource type, such as vaults or Microsoft.Compute/disks"),
      COMPLETED_TYPES,
    ),
  );
  withScope(command);
  withListing(command)
    .addHelpText("after", EXAMPLES)
    .action((options: ResourcesOptions) => printListing(options, listingOf(options)));
}

const listingOf = (options: ResourcesOptions): Listing<ResourceRow> => ({
  columns: [
    { header: "TYPE", cell: ({ type }) => lastSegment(type), rank: 0, least: 15 },
    { header: "NAME", cell: nameCell, rank: 0, least: 10, cut: "middle" },
    { header: "STATE", cell: stateCell, rank: 0, least: 11 },
    { header: "RESOURCE GROUP", cell: ({ resourceGroup }) => resourceGroup, rank: 1, least: 12, cut: "middle" },
    { header: "LOCATION", cell: ({ location }) => location ?? "-", rank: 2, least: 10 },
  ],
  read: (fetch) => readResources(fetch, options),
  whenEmpty:
    options.type === undefined
      ? "This home contains no resources. To create some, run pulumi up in a project that uses azure-vm-backup."
      : `No resources of type ${quoted(options.type)} exist here. Run azvb resources to list everything.`,
});

/** The name; that of a child follows the name of its VM or vault, and a protected item has the name of its VM. */
function nameCell({ id, name }: ResourceRow): string {
  const own = name.split(";").at(-1) ?? "";
  const parent = [VM_TYPE, VAULT_TYPE].map((type) => ancestorOf(parentOf(id) ?? "", type)).find(Boolean);
  return parent === undefined ? own : `${nameOf(parent)}/${own}`;
}

function stateCell({ state, protection }: ResourceRow): string {
  if (protection === null) return state ?? "-";
  const words = protectionInWords(protection);
  return state === null || state === "Succeeded" ? words : `${state}, ${words}`;
}

/** The resources that the options select, in order. Throws `NotFound` or `InvalidInput` for a filter that names nothing. */
async function readResources(fetch: Fetch, options: ResourcesOptions): Promise<ResourceRow[]> {
  const { type } = options;
  const scopes = await selectScope(fetch, options);
  const rows = await readRows(fetch, scopes, type);
  if (type !== undefined && rows.length === 0) await requireType(fetch, type, scopes);
  return inOrder(rows);
}

/** Any subscription answers which types its resource providers have. */
const NO_SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000000";

/** Throws `InvalidInput` for a type that neither Azure's providers nor the home have. Types without regions, such as locks on a VM, are not listed. */
async function requireType(fetch: Fetch, type: string, scopes: readonly SubscriptionScope[]): Promise<void> {
  const provided = await readList(fetch, `${NO_SUBSCRIPTION}/providers`);
  const known = provided.flatMap((provider) =>
    listAt(provider, "resourceTypes")
      .filter((one) => listAt(one, "locations").length > 0)
      .map((one) => `${textAt(provider, "namespace") ?? ""}/${textAt(one, "resourceType") ?? ""}`),
  );
  const present = inOrder(await readRows(fetch, scopes, undefined)).map((row) => row.type);
  const names = [...LISTED_TYPES, ...known, ...present].flatMap((one) => [lastSegment(one), one]);
  if (names.some((name) => isSameName(name, type))) return;
  const here = listOfNames(present.map(lastSegment));
  throw new BackupError(
    "InvalidInput",
    `Unknown resource type ${quoted(type)}.${suggestion(type, names)} ${here === "" ? "This home contains no resources." : `Types in this home: ${here}. Run azvb resources to list everything.`}`,
  );
}
