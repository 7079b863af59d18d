/** Replies that many routes share: a body, a list, nothing. */
import type { Json, JsonObject } from "../../core/json.js";
import { isJsonObject, mergePatch } from "../../core/json.js";
import type { Document } from "../store/documents.js";
import { calledGroupId, requireGroup } from "./resources.js";
import { param, type Reply, type Route } from "./route.js";

/** The reply that lists resources of a type: those of a group, or those of the subscription. */
export function listOf(type: string, show: (body: Document) => Json = ({ body }) => body): Route["handle"] {
  return (call, azure) => {
    const documents =
      call.params["group"] === undefined
        ? azure.documents.list({ type, under: `/subscriptions/${param(call, "subscription")}` })
        : azure.documents.list({ type, scope: requireGroup(azure, calledGroupId(call)).id });
    return { status: 200, body: { value: documents.map(show) } };
  };
}

export const ok = (body: JsonObject): Reply => ({ status: 200, body });
export const noContent: Reply = { status: 204 };

/** The tags that a PATCH puts in place of the old ones, without those that are null; none where it deletes all by null. Nothing where it has no tags. */
export function patchedTags({ tags }: JsonObject): JsonObject {
  if (tags === null) return { tags: undefined };
  return isJsonObject(tags) ? { tags: mergePatch({}, tags) } : {};
}
