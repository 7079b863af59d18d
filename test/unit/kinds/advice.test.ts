/** Warnings about valid inputs: for a declaration that is new or changed. */
import assert from "node:assert/strict";
import type { JsonObject } from "../../../provider/core/json.js";
import { armResource } from "../../../provider/kinds/arm-resource/index.js";
import { backupPolicy } from "../../../provider/kinds/backup-policy/index.js";
import { diskSnapshot } from "../../../provider/kinds/disk-snapshot/index.js";
import type { Kind } from "../../../provider/kinds/kind.js";
import { vault } from "../../../provider/kinds/vault/index.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import { check, reasons } from "../../support/verbs.js";
import { diskInputs, policyInputs, vaultInputs } from "./examples.js";
import { snapshotInputs } from "./snapshot-examples.js";

const adviceOn = (kind: Kind, news: JsonObject, olds?: JsonObject): readonly string[] =>
  check(kind, news, olds && check(kind, olds).inputs).warnings;

const berlin = { ...policyInputs, timeZone: "Europe/Berlin" };

describe("advice about valid inputs", () => {
  it("is shown for a new and for a changed declaration, and not for an unchanged one", () => {
    const daylight = /^Azure Backup ignores daylight saving time/;
    const changed = { ...berlin, instantRestoreDays: 3 };

    assert.match(adviceOn(backupPolicy, berlin)[0] ?? "", daylight);
    assert.match(adviceOn(backupPolicy, changed, berlin)[0] ?? "", daylight);
    assert.deepEqual(adviceOn(backupPolicy, berlin, berlin), []);
  });

  it("is not shown again if an input only has another spelling", () => {
    const upper = { ...berlin, vault: berlin.vault.toUpperCase() };

    assert.deepEqual(adviceOn(backupPolicy, upper, berlin), []);
  });

  it("about the limits of snapshots is shown when triggers change, and not in the next run", () => {
    const [april, may] = ["april", "may"].map((trigger) => ({ ...snapshotInputs, triggers: [trigger] }));

    assert.match(adviceOn(diskSnapshot, may ?? {}, april)[0] ?? "", /^A disk may have 500 incremental snapshots/);
    assert.deepEqual(adviceOn(diskSnapshot, may ?? {}, may), []);
  });

  it("names the region that an unknown one most likely means, for a type that may have other locations", () => {
    const text = 'location: "westeurop" is not a known Azure region. Did you mean "westeurope"?';
    const network = { ...diskInputs, type: "Microsoft.Network/virtualNetworks", properties: {} };

    assert.deepEqual(adviceOn(armResource, { ...network, location: "westeurop" }), [text]);
    for (const location of ["West Europe", "global", "atlantis", UNKNOWN]) {
      assert.deepEqual(adviceOn(armResource, { ...network, location }), [], location);
    }
  });

  it("is shown for a region that may not be open, unless the configuration adds it", () => {
    const declared = { ...vaultInputs, location: "eastus3" };

    assert.deepEqual(adviceOn(vault, declared), [
      "location: The region 'eastus3' is announced: it may not be open yet.",
    ]);
    assert.deepEqual(check(vault, declared, undefined, ["East US 3"]).warnings, []);
  });

  it("is shown for a redundancy that the region may not have", () => {
    const declared = { ...vaultInputs, location: "centraluseuap", redundancy: "ZoneRedundant" };

    assert.match(adviceOn(vault, declared)[0] ?? "", /^redundancy: ZoneRedundant needs .* centraluseuap .* not known/);
  });

  it("names the region that a malformed one most likely means in its failure", () => {
    const declared = { ...vaultInputs, location: "west-europe" };

    assert.deepEqual(reasons(vault, check(vault, declared).failures, declared), [
      'location: "west-europe" is not allowed: expected an Azure region, such as westeurope or West Europe. Did you mean "westeurope"?',
    ]);
  });

  it("suggests nothing in place of a region that is secret in the program", () => {
    const declared = { ...vaultInputs, location: "west-europe", __secrets: ["location"] };

    assert.deepEqual(reasons(vault, check(vault, declared).failures, declared), [
      "location: [not shown] is not allowed: expected an Azure region, such as westeurope or West Europe",
    ]);
  });

  it("suggests a time zone in the failure of an unknown one", () => {
    const declared = { ...policyInputs, timeZone: "w. europe standard time" };

    assert.match(
      reasons(backupPolicy, check(backupPolicy, declared).failures, declared)[0] ?? "",
      /"Europe\/Berlin"\. Did you mean "W\. Europe Standard Time"\?$/,
    );
  });
});
