/**
 * Lists in pages: `$top` is the size of a page, and `nextLink` leads to the entries after it, as in Azure
 * (Azure/azure-rest-api-specs 18525). The codes of invalid options are ours, after `InvalidFilterInQueryString`.
 */
import type { Json } from "../../core/json.js";
import type { Document, ListQuery } from "../store/documents.js";
import { invalidFilter } from "./filter.js";
import { ok } from "./replies.js";
import { type Azure, type Call, type Reply, type Route, refusal } from "./route.js";

/** The maximum and the default size of a page. */
export const MAX_PAGE = 1000;

/** The value of a query option such as `$top`, whose name clients write in any case; undefined if it is missing or empty. */
export function optionOf({ query }: Call, name: string): string | undefined {
  const found = [...query].find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
  return found === undefined || found === "" ? undefined : found;
}

/** The page that a call requests: its size, and the rank after which it begins. */
export interface RequestedPage {
  readonly size: number;
  readonly after: number;
}

/** The page that `$top` and `$skipToken` request. Throws 400 for a `$top` below 1, and for a token of another origin. */
export const requestedPage = (call: Call): RequestedPage => ({
  size: Math.min(topOf(call) ?? MAX_PAGE, MAX_PAGE),
  after: skippedRank(call) ?? 0,
});

function topOf(call: Call): number | undefined {
  const top = optionOf(call, "$top");
  if (top === undefined || /^0*[1-9]\d{0,8}$/.test(top)) return top === undefined ? undefined : Number(top);
  throw refusal(
    400,
    "InvalidTopInQueryString",
    `Invalid $top '${top}' specified in the query string: expected an integer of at least 1.`,
  );
}

/** The rank in a `$skipToken`; undefined if there is none. Throws 400 for one that this service did not issue. */
export const skippedRank = (call: Call): number | undefined => tokenOf(call, /^(\d{1,15})$/);

/** The number in a `$skipToken`. */
function tokenOf(call: Call, form: RegExp): number | undefined {
  const token = optionOf(call, "$skipToken");
  const number = token === undefined ? undefined : form.exec(token)?.[1];
  if (token === undefined || number !== undefined) return token === undefined ? undefined : Number(number);
  throw refusal(
    400,
    "InvalidSkipTokenInQueryString",
    `Invalid $skipToken '${token}' specified in the query string. Use the nextLink of the page before.`,
  );
}

/**
 * The reply of a list with the options that its route does not read itself: `$top` and `$skipToken` select a page of its entries;
 * a `$filter` is refused, since to ignore it would return entries that the client did not ask for.
 */
export function withListOptions(reply: Reply, call: Call, { listOptions = [] }: Route): Reply {
  const entries = reply.body?.["value"];
  if (call.method !== "GET" || !Array.isArray(entries)) return reply;
  const filter = optionOf(call, "$filter");
  if (filter !== undefined && !listOptions.includes("$filter")) throw invalidFilter(filter);
  const top = topOf(call);
  if (listOptions.includes("$skipToken")) return reply;
  const start = tokenOf(call, /^o(\d{1,15})$/) ?? 0;
  if (top === undefined && start === 0) return reply;
  const end = start + (top ?? MAX_PAGE);
  const more = end < entries.length ? { nextLink: nextLink(call, `o${end}`) } : {};
  return { ...reply, body: { ...reply.body, value: entries.slice(start, end), ...more } };
}

/** Azure's own tokens are long; only Azure can read them. Source: the recordings. */
const AZURE_TOKEN = /^[A-Za-z0-9+/=_-]{32,}$/;

/**
 * The page of a list of stored documents. A `$skipToken` of Azure itself leads behind the last entry.
 */
export function listPage(
  call: Call,
  azure: Azure,
  query: ListQuery & { readonly limit: number },
  show: (document: Document) => Json,
): Reply {
  if (AZURE_TOKEN.test(optionOf(call, "$skipToken") ?? "")) return ok({ value: [] });
  const { size, after } = requestedPage(call);
  const limit = Math.min(query.limit, size);
  const found = azure.documents.list({ ...query, ...(after === 0 ? {} : { after }), limit: limit + 1 });
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const value = page.map(show);
  return ok(
    found.length === page.length || last === undefined ? { value } : { value, nextLink: nextLink(call, last.rank) },
  );
}

/** A list that is read in chunks and filtered. */
export interface FilteredList {
  /** At most `limit` documents after a rank, in the order of their ranks. */
  readonly read: (after: number, limit: number) => readonly Document[];
  readonly passes: (document: Document) => boolean;
  readonly show: (document: Document) => Json;
}

/** The page of a filtered list: reads until the page is full, and whether another entry follows. */
export function filteredPage(call: Call, { read, passes, show }: FilteredList): Reply {
  const { size, after } = requestedPage(call);
  const found: Document[] = [];
  for (let from = after; found.length <= size; ) {
    const chunk = read(from, MAX_PAGE);
    found.push(...chunk.filter(passes));
    const last = chunk.at(-1);
    if (last === undefined || chunk.length < MAX_PAGE) break;
    from = last.rank;
  }
  const page = found.slice(0, size);
  const last = page.at(-1);
  const value = page.map(show);
  return ok(found.length <= size || last === undefined ? { value } : { value, nextLink: nextLink(call, last.rank) });
}

/** The link to the page that a token names; lists write the name of the option in two cases. */
export function nextLink(call: Call, token: number | string, option = "$skiptoken"): string {
  const query = new URLSearchParams([...call.query].filter(([name]) => name.toLowerCase() !== "$skiptoken"));
  query.set(option, String(token));
  return `${call.origin}${encodeURI(call.path)}?${query}`;
}
