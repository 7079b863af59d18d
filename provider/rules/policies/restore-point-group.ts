/**
 * The resource group that holds the restore points which Azure Backup takes, and the names in it. Sources: "Back up a VM
 * during creation" and the VM backup FAQ of the Azure Backup documentation.
 */

interface GroupNaming {
  /** What the user's policy puts before and behind the number; Azure's own naming where there is no prefix. */
  readonly prefix?: string | undefined;
  readonly suffix?: string | undefined;
}

const MOST_LETTERS = 74;
/** Collections of restore points that one group holds; the next one goes into a group of the next number. */
export const MOST_COLLECTIONS = 600;

/** The name of the n-th group, counted from 1. `location` is the vault's. */
export function restorePointGroupName({ prefix, suffix }: GroupNaming, location: string, n: number): string {
  if (prefix === undefined || prefix === "") return `AzureBackupRG_${location}_${n}`;
  return `${prefix}${n}${suffix ?? ""}`;
}

/** The name of a machine's collection; `digits` tell two machines of one name apart. */
export const restorePointCollectionName = (machine: string, digits: string): string =>
  `AzureBackup_${machine}_${digits}`;

/** What is wrong with a user's own naming, or undefined. */
export function restorePointGroupFault({ prefix = "", suffix = "" }: GroupNaming): string | undefined {
  if (prefix === "" && suffix !== "") return `has the suffix '${suffix}' alone: expected a prefix with it.`;
  if (prefix === "") return undefined;
  const name = `${prefix}1${suffix}`;
  if (!/^[-\w.()]+$/.test(name) || name.endsWith(".")) {
    return `makes the name '${name}': expected letters, digits, underscores, hyphens, dots and parentheses, no dot at the end.`;
  }
  if (name.length <= MOST_LETTERS) return undefined;
  return `makes the name '${name}' of ${name.length} characters: expected ${MOST_LETTERS} at most.`;
}
