/** The rules of the VMSnapshot extension's protected settings, and of the extensions of one VM. */
import assert from "node:assert/strict";
import type { JsonObject } from "../../provider/core/json.js";
import { conflictOf, provisionAfterFaults } from "../../provider/rules/extensions/handlers.js";
import { encodeSnapshotObject } from "../../provider/rules/extensions/object.js";
import { blobSasFault, snapshotSecretsFaults, withoutSignatures } from "../../provider/rules/extensions/settings.js";
import { UNKNOWN } from "../../provider/schema/unknown.js";

const SAS = "https://shop.blob.core.windows.net/vhds/os.vhd?sv=2014-02-14&sig=c2lnbmF0dXJl";

describe("the protected settings of the snapshot extension are refused", () => {
  const faultsOf = (settings: JsonObject | undefined, osType: "Windows" | "Linux" = "Linux") =>
    snapshotSecretsFaults(settings, osType);

  it("if they are missing on Linux, but not on Windows", () => {
    assert.equal(faultsOf(undefined)[0]?.property, "");
    assert.match(faultsOf(undefined)[0]?.reason ?? "", /^is missing: .*ends without a status/);
    assert.deepEqual(faultsOf(undefined, "Windows"), []);
    assert.deepEqual(faultsOf({}), []);
  });

  it("if objectStr has no array of signed URIs, without quoting a URI", () => {
    const uris = [SAS, "http://shop.blob.core.windows.net/vhds/data.vhd?sig=hidden"];

    assert.deepEqual(faultsOf({ objectStr: encodeSnapshotObject({ blobSASUri: [SAS] }) }), []);
    assert.equal(faultsOf({ objectStr: encodeSnapshotObject({}) })[0]?.property, "objectStr.blobSASUri");
    const faults = faultsOf({ objectStr: encodeSnapshotObject({ blobSASUri: uris }) });
    assert.deepEqual(
      faults.map(({ property }) => property),
      ["objectStr.blobSASUri[1]"],
    );
    assert.doesNotMatch(JSON.stringify(faults), /hidden|data\.vhd/);
  });

  it("if the URI of the log blob or the status blob is not signed", () => {
    const faults = faultsOf({ logsBlobUri: SAS.replace("&sig=", "&nosig="), statusBlobUri: "" });

    assert.deepEqual(
      faults.map(({ property }) => property),
      ["logsBlobUri", "statusBlobUri"],
    );
    assert.match(faults[0]?.reason ?? "", /^has no signature \(sig\)/);
    assert.match(faults[1]?.reason ?? "", /^is empty: omit it/);
    assert.doesNotMatch(JSON.stringify(faults), /c2lnbmF0dXJl/);
  });

  it("only once their values are known", () => {
    assert.deepEqual(faultsOf({ objectStr: UNKNOWN, logsBlobUri: UNKNOWN, statusBlobUri: UNKNOWN }), []);
  });
});

describe("the SAS URI of a blob", () => {
  it("is refused with a reason if it is invalid", () => {
    assert.equal(blobSasFault(SAS), undefined);
    assert.match(blobSasFault("blob") ?? "", /^is not a URI/);
    assert.match(blobSasFault(SAS.replace("https", "http")) ?? "", /^does not begin with https: .*is exposed/);
    assert.match(blobSasFault(SAS.replace(".net/", ".net:8443/")) ?? "", /^has the port 8443, .*always uses port 443/);
    assert.match(
      blobSasFault("https://shop.blob.core.windows.net/vhds?sig=x") ?? "",
      /^is not the URI of a blob in a container/,
    );
  });

  it("is printed without its signature", () => {
    assert.equal(
      withoutSignatures(`failed: GET ${SAS}&se=1 then "x"`),
      `failed: GET ${SAS.replace("c2lnbmF0dXJl", "…")}&se=1 then "x"`,
    );
  });
});

describe("the extensions of one VM", () => {
  const extension = (name: string, type: string): JsonObject => ({
    name,
    properties: { publisher: "Microsoft.Azure.RecoveryServices", type },
  });
  const place = { publisher: "Microsoft.Azure.RecoveryServices", type: "VMSnapshot", name: "mine" };

  it("cannot include two extensions of one handler, whatever their names and case", () => {
    const others = [extension("other", "VMSnapshotLinux"), extension("BackupSnap", "vmsnapshot")];

    assert.equal(
      conflictOf(others, place),
      'a VM can have only one extension of Microsoft.Azure.RecoveryServices.VMSnapshot, and it already has "BackupSnap". Declare that one with name: "BackupSnap" and adopt: "always", or delete it first.',
    );
    assert.equal(conflictOf([extension("MINE", "VMSnapshot")], place), undefined);
  });

  it("have unique names", () => {
    assert.equal(
      conflictOf([extension("Mine", "CustomScript")], place),
      "the existing extension of that name is Microsoft.Azure.RecoveryServices.CustomScript, not Microsoft.Azure.RecoveryServices.VMSnapshot. Use another name.",
    );
  });

  it("can be provisioned after other extensions by name, each listed once, but not after themselves", () => {
    const reasonsOf = (...names: string[]) =>
      provisionAfterFaults(names, "mine").map(({ property, reason }) => `${property}: ${reason}`);

    assert.deepEqual(reasonsOf("agent", UNKNOWN, "monitor"), []);
    assert.match(
      reasonsOf("agent", "/subscriptions/s")[0] ?? "",
      /^provisionAfterExtensions\[1\]: is not a name of an extension/,
    );
    assert.match(reasonsOf("Mine")[0] ?? "", /^provisionAfterExtensions\[0\]: is the extension itself/);
    assert.match(reasonsOf("agent", "AGENT")[0] ?? "", /^provisionAfterExtensions\[1\]: is in the list twice/);
  });
});
