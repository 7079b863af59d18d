/**
 * Management locks of subscriptions, resource groups and resources: the refusals of what they lock. Everything below a locked
 * scope inherits its locks. Sources: `rules/shared/locks.ts`.
 */
import { idKey, lineageOf, parentOf, parseResourceId, typeOfPath } from "../../arm/resource-id.js";
import { textAt } from "../../core/json.js";
import { type LockedOperation, refusesOperation, scopeLockedFault } from "../../rules/shared/locks.js";
import type { Document, DocumentReader } from "../store/documents.js";
import { refuseIf } from "./refuse.js";
import type { Azure, Call } from "./route.js";

export const LOCK_TYPE = "Microsoft.Authorization/locks";

/** The id of what a lock locks. */
const lockedScope = ({ id }: Document): string => parentOf(id) ?? "/";

const levelOf = ({ body }: Document): string => textAt(body, "properties", "level") ?? "";

/** Azure has locks only on subscriptions, resource groups and the resources in them. */
export const isLockable = (scope: string): boolean => parseResourceId(scope).subscription !== undefined;

/** The locks on a scope itself. */
const locksOn = (documents: DocumentReader, scope: string): Document[] => documents.list({ type: LOCK_TYPE, scope });

/** The locks on a scope and on all that contains it. `path` may end with a list or an action. */
const locksAbove = (documents: DocumentReader, path: string): Document[] =>
  lineageOf(path).flatMap((scope) => locksOn(documents, scope));

/** The locks below a scope, without those on the scope itself. */
const locksBelow = (documents: DocumentReader, scope: string): Document[] =>
  documents.list({ type: LOCK_TYPE, under: scope }).filter((lock) => idKey(lockedScope(lock)) !== idKey(scope));

/** The scopes whose locks refuse an operation on a resource: above it, and for a deletion also below it. */
function lockedScopes(documents: DocumentReader, id: string, operation: LockedOperation): string[] {
  // Most homes have no lock at all.
  if (documents.list({ type: LOCK_TYPE, limit: 1 }).length === 0) return [];
  const locks = [...locksAbove(documents, id), ...(operation === "delete" ? locksBelow(documents, id) : [])];
  return locks.filter((lock) => refusesOperation(levelOf(lock), operation)).map(lockedScope);
}

/** Whether a resource may not be deleted because of a lock above or below it. */
export const isDeletionLocked = ({ documents }: Azure, id: string): boolean =>
  lockedScopes(documents, id, "delete").length > 0;

/** The operation that a method is for locks; undefined for a read. */
function lockedOperation(method: string): LockedOperation | undefined {
  if (method === "DELETE") return "delete";
  return method === "PUT" || method === "PATCH" || method === "POST" ? "write" : undefined;
}

/** Throws Azure's 409 `ScopeLocked` if a lock refuses the call. Locks can always be written and deleted. */
export function requireUnlockedScope({ method, path }: Call, documents: DocumentReader): void {
  const operation = lockedOperation(method);
  if (operation === undefined || typeOfPath(path) === LOCK_TYPE.toLowerCase()) return;
  const scope = lineageOf(path).at(-1);
  if (scope === undefined || !isLockable(scope)) return;
  const locked = lockedScopes(documents, scope, operation);
  if (locked.length > 0) refuseIf(scopeLockedFault(scope, operation, locked));
}
