/** Rules for a vault that depend on the state: whether the vault is new, and whether its soft delete is on. Pure. */
import { DEFAULT_SOFT_DELETE_DAYS } from "../../rules/items/soft-delete.js";
import type { Failure } from "../../schema/failures.js";
import { isUnknown } from "../../schema/unknown.js";
import type { Inputs } from "./schema.js";

/** `previous` are the inputs of the previous run; undefined for a vault to be created. */
export const stateFaults = (previous: Partial<Inputs> | undefined, news: Inputs): Failure[] => [
  ...disabledFaults(previous, news),
  ...purgeFaults(previous, news),
];

/** An adopted vault may be an old one, whose soft delete is off. */
const mayExist = ({ adopt }: Inputs): boolean => adopt !== undefined && adopt !== "never";

function disabledFaults(previous: Partial<Inputs> | undefined, news: Inputs): Failure[] {
  if (previous !== undefined || mayExist(news) || news.softDelete?.state !== "Disabled") return [];
  const reason =
    'is refused by Azure for a new vault (BMSUserErrorDisablingSoftDeleteStateNotAllowed): soft delete is always on. Remove softDelete, or declare the state "AlwaysON" with the retentionDays that you want';
  return [{ property: "softDelete.state", found: JSON.stringify("Disabled"), reason }];
}

/** A purge is possible only if soft delete is known to be off. */
function purgeFaults(previous: Partial<Inputs> | undefined, news: Inputs): Failure[] {
  if (news.onDelete !== "deleteAndPurge") return [];
  const softDelete = previous === undefined && mayExist(news) ? news.softDelete : previous?.softDelete;
  if (isUnknown(softDelete) || isUnknown(softDelete?.state) || softDelete?.state === "Disabled") return [];
  const days = softDelete?.retentionDays ?? news.softDelete?.retentionDays;
  const reason = `is not possible: soft delete is on in this vault (${softDelete?.state ?? "Azure's default"}), and Azure purges backups only when their soft delete period ends. ${insteadOfPurge(news, days)}`;
  return [{ property: "onDelete", found: JSON.stringify(news.onDelete), reason }];
}

function insteadOfPurge({ immutability }: Inputs, days: number | undefined): string {
  const state = immutability?.state ?? "Disabled";
  if (state !== "Disabled") return 'Use "stopRetain": the vault is immutable, so Azure deletes no backup in it either';
  const period = isUnknown(days) ? "the soft delete period" : `${days ?? DEFAULT_SOFT_DELETE_DAYS} days`;
  return `Use "delete": it deletes the backups and the vault into soft delete, and Azure purges them ${period} after that`;
}
