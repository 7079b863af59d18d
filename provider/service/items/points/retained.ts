/**
 * Which recovery points of an item are retained, and in which tiers. A point expires at its expiry time, its snapshot after the
 * policy's days of instant restore. The newest point and the newest snapshot are retained until a later backup creates one, and
 * nothing expires while protection is stopped, which retains data forever. Replies do not show what has expired; the next write
 * deletes it. Sources: "Azure Backup architecture" (impact of policy changes), the FAQ of Azure VM backup, "Instant restore".
 */
import { listAt, textAt } from "../../../core/json.js";
import { DAY_MS } from "../../../time/durations.js";
import { parseInstantMs } from "../../../time/instants.js";
import { POINT_TYPE } from "../../azure/backup-ids.js";
import type { Azure } from "../../azure/route.js";
import type { Document } from "../../store/documents.js";
import { pointsOf } from "./document.js";

/** Whether the points of an item never expire: those of a stopped item, soft-deleted or not. */
const retainsForever = ({ body }: Document): boolean =>
  textAt(body, "properties", "protectionState") === "ProtectionStopped";

const isOver = ({ now }: Azure, point: Document): boolean =>
  parseInstantMs(textAt(point.body, "properties", "recoveryPointProperties", "expiryTime")) <= now.getTime();

function isNewest({ documents }: Azure, item: Document, point: Document): boolean {
  const [newest] = documents.list({ type: POINT_TYPE, scope: item.id, newestFirst: true, limit: 1 });
  return newest?.id === point.id;
}

/** Whether a point of an item is retained. */
export const isRetained = (azure: Azure, item: Document, point: Document): boolean =>
  !isOver(azure, point) || retainsForever(item) || isNewest(azure, item, point);

/** The retained points of an item, newest first. */
export function retainedPoints(azure: Azure, item: Document): Document[] {
  const points = pointsOf(azure, item.id);
  if (retainsForever(item)) return points;
  return points.filter((point, index) => index === 0 || !isOver(azure, point));
}

/** Deletes the expired points of an item. Call it before the item is stopped, which would restore them. */
export function purgePoints(azure: Azure, item: Document): void {
  const retained = new Set(retainedPoints(azure, item).map(({ id }) => id));
  for (const { id } of pointsOf(azure, item.id)) if (!retained.has(id)) azure.documents.remove(id);
}

/** Whether the snapshot of a point is retained: after the days of instant restore its point is only in the vault. */
export function hasSnapshot(azure: Azure, item: Document, point: Document): boolean {
  const tiers = listAt(point.body, "properties", "recoveryPointTierDetails").map((tier) => textAt(tier, "type"));
  const takenAt = Date.parse(textAt(point.body, "properties", "recoveryPointTime") ?? "");
  const ends = takenAt + Number(point.hidden["instantDays"] ?? Number.POSITIVE_INFINITY) * DAY_MS;
  if (azure.now.getTime() < ends || !tiers.includes("HardenedRP")) return true;
  return retainsForever(item) || isNewest(azure, item, point);
}
