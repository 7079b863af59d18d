/** What all listings do: open the home, read the rows, print a table for people or JSON for programs. */
import type { Fetch } from "../arm/fetch.js";
import { existingHome, withService } from "./home.js";
import type { ListingOptions } from "./options.js";
import { type Column, table } from "./table.js";
import { terminalWidth } from "./terminal.js";
import { jsonText } from "./text.js";

export interface Listing<Row> {
  readonly columns: readonly Column<Row>[];
  readonly read: (fetch: Fetch) => Promise<readonly Row[]>;
  /** What a person reads if there are no rows: why, and what to do. */
  readonly whenEmpty: string;
}

/** Prints a listing of the home that the options select. Throws `NotFound` if that home does not exist. */
export async function printListing<Row>(options: ListingOptions, listing: Listing<Row>): Promise<void> {
  const rows = await withService(existingHome(options.home), listing.read);
  if (options.output === "json") printJson(rows);
  else if (rows.length > 0) process.stdout.write(table(listing.columns, rows, terminalWidth()));
  else process.stdout.write(`${listing.whenEmpty}\n`);
}

/** Prints a value for programs. */
export const printJson = (value: unknown): void => {
  process.stdout.write(`${jsonText(value)}\n`);
};
