/** The text of a request, and the body of a response, for messages. */
import type { Json } from "../core/json.js";

/** A request as messages quote it, such as `PUT /subscriptions/…`. */
export function requestText({ method, url }: { readonly method: string; readonly url: string }): string {
  const path = url.replace(/^https?:\/\/[^/]+/, "").split("?")[0] ?? "";
  try {
    return `${method} ${decodeURI(path)}`;
  } catch {
    return `${method} ${path}`;
  }
}

/** The JSON of a body; the text itself if it is not JSON; undefined for an empty one. */
export function parseBody(text: string): Json | undefined {
  if (text === "") return undefined;
  try {
    const parsed = JSON.parse(text) as Json;
    return typeof parsed === "string" ? text : parsed;
  } catch {
    return text;
  }
}
