/** A stub of Azure with fixed responses. */
import type { Fetch } from "../../provider/arm/fetch.js";
import type { JsonObject } from "../../provider/core/json.js";

/** A `Fetch` that answers a GET of each path with its body, and everything else with Azure's 404. */
export const azureOf =
  (answers: Readonly<Record<string, JsonObject>>): Fetch =>
  async (request) => {
    const path = decodeURI(new URL(request.url).pathname);
    const body = request.method === "GET" ? answers[path] : undefined;
    if (body !== undefined) return Response.json(body);
    return Response.json({ error: { code: "ResourceNotFound", message: `${path} was not found.` } }, { status: 404 });
  };
