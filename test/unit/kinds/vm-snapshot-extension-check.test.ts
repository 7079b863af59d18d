/** The check and the diff of a VMSnapshot extension. */
import assert from "node:assert/strict";
import type { JsonObject } from "../../../provider/core/json.js";
import { vmSnapshotExtension } from "../../../provider/kinds/vm-snapshot-extension/index.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import { check, diff, reasons } from "../../support/verbs.js";
import { VM } from "./examples.js";
import { EXTENSION, extensionDeclarations, extensionInputs, SAS } from "./extension-examples.js";

const windows = { ...extensionInputs, osType: "Windows", name: "VMSnapshot" } as const;
const good = { commandToExecute: "snapshot", backup: { metadata: { vmbackuptag: "daily" } } };
const secret = { blobSasUris: [], statusBlobUri: SAS };

const linesOf = (change: JsonObject, known?: JsonObject): string[] => {
  const inputs = { ...extensionInputs, ...change, ...(known === undefined ? {} : { __known: { vm: known } }) };
  return reasons(vmSnapshotExtension, check(vmSnapshotExtension, inputs).failures, inputs);
};

describe("a declared snapshot extension", () => {
  it("has an id as soon as the VM and either osType or name are known", () => {
    assert.equal(vmSnapshotExtension.armId({ vm: VM, osType: "Linux" }), EXTENSION);
    assert.equal(vmSnapshotExtension.armId({ vm: VM, osType: "Windows" }), `${VM}/extensions/VMSnapshot`);
    assert.equal(vmSnapshotExtension.armId({ vm: VM, osType: "Windows", name: "mine" }), `${VM}/extensions/mine`);
    assert.equal(vmSnapshotExtension.armId({ vm: VM }), undefined);
    assert.equal(vmSnapshotExtension.armId({ ...windows, name: UNKNOWN }), undefined);
    assert.equal(vmSnapshotExtension.armId({ osType: "Linux" }), undefined);
  });

  it("requires osType if only the id of the VM is declared", () => {
    const { osType: _, ...rest } = extensionInputs;

    assert.deepEqual(reasons(vmSnapshotExtension, check(vmSnapshotExtension, rest).failures, rest), [
      'osType: is missing: expected "Windows" or "Linux", as storageProfile.osDisk.osType of the VM; optional if `vm` is the VM resource instead of its id',
    ]);
  });

  it("is refused if its osType or location differs from the VM's", () => {
    const vm = { location: "northeurope", storageProfile: { osDisk: { osType: "Windows" } } };

    assert.deepEqual(linesOf({ location: "West Europe" }, vm), [
      "osType: Linux is not the OS type of the VM: expected Windows, or omit it",
      "location: West Europe is not the region of the VM: expected northeurope, or omit it",
    ]);
    assert.deepEqual(linesOf({ location: "North Europe" }, { location: "northeurope" }), []);
    assert.deepEqual(linesOf({ location: "westeurope" }, { location: UNKNOWN, storageProfile: UNKNOWN }), []);
  });

  it("is refused with commandStartTimeUTCTicks as a number or in E-notation, and the message has the reason", () => {
    const reason =
      'settings.commandStartTimeUTCTicks: 638512299280000000 is not allowed: expected 17 to 19 digits in a string, such as "638512299280000000": a number or E-notation loses digits, and the extension then does not notice that its command is late';
    const ticksOf = (commandStartTimeUTCTicks: string | number) =>
      linesOf({ settings: { ...good, commandStartTimeUTCTicks }, protectedSettings: secret });

    assert.deepEqual(ticksOf(638_512_299_280_000_000), [reason]);
    assert.deepEqual(ticksOf("6.36458E+17"), [reason.replace("638512299280000000 is", '"6.36458E+17" is')]);
    assert.deepEqual(ticksOf("638512299280000000"), []);
  });

  it("requires settings.backup and protectedSettings on Linux, but not on Windows", () => {
    const settings = { commandToExecute: "snapshot" };

    const [object, protectedOnes, ...more] = linesOf({ settings });
    assert.match(object ?? "", /^settings\.backup: is missing: .*for Linux ends without a status/);
    assert.match(protectedOnes ?? "", /^protectedSettings: is missing: .*for Linux ends without a status/);
    assert.deepEqual(more, []);
    assert.deepEqual(linesOf({ ...windows, settings }), []);
  });

  it("is refused with rawSettings only, without commandToExecute and vmType", () => {
    assert.deepEqual(
      linesOf({ ...windows, rawSettings: { region: "x" } }).map((line) => line.split(":")[0]),
      ["settings.commandToExecute", "settings.vmType"],
    );
  });

  it("is refused for mistakes inside settings.backup with their declared paths", () => {
    const backup = { metadata: { "1st": "x" }, includedDisks: { isAnyDiskExcluded: true } };

    assert.deepEqual(
      linesOf({ settings: { ...good, backup }, protectedSettings: secret }).map((line) => line.split(":")[0]),
      ["settings.backup.metadata[0]", "settings.backup.includedDisks.dataDiskLunList"],
    );
  });

  it("is refused if a setting is declared twice", () => {
    const objectStr = "eyJiYWNrdXBNZXRhZGF0YSI6W119";

    assert.deepEqual(
      linesOf({
        settings: { ...good, objectStr },
        rawSettings: { taskId: "x" },
        protectedSettings: { ...secret, objectStr },
        rawProtectedSettings: { logsBlobUri: "hidden-uri" },
      }),
      [
        "settings.objectStr: is set in addition to settings.backup, which is sent as objectStr: remove one of them",
        "protectedSettings.objectStr: is set in addition to protectedSettings.blobSasUris, which is sent as objectStr: remove one of them",
        "rawSettings.taskId: belongs in settings.taskId, where it is checked: move it there",
        "rawProtectedSettings.logsBlobUri: belongs in protectedSettings.logsBlobUri, where it is checked: move it there",
      ],
    );
  });

  it("is refused with adopt: ifIdentical and protected settings, because Azure never returns them", () => {
    const [line = ""] = linesOf({ settings: good, protectedSettings: secret, adopt: "ifIdentical" });

    assert.match(line, /^adopt: "ifIdentical" is not possible with protected settings: Azure never returns them/);
    assert.deepEqual(linesOf({ adopt: "ifIdentical" }), []);
  });

  it("is refused without showing protected settings in the messages", () => {
    const protectedSettings = {
      blobSasUris: ["http://hidden-host/vhds/os.vhd?sig=hidden-signature", 7],
      logsBlobUri: "hidden-log",
      statusBlobUri: "",
      unheardOf: "hidden-other",
    };
    const [settingsUri, protectedUri] = [
      linesOf({ settings: { ...good, statusBlobUri: "hidden-status" }, protectedSettings: secret }),
      linesOf({
        settings: good,
        protectedSettings: { ...secret, blobSasUris: ["hidden-blob"], logsBlobUri: "hidden-log" },
      }),
    ];

    const lines = [...linesOf({ settings: good, protectedSettings }), ...settingsUri, ...protectedUri];
    assert.equal(lines.length, 6);
    assert.deepEqual(
      protectedUri.map((line) => line.split(":")[0]),
      ["protectedSettings.blobSasUris[0]", "protectedSettings.logsBlobUri"],
    );
    assert.doesNotMatch(lines.join("\n"), /hidden/);
  });

  it("causes warnings about readable access signatures and about a missing statusBlobUri", () => {
    const warningsOf = (change: JsonObject) => check(vmSnapshotExtension, { ...extensionInputs, ...change }).warnings;

    assert.deepEqual(warningsOf({}), []);
    assert.deepEqual(warningsOf({ settings: good, protectedSettings: secret }), []);
    assert.match(
      warningsOf({ settings: good, protectedSettings: { blobSasUris: [] } })[0] ?? "",
      /^protectedSettings\.statusBlobUri is missing: the result of the snapshot is reported only inside the VM/,
    );
    const [open = ""] = warningsOf({ settings: { ...good, statusBlobUri: SAS }, protectedSettings: secret });
    assert.match(open, /^settings\.statusBlobUri contains an access signature, which everybody with read access/);
    assert.doesNotMatch(open, /c2lnbmF0dXJl/);
  });

  it("is replaced if its VM, name, osType or location changes, and by no other change", () => {
    const olds = { ...extensionInputs, location: "westeurope" };
    const replacesOf = (change: JsonObject) => diff(vmSnapshotExtension, olds, { ...olds, ...change }).replaces;

    assert.deepEqual(replacesOf({ vm: VM.replace("web", "other") }), ["vm"]);
    assert.deepEqual(replacesOf({ name: "mine" }), ["name"]);
    assert.deepEqual(replacesOf({ osType: "Windows" }), ["osType"]);
    assert.deepEqual(replacesOf({ location: "northeurope" }), ["location"]);
    assert.deepEqual(replacesOf({ name: "vmsnapshotlinux", location: "West Europe" }), []);
    const { vm: _, osType: _type, name: _name, location: _place, ...rest } = extensionDeclarations[1] ?? {};
    assert.deepEqual(replacesOf(rest), []);
  });
});
