/** The newest api-version of a type, from the list of its resource provider. */
import assert from "node:assert/strict";
import { systemClock } from "../../../provider/core/clock.js";
import { engineOver } from "../../../provider/engine/index.js";
import { type Answer, scripted } from "../arm/scripted-azure.js";

const INSIGHTS: Answer = {
  status: 200,
  body: {
    namespace: "Microsoft.Insights",
    resourceTypes: [
      { resourceType: "components", apiVersions: ["2020-02-02", "2020-02-02-preview", "2015-05-01"] },
      { resourceType: "components/analyticsItems", apiVersions: ["2015-05-01"] },
      { resourceType: "diagnosticSettings", apiVersions: ["2016-09-01", "2021-05-01-preview", "2017-05-01-preview"] },
      { resourceType: "operations", apiVersions: [] },
    ],
  },
};

describe("the newest api-version of a type", () => {
  const newest = async (type: string, answer = INSIGHTS) => {
    const { arm, asked } = scripted(answer);
    const { resources } = engineOver({ arm, clock: systemClock, endpoint: "e" });
    return { version: await resources.newestVersion(type), asked };
  };

  it("is read from the provider of the tenant, which needs no role", async () => {
    const { asked } = await newest("Microsoft.Insights/diagnosticSettings");

    assert.deepEqual(asked, ["GET /providers/Microsoft.Insights?api-version=2022-09-01"]);
  });

  it("is the newest by date, stable or preview, and the stable one of a date", async () => {
    assert.equal((await newest("microsoft.insights/DIAGNOSTICSETTINGS")).version, "2021-05-01-preview");
    assert.equal((await newest("Microsoft.Insights/components")).version, "2020-02-02");
    assert.equal((await newest("Microsoft.Insights/components/analyticsItems")).version, "2015-05-01");
  });

  it("is undefined for a type or a provider that Azure does not list", async () => {
    const unknown = { status: 404, body: { error: { code: "InvalidResourceNamespace", message: "not found" } } };

    assert.equal((await newest("Microsoft.Insights/nothing")).version, undefined);
    assert.equal((await newest("Microsoft.Insights/operations")).version, undefined);
    assert.equal((await newest("Contoso.Shop/tills", unknown)).version, undefined);
  });
});
