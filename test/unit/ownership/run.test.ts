import assert from "node:assert/strict";
import { RunRegister } from "../../../provider/ownership/run.js";
import { VAULT } from "../kinds/examples.js";

const declaration = (urn: string, id?: string, identity?: string) => ({ urn, kind: "Vault", id, identity, inputs: {} });

describe("the register of a run", () => {
  it("finds a second resource with the same id in any case, or with the same identity while ids are unknown", () => {
    const run = new RunRegister();
    run.declare(declaration("urn:a", VAULT, "Vault\nshop\nbackups"), undefined);

    assert.equal(run.duplicateOf(declaration("urn:b", VAULT.toUpperCase()))?.urn, "urn:a");
    assert.equal(run.duplicateOf(declaration("urn:b", undefined, "Vault\nshop\nbackups"))?.urn, "urn:a");
    assert.equal(run.duplicateOf(declaration("urn:a", VAULT)), undefined);
    assert.equal(run.duplicateOf(declaration("urn:b", `${VAULT}2`)), undefined);
  });

  it("releases the id of a resource that is checked again with another one", () => {
    const run = new RunRegister();
    run.declare(declaration("urn:a", VAULT, "one"), undefined);
    run.declare(declaration("urn:a", `${VAULT}2`, "two"), undefined);

    assert.equal(run.duplicateOf(declaration("urn:b", VAULT, "one")), undefined);
    assert.equal(run.declarerOf(VAULT), undefined);
  });

  it("records no id after a diff of an undeclared resource, as in a refresh", () => {
    const run = new RunRegister();

    assert.equal(run.confirm("urn:a", VAULT, "urn:a"), false);
    assert.equal(run.holderOf(VAULT), undefined);
    assert.equal(run.duplicateOf(declaration("urn:b", VAULT)), undefined);
  });

  it("records the id after a diff of a resource that keeps its id, but not of one that changes its id", () => {
    const run = new RunRegister();
    run.declare(declaration("urn:a", VAULT), undefined);
    run.declare(declaration("urn:b", `${VAULT}3`), undefined);
    run.confirm("urn:a", VAULT, "urn:a");
    run.confirm("urn:b", `${VAULT}2`, "urn:b");

    assert.equal(run.holderOf(VAULT), "urn:a");
    assert.equal(run.holderOf(`${VAULT}2`), undefined);
  });

  it("reports whether a run only destroys", () => {
    const run = new RunRegister();
    assert.equal(run.hasChecked(), false);
    run.declare(declaration("urn:a"), undefined);
    assert.equal(run.hasChecked(), true);
  });
});
