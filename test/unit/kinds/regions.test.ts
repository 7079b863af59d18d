/** Regions of declared resources, at preview. */
import assert from "node:assert/strict";
import type { JsonObject } from "../../../provider/core/json.js";
import { armResource } from "../../../provider/kinds/arm-resource/index.js";
import { diskSnapshot } from "../../../provider/kinds/disk-snapshot/index.js";
import type { Kind } from "../../../provider/kinds/kind.js";
import { vault } from "../../../provider/kinds/vault/index.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import { check, reasons } from "../../support/verbs.js";
import { diskInputs, vaultInputs } from "./examples.js";
import { snapshotInputs } from "./snapshot-examples.js";

const ADVICE =
  ": expected a region such as westeurope. If Azure has opened the region since this version of azure-vm-backup, add its name with: pulumi config set azure-vm-backup:regions NAME";

const reasonsFor = (kind: Kind, inputs: JsonObject): string[] => reasons(kind, check(kind, inputs).failures, inputs);

const group: JsonObject = {
  type: "Microsoft.Resources/resourceGroups",
  apiVersion: "2022-09-01",
  parent: "/subscriptions/s",
  name: "g",
};

describe("the region of a declared resource", () => {
  it("is refused if it is unknown, with the one that was most likely meant, for every kind with a location", () => {
    const kindsWithLocation: readonly [Kind, JsonObject][] = [
      [vault, vaultInputs],
      [diskSnapshot, snapshotInputs],
      [armResource, diskInputs],
      [armResource, group],
    ];
    for (const [kind, inputs] of kindsWithLocation) {
      const text = `location: "westeurop" is not an Azure region${ADVICE}. Did you mean "westeurope"?`;
      assert.deepEqual(reasonsFor(kind, { ...inputs, location: "westeurop" }), [text], kind.name);
    }
  });

  it("is refused if it is closed, in another cloud or a geography", () => {
    const first = (location: string) => reasonsFor(vault, { ...vaultInputs, location })[0]?.split(":")[1];

    assert.deepEqual(["usgoviowa", "usnateast", "europe"].map(first), [
      ' "usgoviowa" is a closed region',
      ' "usnateast" is a region of another cloud, or one that never opened',
      ' "europe" is not one region',
    ]);
  });

  it("is refused without the advice to add its name if it is closed", () => {
    for (const location of ["germanycentral", "usgoviowa"]) {
      assert.deepEqual(reasonsFor(vault, { ...vaultInputs, location }), [
        `location: "${location}" is a closed region: expected a region such as westeurope`,
      ]);
    }
  });

  it("is accepted in any spelling, if it is not known yet, and if the configuration adds it", () => {
    for (const location of ["West Europe", "WESTEUROPE", UNKNOWN]) {
      assert.deepEqual(reasonsFor(vault, { ...vaultInputs, location }), [], location);
    }
    assert.deepEqual(check(vault, { ...vaultInputs, location: "marsnorth" }, undefined, ["Mars North"]).failures, []);
  });

  it("stays accepted for a resource that was declared in it before", () => {
    const before = { ...vaultInputs, location: "marsnorth" };

    assert.deepEqual(check(vault, { ...before, tags: { a: "b" } }, before).failures, []);
  });

  it("must offer the redundancy of a vault", () => {
    const redundancy = (location: string, more: JsonObject) => reasonsFor(vault, { ...vaultInputs, ...more, location });

    assert.deepEqual(redundancy("westus", { redundancy: "ZoneRedundant" }), [
      'redundancy: "ZoneRedundant" is not offered: ZoneRedundant needs a region with availability zones, and westus has none: use LocallyRedundant or GeoRedundant.',
    ]);
    assert.deepEqual(redundancy("qatarcentral", { redundancy: "GeoRedundant" }), [
      'redundancy: "GeoRedundant" is not offered: GeoRedundant needs a region with a paired region, and qatarcentral has none: use LocallyRedundant or ZoneRedundant.',
    ]);
    assert.deepEqual(redundancy("qatarcentral", { crossRegionRestore: "Enabled" }), [
      'crossRegionRestore: "Enabled" requires a region with a paired region, and qatarcentral has none: remove it, or use another region',
    ]);
    assert.deepEqual(redundancy("westeurope", { redundancy: "ZoneRedundant" }), []);
  });
});
