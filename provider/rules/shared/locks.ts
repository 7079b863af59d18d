/**
 * Management locks: which changes a lock refuses, and Azure's text. Source: "Lock your resources to protect your
 * infrastructure", Azure Resource Manager (levels, inheritance, POST actions, no partial deletion of a group); the text as
 * quoted in Azure/azure-cli 2688 and 20232 (delete) and Azure/azure-sdk-for-java 2560 (write, and a POST action, whose scope is
 * its resource). Ours: the separator of several locked scopes, and that a locked child prevents the deletion of its parent
 * resource as a locked resource prevents that of its group.
 */
import type { RuleFault } from "./fault.js";

/** ManagementLockObject of Microsoft.Authorization has these levels; `NotSpecified` refuses nothing. */
export const LOCK_LEVELS = ["NotSpecified", "CanNotDelete", "ReadOnly"] as const;
export type LockLevel = (typeof LOCK_LEVELS)[number];

/** The maximum length of a lock's notes, as ManagementLockObject describes them. */
export const MAX_LOCK_NOTES = 512;

/** What a lock can refuse; a POST action is a write. */
export type LockedOperation = "delete" | "write";

/** Whether a lock of this level refuses an operation. */
export const refusesOperation = (level: string, operation: LockedOperation): boolean =>
  level === "ReadOnly" || (level === "CanNotDelete" && operation === "delete");

/** Azure's 409 for an operation on `scope`. */
export function scopeLockedFault(
  scope: string,
  operation: LockedOperation,
  lockedScopes: readonly string[],
): RuleFault {
  const locked = [...new Set(lockedScopes)].join(",");
  return {
    status: 409,
    code: "ScopeLocked",
    message: `The scope '${scope}' cannot perform ${operation} operation because following scope(s) are locked: '${locked}'. Please remove the lock and try again.`,
  };
}
