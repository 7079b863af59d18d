import assert from "node:assert/strict";
import fc from "fast-check";
import type { JsonObject } from "../../provider/core/json.js";
import { differences } from "../../provider/template/index.js";

describe("the differences between a body and the live resource", () => {
  const live: JsonObject = {
    id: "/subscriptions/S/x",
    location: "westeurope",
    properties: { size: "small", disks: [{ lun: 0, id: "/subscriptions/S/d", state: "Attached" }], state: "Succeeded" },
  };

  it("are empty if the resource has each member, in Azure's notation and among further members", () => {
    const wanted = {
      location: "West Europe",
      properties: { disks: [{ lun: 0, id: "/subscriptions/s/D" }], size: "small" },
    };
    assert.deepEqual(differences(wanted, live), []);
  });

  it("list each new or changed member by its path", () => {
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

  it("are empty if the body is the live resource itself", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (body) => {
        assert.deepEqual(differences(body as JsonObject, body as JsonObject), []);
      }),
    );
  });
});
