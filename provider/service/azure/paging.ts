/** Lists in pages: `nextLink` leads to the entries after the last one of the page. */
import type { Json } from "../../core/json.js";
import type { Document, ListQuery } from "../store/documents.js";
import { ok } from "./replies.js";
import type { Azure, Call, Reply } from "./route.js";

/**
 * The page of a list that a call requests. A `$skiptoken` that this service did not issue leads behind the last entry: only
 * Azure can read its own.
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
