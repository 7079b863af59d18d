/** Recovery points of an item. Source: the recordings. */
import { textAt } from "../../../core/json.js";
import { instantOf, parseFilter } from "../../azure/filter.js";
import { optionOf } from "../../azure/paging.js";
import { ok } from "../../azure/replies.js";
import { type Azure, type Call, param, type Reply, type Route, refusal } from "../../azure/route.js";
import type { Document } from "../../store/documents.js";
import { immutabilityOf } from "../../vaults/vault/index.js";
import { ITEM, requireItem } from "../containers/calls.js";
import { isInCalledRegion, renderPoint } from "./document.js";
import { hasSnapshot, isRetained, retainedPoints } from "./retained.js";

function list(call: Call, azure: Azure): Reply {
  const { vault, item } = requireItem(call, azure);
  const filter = parseFilter(optionOf(call, "$filter"), ["startDate", "endDate"]);
  const since = instantOf("startDate", filter.get("startdate"), Number.NEGATIVE_INFINITY);
  const until = instantOf("endDate", filter.get("enddate"), Number.POSITIVE_INFINITY);
  const points = retainedPoints(azure, item).filter((point) => {
    const takenAt = Date.parse(textAt(point.body, "properties", "recoveryPointTime") ?? "");
    return takenAt >= since && takenAt <= until && isInCalledRegion(call, point);
  });
  const view = (point: Document) => ({
    as: "listed" as const,
    hasSnapshot: hasSnapshot(azure, item, point),
    isImmutable: isLocked(vault),
  });
  return ok({ value: points.map((point) => renderPoint(call, point, view(point))) });
}

/** The item and the point that a call names. Throws 404, also for an expired point. */
export function requirePoint(call: Call, azure: Azure): ReturnType<typeof requireItem> & { readonly point: Document } {
  const { vault, item } = requireItem(call, azure);
  const point = azure.documents.get(`${item.id}/recoveryPoints/${param(call, "point")}`);
  if (point !== undefined && isInCalledRegion(call, point) && isRetained(azure, item, point))
    return { vault, item, point };
  throw refusal(404, "ResourceNotFound", `The item has no recovery point '${param(call, "point")}'.`);
}

function get(call: Call, azure: Azure): Reply {
  const { vault, item, point } = requirePoint(call, azure);
  const view = { as: "full", hasSnapshot: hasSnapshot(azure, item, point), isImmutable: isLocked(vault) } as const;
  return ok(renderPoint(call, point, view));
}

/** Recorded only for a vault whose immutability is locked. */
const isLocked = (vault: Document): boolean => immutabilityOf(vault.body) === "Locked";

/**
 * Mounting a recovery point, which file recovery needs, is refused: the embedded Azure has no disk contents. It is part of Azure
 * Backup (Item Level Recovery Connections of its REST API); code and text are ours.
 */
function refuseFileRecovery(call: Call, azure: Azure): Reply {
  requirePoint(call, azure);
  throw refusal(
    400,
    "UserErrorFileRecoveryNotSupported",
    "The embedded Azure cannot recover files from a recovery point, because it stores the properties of disks and not their contents. Restore the disks or the VM instead.",
  );
}

/** The token with which a client restores in the secondary region, as recorded in 2021. */
function refuseToken(call: Call, azure: Azure): Reply {
  requirePoint(call, azure);
  throw refusal(
    400,
    "UserErrorRestoreToOtherRegionNotSupported",
    "The embedded Azure restores only to the region of the vault, so it issues no access token for a restore in the secondary region.",
  );
}

export const pointRoutes: readonly Route[] = [
  { method: "GET", template: `${ITEM}/recoveryPoints`, access: "poll", handle: list, listOptions: ["$filter"] },
  { method: "GET", template: `${ITEM}/recoveryPoints/{point}`, access: "poll", handle: get },
  ...["provisionInstantItemRecovery", "revokeInstantItemRecovery"].map((action) => ({
    method: "POST" as const,
    template: `${ITEM}/recoveryPoints/{point}/${action}`,
    access: "write" as const,
    handle: refuseFileRecovery,
  })),
  { method: "POST", template: `${ITEM}/recoveryPoints/{point}/accessToken`, access: "write", handle: refuseToken },
];
