/**
 * The changes of a live resource if a body is deployed, for What-if. Only members of the body are compared, since a deployment
 * does not change omitted ones. Ids and locations are compared as in Azure. Source: Deployments REST API, What If.
 */
import { isJsonObject, type Json, type JsonObject, sameJson } from "../core/json.js";
import { isList } from "./functions/arguments.js";
import { member } from "./members.js";

/** A change of one member, as What-if's `delta` lists it. */
export interface Difference {
  /** Such as `properties.hardwareProfile.vmSize`. */
  readonly path: string;
  readonly propertyChangeType: "Create" | "Modify";
  readonly before: Json;
  readonly after: Json;
}

/** The members of `wanted` that are missing in `live` or differ, in the order of `wanted`. */
export function differences(wanted: JsonObject, live: JsonObject, path = ""): Difference[] {
  return Object.entries(wanted).flatMap(([key, after]) => {
    if (after === undefined) return [];
    const at = path === "" ? key : `${path}.${key}`;
    const before = member(live, key);
    if (before === undefined) return [{ path: at, propertyChangeType: "Create" as const, before: null, after }];
    if (isJsonObject(after) && isJsonObject(before)) return differences(after, before, at);
    if (agrees(after, before) || isSameLocation(key, after, before)) return [];
    return [{ path: at, propertyChangeType: "Modify" as const, before, after }];
  });
}

/** Whether a live value matches the wanted one. */
function agrees(wanted: Json, live: Json): boolean {
  if (isList(wanted) && isList(live)) {
    return wanted.length === live.length && wanted.every((one, index) => agrees(one, live[index] ?? null));
  }
  if (isJsonObject(wanted) && isJsonObject(live)) return differences(wanted, live).length === 0;
  if (typeof wanted !== "string" || typeof live !== "string") return sameJson(wanted, live);
  return wanted === live || (/^\/subscriptions\//i.test(wanted) && wanted.toLowerCase() === live.toLowerCase());
}

/** `West Europe` equals `westeurope`. */
function isSameLocation(key: string, wanted: Json, live: Json): boolean {
  if (key.toLowerCase() !== "location" || typeof wanted !== "string" || typeof live !== "string") return false;
  return normal(wanted) === normal(live);
}

const normal = (location: string): string => location.toLowerCase().replaceAll(" ", "");
