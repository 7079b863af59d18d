/**
 * The lists of locks and of role assignments, which a scope shows with those of what contains it and of what it contains.
 * Sources: for locks, ManagementLocks of Azure's SDKs ("associated with the specified resource, its resource group and any
 * resources below the resource") and Get-AzResourceLock (`-AtScope`); for role assignments, Role Assignments - List For Scope
 * (`atScope()`: at or above the scope; `principalId eq {id}`: at, above or below it). A principal is in no group here, so
 * `assignedTo` equals `principalId`.
 */
import { idKey, isBelow, lineageOf } from "../../arm/resource-id.js";
import { textAt } from "../../core/json.js";
import { invalidFilter, isValue, isWord, type Token, tokensOf } from "../azure/filter.js";
import { LOCK_TYPE } from "../azure/locks.js";
import { optionOf } from "../azure/paging.js";
import { ok } from "../azure/replies.js";
import type { Azure, Call, Reply } from "../azure/route.js";
import type { Document, DocumentReader } from "../store/documents.js";

const ROLE_ASSIGNMENTS = "microsoft.authorization/roleassignments";
const LOCKS = LOCK_TYPE.toLowerCase();

/** Whether resources of a type, in lower case, have such a list. */
export const hasScopedList = (type: string): boolean => type === LOCKS || type === ROLE_ASSIGNMENTS;

/** The list of a type at a scope. Throws Azure's 400 for a filter that the type does not have. */
export function scopedList(call: Call, { documents }: Azure, scope: string, type: string): Reply {
  const { atScope, principal } = filterOf(optionOf(call, "$filter"), type);
  const found = around(documents, scope, type).filter(
    (document) =>
      !(atScope && isBelow(document.scope, scope)) &&
      (principal === undefined || textAt(document.body, "properties", "principalId")?.toLowerCase() === principal),
  );
  return ok({ value: found.map(({ body }) => body) });
}

/** The documents of a type above a scope, at it and below it. */
function around(documents: DocumentReader, scope: string, type: string): Document[] {
  if (scope === "/") return documents.list({ type, scope });
  const above = lineageOf(scope).flatMap((one) => documents.list({ type, scope: one }));
  return [...above, ...documents.list({ type, under: scope }).filter((one) => idKey(one.scope) !== idKey(scope))];
}

interface ScopedFilter {
  readonly atScope: boolean;
  /** In lower case. */
  readonly principal: string | undefined;
}

function filterOf(text: string | undefined, type: string): ScopedFilter {
  const read = text === undefined ? [] : termsOf(tokensOf(text) ?? []);
  const principals = read?.filter((term) => term !== "atScope");
  if (text !== undefined && (read === undefined || read.length === 0)) throw invalidFilter(text);
  if (text !== undefined && principals !== undefined && principals.length > (type === LOCKS ? 0 : 1))
    throw invalidFilter(text);
  return { atScope: read?.includes("atScope") === true, principal: principals?.[0]?.principal };
}

type Term = "atScope" | { readonly principal: string };

/** The terms of a filter, joined by `and`; undefined if it has another form. */
function termsOf(tokens: readonly Token[]): Term[] | undefined {
  const terms: Term[] = [];
  for (let at = 0; at < tokens.length; ) {
    const found = termAt(tokens.slice(at, at + 4));
    const isLast = found !== undefined && at + found.length === tokens.length;
    if (found === undefined || !(isLast || isWord(tokens[at + found.length], "and"))) return undefined;
    terms.push(found.term);
    at += found.length + (isLast ? 0 : 1);
    if (!isLast && at === tokens.length) return undefined;
  }
  return terms;
}

function termAt(tokens: readonly Token[]): { readonly term: Term; readonly length: number } | undefined {
  const [name, second, third, fourth] = tokens;
  if (isWord(name, "atscope") && second?.kind === "(" && third?.kind === ")") return { term: "atScope", length: 3 };
  if (isWord(name, "assignedto") && second?.kind === "(" && isValue(third) && fourth?.kind === ")") {
    return { term: { principal: third.text.toLowerCase() }, length: 4 };
  }
  if (isWord(name, "principalid") && isWord(second, "eq") && isValue(third)) {
    return { term: { principal: third.text.toLowerCase() }, length: 3 };
  }
  return undefined;
}
