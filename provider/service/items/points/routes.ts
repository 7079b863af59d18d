/** Recovery points of an item. Source: the recordings. */
import { textAt } from "../../../core/json.js";
import { instantOf, parseFilter } from "../../azure/filter.js";
import { optionOf } from "../../azure/paging.js";
import { ok } from "../../azure/replies.js";
import { type Azure, type Call, param, type Reply, type Route, refusal } from "../../azure/route.js";
import type { Document } from "../../store/documents.js";
import { ITEM, requireItem } from "../containers/calls.js";
import { isInCalledRegion, renderPoint } from "./document.js";
import { hasSnapshot, isRetained, retainedPoints } from "./retained.js";

function list(call: Call, azure: Azure): Reply {
  const { item } = requireItem(call, azure);
  const filter = parseFilter(optionOf(call, "$filter"), ["startDate", "endDate"]);
  const since = instantOf("startDate", filter.get("startdate"), Number.NEGATIVE_INFINITY);
  const until = instantOf("endDate", filter.get("enddate"), Number.POSITIVE_INFINITY);
  const points = retainedPoints(azure, item).filter((point) => {
    const takenAt = Date.parse(textAt(point.body, "properties", "recoveryPointTime") ?? "");
    return takenAt >= since && takenAt <= until && isInCalledRegion(call, point);
  });
  const view = (point: Document) => ({ as: "listed" as const, hasSnapshot: hasSnapshot(azure, item, point) });
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
  const { item, point } = requirePoint(call, azure);
  return ok(renderPoint(call, point, { as: "full", hasSnapshot: hasSnapshot(azure, item, point) }));
}

export const pointRoutes: readonly Route[] = [
  { method: "GET", template: `${ITEM}/recoveryPoints`, access: "poll", handle: list, listOptions: ["$filter"] },
  { method: "GET", template: `${ITEM}/recoveryPoints/{point}`, access: "poll", handle: get },
];
