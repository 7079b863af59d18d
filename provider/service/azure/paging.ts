/** Lists that come in pages: `nextLink` leads to what comes after the last entry. */
import type { Json } from "../../core/json.js";
import type { Document, ListQuery } from "../store/documents.js";
import { ok } from "./replies.js";
import type { Azure, Call, Reply } from "./route.js";

/**
 * The page of a list that a call asks for. A token that this service never made leads behind every entry: Azure's own hold
 * where each region's list was left off, and nobody but Azure can read them.
 */
export function listPage(
  call: Call,
  azure: Azure,
  query: ListQuery & { readonly limit: number },
  show: (document: Document) => Json,
): Reply {
  const token = call.query.get("$skiptoken") ?? call.query.get("$skipToken");
  const after = token === null ? {} : { after: /^\d+$/.test(token) ? Number(token) : Number.MAX_SAFE_INTEGER };
  const found = azure.documents.list({ ...query, ...after, limit: query.limit + 1 });
  const page = found.slice(0, query.limit);
  const last = page.at(-1);
  const value = page.map(show);
  return ok(found.length === page.length || last === undefined ? { value } : { value, nextLink: linkTo(call, last) });
}

function linkTo(call: Call, last: Document): string {
  const query = new URLSearchParams([...call.query].filter(([name]) => name.toLowerCase() !== "$skiptoken"));
  query.set("$skiptoken", String(last.rank));
  return `${call.origin}${encodeURI(call.path)}?${query}`;
}
