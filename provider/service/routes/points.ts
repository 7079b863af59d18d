/** Recovery points of an item. Source: the recordings. */
import { textAt } from "../../core/json.js";
import { pointsOf, shownPoint } from "../backup/points.js";
import { instantOf, parseFilter } from "../filter.js";
import { type Azure, type Call, param, type Reply, type Route, refusal } from "../route.js";
import { ok } from "./common.js";
import { ITEM, requireItem } from "./items.js";

function list(call: Call, azure: Azure): Reply {
  const { item } = requireItem(call, azure);
  const filter = parseFilter(call.query.get("$filter"));
  const since = instantOf(filter.get("startdate"), Number.NEGATIVE_INFINITY);
  const until = instantOf(filter.get("enddate"), Number.POSITIVE_INFINITY);
  const points = pointsOf(azure, item.id).filter((point) => {
    const taken = Date.parse(textAt(point.body, "properties", "recoveryPointTime") ?? "");
    return taken >= since && taken <= until;
  });
  return ok({ value: points.map((point) => shownPoint(call, point, "listed")) });
}

function get(call: Call, azure: Azure): Reply {
  const { item } = requireItem(call, azure);
  const point = azure.documents.get(`${item.id}/recoveryPoints/${param(call, "point")}`);
  if (point !== undefined) return ok(shownPoint(call, point, "whole"));
  throw refusal(404, "ResourceNotFound", `The item has no recovery point '${param(call, "point")}'.`);
}

export const pointRoutes: readonly Route[] = [
  { method: "GET", template: `${ITEM}/recoveryPoints`, access: "poll", handle: list },
  { method: "GET", template: `${ITEM}/recoveryPoints/{point}`, access: "poll", handle: get },
];
