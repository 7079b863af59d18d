/** What every listing does alike: find the home, read the rows, print a table for people or JSON for programs. */
import type { EmbeddedAzure } from "../runtime/embedded.js";
import { homeOf, isThere, noHome, withAzure } from "./home.js";
import type { ListingOptions } from "./options.js";
import { type Column, table } from "./table.js";

export interface Listing<Row> {
  readonly columns: readonly Column<Row>[];
  readonly read: (azure: EmbeddedAzure) => Promise<readonly Row[]>;
  /** What a person reads where there is no row: what that means and what to do. */
  readonly whenEmpty: string;
}

/** Prints a listing of the home that the options name. A home that is missing has no rows and is not made. */
export async function printListing<Row>(options: ListingOptions, listing: Listing<Row>): Promise<void> {
  const home = homeOf(options.home);
  const there = isThere(home);
  const rows = there ? await withAzure(home, listing.read) : [];
  if (options.output === "json") printJson(rows);
  else if (rows.length > 0) process.stdout.write(table(listing.columns, rows));
  else process.stdout.write(`${there ? listing.whenEmpty : noHome(home)}\n`);
}

/** Prints a value for programs. */
export const printJson = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value, undefined, 2)}\n`);
};

/** Whether a name is the one that was asked for; any is where none was. Azure's names have no case. */
export const isAsked = (name: string, asked: string | undefined): boolean =>
  asked === undefined || name.toLowerCase() === asked.toLowerCase();
