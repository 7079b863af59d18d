import assert from "node:assert/strict";
import { nearest } from "../../../provider/core/nearest.js";

const KEYS = ["endpoint", "home", "environment", "clientId", "clientSecret", "useOidc"];

describe("the nearest name", () => {
  it("is the name that was mistyped", () => {
    assert.equal(nearest("endpont", KEYS), "endpoint");
    assert.equal(nearest("endpiont", KEYS), "endpoint");
    assert.equal(nearest("clientid", KEYS), "clientId");
    assert.equal(nearest(" useOIDC ", KEYS), "useOidc");
    assert.equal(nearest("enviroment", KEYS), "environment");
  });

  it("is undefined if no name is near", () => {
    assert.equal(nearest("nonsense", KEYS), undefined);
    assert.equal(nearest("x", KEYS), undefined);
    assert.equal(nearest("", KEYS), undefined);
    assert.equal(nearest("endpoint", []), undefined);
  });
});
