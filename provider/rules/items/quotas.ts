/**
 * Limits of Azure Backup. The embedded Azure enforces counts of items and points, and only warns about the limits of the portal
 * and of 24 hours. Sources: the Azure Backup FAQ, the FAQ of Azure VM backup, and the support matrix (recovery points).
 */
import { type RuleFault, refused } from "../shared/fault.js";

/** Recovery points of an item. */
export const MAX_POINTS = 9999;

/** Refuses another recovery point of an item that has the most that it may have. The code is ours. */
export function pointCountFault(count: number): RuleFault | undefined {
  if (count < MAX_POINTS) return undefined;
  return refused(
    "UserErrorRecoveryPointLimitReached",
    `The item has ${count} recovery points: expected at most ${MAX_POINTS}. Wait until some expire, or reduce their retention.`,
  );
}

const MAX_ITEMS = 1000;

/** Refuses another item in a vault that has the most that it may have. The code is ours. */
export function itemCountFault(count: number): RuleFault | undefined {
  if (count < MAX_ITEMS) return undefined;
  return refused(
    "UserErrorProtectedItemLimitReached",
    `The vault protects ${count} VMs: expected at most ${MAX_ITEMS}. Use another vault.`,
  );
}

/** VMs of one policy in the portal. */
const PORTAL_VMS_PER_POLICY = 100;
const QUOTAS = {
  policyWrites: { most: 50, what: "policy writes" },
  protectionWrites: { most: 1000, what: "protection writes" },
  onDemandBackups: { most: 9, what: "on-demand backups of the item" },
  restores: { most: 10, what: "restores of the item" },
} as const;

export type Quota = keyof typeof QUOTAS;

const WARNING_INTERVAL = 100;

/** Whether to warn about a count: at each one beyond a limit below 100; beyond a higher limit at the first one and each hundredth. */
const needsWarning = (count: number, most: number): boolean =>
  count > most && (most < WARNING_INTERVAL || count === most + 1 || count % WARNING_INTERVAL === 0);

/** The warning for the `count`-th operation within 24 hours. */
export function quotaWarning(quota: Quota, count: number): string | undefined {
  const { most, what } = QUOTAS[quota];
  if (!needsWarning(count, most)) return undefined;
  return `Azure allows ${most} ${what} in 24 hours; this is number ${count}.`;
}

/** The warning for the `count`-th VM of a policy. */
export function policyUseWarning(count: number): string | undefined {
  if (!needsWarning(count, PORTAL_VMS_PER_POLICY)) return undefined;
  return `The portal allows ${PORTAL_VMS_PER_POLICY} VMs per policy; this policy protects ${count}.`;
}
