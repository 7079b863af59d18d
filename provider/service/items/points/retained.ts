/**
 * Which recovery points of an item are still kept, and in which tiers. A point goes when its time is over, its snapshot when
 * the policy's days of instant restore are; the newest of both stays until a later backup made one, and nothing goes while
 * protection is stopped, since that keeps the data for ever. What is gone is not shown from then on; a write takes it away.
 * Sources: "Azure Backup architecture" (impact of policy changes), the FAQ of Azure VM backup, "Instant restore".
 */

import { listAt, textAt } from "../../../core/json.js";
import { DAY_MS } from "../../../time/durations.js";
import { parseInstantMs } from "../../../time/instants.js";
import { POINT_TYPE } from "../../azure/backup-ids.js";
import type { Azure } from "../../azure/route.js";
import type { Document } from "../../store/documents.js";
import { pointsOf } from "./document.js";

/** Points that are kept for ever: those of an item that is stopped, softly deleted or not. */
const retainsForever = ({ body }: Document): boolean =>
  textAt(body, "properties", "protectionState") === "ProtectionStopped";

const isOver = ({ now }: Azure, point: Document): boolean =>
  parseInstantMs(textAt(point.body, "properties", "recoveryPointProperties", "expiryTime")) <= now.getTime();

function isNewest({ documents }: Azure, item: Document, point: Document): boolean {
  const [newest] = documents.list({ type: POINT_TYPE, scope: item.id, newestFirst: true, limit: 1 });
  return newest?.id === point.id;
}

/** Whether a point of an item is still there. */
export const isRetained = (azure: Azure, item: Document, point: Document): boolean =>
  !isOver(azure, point) || retainsForever(item) || isNewest(azure, item, point);

/** The points of an item that are still there, newest first. */
export function retainedPoints(azure: Azure, item: Document): Document[] {
  const points = pointsOf(azure, item.id);
  if (retainsForever(item)) return points;
  return points.filter((point, index) => index === 0 || !isOver(azure, point));
}

/** Takes away what is gone of an item's points. For what writes: before the item is stopped, which would bring them back. */
export function purgePoints(azure: Azure, item: Document): void {
  const retained = new Set(retainedPoints(azure, item).map(({ id }) => id));
  for (const { id } of pointsOf(azure, item.id)) if (!retained.has(id)) azure.documents.remove(id);
}

/** Whether the snapshot of a point is still there: its point lies in the vault alone after the days of instant restore. */
export function hasSnapshot(azure: Azure, item: Document, point: Document): boolean {
  const tiers = listAt(point.body, "properties", "recoveryPointTierDetails").map((tier) => textAt(tier, "type"));
  const takenAt = Date.parse(textAt(point.body, "properties", "recoveryPointTime") ?? "");
  const ends = takenAt + Number(point.hidden["instantDays"] ?? Number.POSITIVE_INFINITY) * DAY_MS;
  if (azure.now.getTime() < ends || !tiers.includes("HardenedRP")) return true;
  return retainsForever(item) || isNewest(azure, item, point);
}
