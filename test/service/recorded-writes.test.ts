/** Recorded writes, and what recorded reads of Compute returned, are taken; skipped if the recordings are not next to the checkout. */
import assert from "node:assert/strict";
import { isJsonObject, type JsonObject, listAt } from "../../provider/core/json.js";
import type { Call, Route } from "../../provider/service/azure/route.js";
import { createRouter } from "../../provider/service/azure/router.js";
import { routes } from "../../provider/service/routes.js";
import { shapedCall } from "../../provider/service/wire/index.js";
import { type Recorded, recordedFolders, recordedIn } from "../support/recordings.js";
import { skipBecause } from "../support/skip.js";

const router = createRouter(routes);

function routeOf(method: string, path: string): Route | undefined {
  const found = router.find(
    method,
    path.split("/").filter((segment) => segment !== ""),
  );
  return found !== undefined && "route" in found ? found.route : undefined;
}

/** The warnings for a body, or the refusal; undefined where no route takes it. */
function outcome(method: string, { path, apiVersion }: Recorded, body: JsonObject): string[] | undefined {
  const route = routeOf(method, path);
  if (route === undefined) return undefined;
  const call: Call = {
    ...{ method, path, params: {}, query: new URLSearchParams(), body, headers: new Headers(), origin: "", apiVersion },
  };
  try {
    return [...shapedCall(call, route).warnings];
  } catch (error) {
    return [`refused: ${method} ${path}: ${(error as Error).message}`];
  }
}

for (const [folder, least] of [
  ["recordings", 350],
  ["recordings-2026", 8],
] as const) {
  describe(`the shapes of request bodies and ${folder}`, () => {
    let recorded: readonly Recorded[] = [];
    before(function () {
      if (!recordedFolders().includes(folder)) skipBecause(this, "the recordings are not beside the checkout");
      recorded = recordedIn(folder);
    });

    it("take every body that Azure took, without a warning", () => {
      const written = recorded.filter(({ status, requestBody }) => status < 300 && isJsonObject(requestBody));
      const outcomes = written.flatMap((one) => outcome(one.method, one, one.requestBody as JsonObject) ?? []);
      const routed = written.filter(({ method, path }) => routeOf(method, path) !== undefined);
      assert.ok(routed.length >= least, `${routed.length} recorded writes`);
      assert.deepEqual([...new Set(outcomes)], []);
    });

    it("take every resource that Azure returned, so it can be written back", () => {
      const read = recorded.filter(({ status, method }) => status === 200 && method === "GET");
      const outcomes = read.flatMap((one) =>
        resourcesOf(one.responseBody).flatMap(({ id, body }) => outcome("PUT", { ...one, path: id }, body) ?? []),
      );
      assert.deepEqual([...new Set(outcomes)].slice(0, 20), []);
    });
  });
}

/** The resources in a reply: itself, or those of its list. */
function resourcesOf(body: unknown): { readonly id: string; readonly body: JsonObject }[] {
  if (!isJsonObject(body)) return [];
  const bodies = Array.isArray(body["value"]) ? listAt(body, "value").filter(isJsonObject) : [body];
  return bodies.flatMap((one) => (typeof one["id"] === "string" ? [{ id: one["id"], body: one }] : []));
}
