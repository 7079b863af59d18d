/** A call and its reply as messages quote them. */
import type { Json } from "../core/json.js";

/** What a call asks, such as `PUT /subscriptions/…`. */
export function inWords({ method, url }: { readonly method: string; readonly url: string }): string {
  const path = url.replace(/^https?:\/\/[^/]+/, "").split("?")[0] ?? "";
  try {
    return `${method} ${decodeURI(path)}`;
  } catch {
    return `${method} ${path}`;
  }
}

/** The JSON of a body; its text where it is not JSON; undefined for an empty one. */
export function parseBody(text: string): Json | undefined {
  if (text === "") return undefined;
  try {
    const parsed = JSON.parse(text) as Json;
    return typeof parsed === "string" ? text : parsed;
  } catch {
    return text;
  }
}
