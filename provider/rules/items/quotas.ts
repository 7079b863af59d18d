/**
 * Limits of how often and how many. Those that Azure's portal or a day has are not enforced: the embedded Azure answers and
 * warns. Sources: the Azure Backup FAQ, the FAQ of Azure VM backup, its quickstart (daylight saving), and the support matrix
 * (recovery points).
 */
import { type RuleFault, refused } from "../shared/fault.js";

/** Recovery points of a protected instance. */
export const MOST_POINTS = 9999;

/** Why no further point of an item can be made where it has so many. The code is ours. */
export function pointCountFault(count: number): RuleFault | undefined {
  if (count < MOST_POINTS) return undefined;
  return refused(
    "UserErrorRecoveryPointLimitReached",
    `The item has ${count} recovery points: Azure Backup keeps at most ${MOST_POINTS}. Wait until some expire, or keep them for less time.`,
  );
}

/** Machines that the portal lets one policy protect. */
const PORTAL_MOST_PER_POLICY = 100;
const QUOTAS = {
  policyWrites: { most: 50, what: "creations and changes of policies" },
  protectionWrites: { most: 1000, what: "configurations of protection" },
  onDemandBackups: { most: 9, what: "on-demand backups of the item" },
  restores: { most: 10, what: "restores of the item" },
} as const;

export type Quota = keyof typeof QUOTAS;

const MANY = 100;

/** Whether going beyond a limit is worth a word: each time beyond a small one; beyond one of many at once, and at each further hundred. */
const isWorthAWord = (count: number, most: number): boolean =>
  count > most && (most < MANY || count === most + 1 || count % MANY === 0);

/** What to warn of when the `count`-th thing of its kind is done within 24 hours. */
export function quotaWarning(quota: Quota, count: number): string | undefined {
  const { most, what } = QUOTAS[quota];
  if (!isWorthAWord(count, most)) return undefined;
  return `Azure allows ${most} ${what} in 24 hours; this is number ${count}.`;
}

/** What to warn of when a policy protects so many machines. */
export function policyUseWarning(count: number): string | undefined {
  if (!isWorthAWord(count, PORTAL_MOST_PER_POLICY)) return undefined;
  return `The portal lets a policy protect ${PORTAL_MOST_PER_POLICY} machines; this one protects ${count}.`;
}

/** What to warn of when a policy's zone shifts its clocks: its schedule does not. */
export function daylightWarning(timeZone: string, shiftsClocks: boolean): string | undefined {
  if (!shiftsClocks) return undefined;
  return `Azure Backup does not follow daylight saving: a schedule in ${timeZone} keeps its distance from UTC. Change the policy when the clocks change.`;
}

/** What to warn of when disks of a running machine are replaced. */
export const runningReplaceWarning = (powerState: string): string | undefined =>
  powerState === "running"
    ? "The machine runs: Azure asks to stop it before its disks are replaced (UserErrorVmNotShutDown)."
    : undefined;
