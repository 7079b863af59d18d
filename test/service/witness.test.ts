/** The header that says how it is known that Azure answers like a reply. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { RECORDED_ROUTES } from "../../provider/service/azure/recorded-routes.js";
import type { Route } from "../../provider/service/azure/route.js";
import { createRouter } from "../../provider/service/azure/router.js";
import { CODE_WITNESSES, routeKey } from "../../provider/service/azure/witness.js";
import { routes } from "../../provider/service/routes.js";
import { checkoutFolder } from "../../scripts/checkout.mjs";
import { recordedFolders, recordedIn } from "../support/recordings.js";
import { type Answer, GROUP, ITEM, openTestAzure, SUBSCRIPTION, type TestAzure, VAULT } from "../support/service.js";
import { skipBecause } from "../support/skip.js";

const fidelityOf = ({ status, headers }: Answer) => [status, headers.get("x-ms-azvb-fidelity")];

describe("x-ms-azvb-fidelity", () => {
  let azure: TestAzure;
  before(async () => {
    azure = await openTestAzure();
    await azure.call("PUT", GROUP, { location: "westeurope" });
    await azure.call("PUT", VAULT, { location: "westeurope", properties: {} });
  });
  after(() => azure.close());

  const read = async (path: string) => fidelityOf(await azure.call("GET", path));

  it("is recorded for a route and the api-versions between the recorded ones", async () => {
    assert.deepEqual(await read(`${VAULT}?api-version=2016-06-01`), [200, "recorded"]);
    assert.deepEqual(await read(`${VAULT}?api-version=2024-04-01`), [200, "recorded"]);
  });

  it("is documented for other api-versions of the route, and for a route that was never recorded", async () => {
    assert.deepEqual(await read(`${VAULT}?api-version=2099-01-01`), [200, "documented"]);
    assert.deepEqual(await read(`${GROUP}/resources`), [200, "documented"]);
  });

  it("is ours for a type that is stored as sent, and for what Azure does not have", async () => {
    const network = `${GROUP}/providers/Microsoft.Network/virtualNetworks/net`;
    const put = await azure.call("PUT", network, { location: "westeurope", properties: {} });
    assert.deepEqual(fidelityOf(put), [201, "ours"]);
    assert.deepEqual(await read("/_azvb/clock"), [200, "ours"]);
  });

  it("of a refusal is that of its code", async () => {
    assert.deepEqual(await read(`${VAULT}-missing`), [404, "recorded"]);
    const filter = `${SUBSCRIPTION}/resources?$filter=a b`;
    assert.deepEqual(await read(filter), [400, "documented"]);
    assert.deepEqual(await read(`${VAULT}/nothing`), [404, "ours"]);
    assert.deepEqual(fidelityOf(await azure.call("PUT", ITEM, {})), [400, "ours"]);
  });

  it("of a code agrees with the tables of docs/fidelity.md", () => {
    const page = readFileSync(join(checkoutFolder(), "docs", "fidelity.md"), "utf8");
    const section = (title: string) => page.split(/^## /m).find((text) => text.startsWith(`${title}\n`)) ?? "";
    const sections = { recorded: section("Recorded"), documented: section("Documented"), ours: section("Our choice") };
    const unnamed = [...CODE_WITNESSES].filter(([code, witness]) => !sections[witness].includes(`\`${code}\``));
    assert.deepEqual(unnamed, []);
  });

  it("is recorded for exactly the routes and api-versions of the recordings", function () {
    const folders = recordedFolders();
    if (folders.length === 0) skipBecause(this, "the recordings are not beside the checkout");
    assert.deepEqual(RECORDED_ROUTES, versionsOf(folders));
  });
});

/** The oldest and the newest api-version of each route that recordings contain an accepted request of. */
function versionsOf(folders: readonly string[]): Record<string, readonly [string, string]> {
  const router = createRouter(routes);
  const versions = new Map<Route, string[]>();
  for (const { method, path, apiVersion, status } of folders.flatMap(recordedIn)) {
    const segments = decodeURIComponent(path).split("/");
    const found = router.find(
      method,
      segments.filter((segment) => segment !== ""),
    );
    if (status >= 400 || found === undefined || !("route" in found)) continue;
    versions.set(found.route, [...(versions.get(found.route) ?? []), apiVersion.slice(0, 10)]);
  }
  return Object.fromEntries(
    [...versions].map(([route, found]) => {
      const [oldest = ""] = found.sort();
      return [routeKey(route), [oldest, found.at(-1) ?? ""]] as const;
    }),
  );
}
