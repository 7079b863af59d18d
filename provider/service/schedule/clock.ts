/**
 * The service's clock, at a path that Azure does not have: `GET /_azvb/clock` returns `{"now": "2024-05-13T10:25:28.000Z"}`,
 * the computer's time plus what the clock was advanced by.
 */
import type { Fetch } from "../../arm/fetch.js";
import { type JsonObject, textAt } from "../../core/json.js";
import type { Route } from "../azure/route.js";

const CLOCK_PATH = "/_azvb/clock";

export const clockRoute: Route = {
  method: "GET",
  template: CLOCK_PATH,
  access: "read",
  handle: (_, { now }) => ({ status: 200, body: { now: now.toISOString() } }),
};

/** The current time of a service's clock. */
export async function clockOf(service: Fetch, { url }: Request): Promise<Date> {
  const answer = await service(new Request(new URL(CLOCK_PATH, url)));
  return new Date(textAt((await answer.json()) as JsonObject, "now") ?? "");
}
