import assert from "node:assert/strict";
import fc from "fast-check";
import type { JsonObject } from "../../provider/core/json.js";
import { differences } from "../../provider/template/index.js";

describe("what a body would change of a resource", () => {
  const live: JsonObject = {
    id: "/subscriptions/S/x",
    location: "westeurope",
    properties: { size: "small", disks: [{ lun: 0, id: "/subscriptions/S/d", state: "Attached" }], state: "Succeeded" },
  };

  it("is nothing where each member is there, in Azure's way of writing and with more beside it", () => {
    const wanted = {
      location: "West Europe",
      properties: { disks: [{ lun: 0, id: "/subscriptions/s/D" }], size: "small" },
    };
    assert.deepEqual(differences(wanted, live), []);
  });

  it("is each member that is new or another, by its path", () => {
    const wanted = { tags: { a: "b" }, properties: { size: "Small", disks: [] } };
    assert.deepEqual(differences(wanted, live), [
      { path: "tags", propertyChangeType: "Create", before: null, after: { a: "b" } },
      { path: "properties.size", propertyChangeType: "Modify", before: "small", after: "Small" },
      {
        path: "properties.disks",
        propertyChangeType: "Modify",
        before: [{ lun: 0, id: "/subscriptions/S/d", state: "Attached" }],
        after: [],
      },
    ]);
  });

  it("is nothing of a body against itself", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (body) => {
        assert.deepEqual(differences(body as JsonObject, body as JsonObject), []);
      }),
    );
  });
});
