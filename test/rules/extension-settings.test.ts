/** The rules of the VMSnapshot extension's settings, one at a time. */
import assert from "node:assert/strict";
import fc from "fast-check";
import type { JsonObject } from "../../provider/core/json.js";
import {
  encodeSnapshotObject,
  readSnapshotObject,
  snapshotMetadataFaults,
} from "../../provider/rules/extensions/object.js";
import { snapshotSettingsFaults } from "../../provider/rules/extensions/settings.js";
import { UNKNOWN } from "../../provider/schema/unknown.js";

const SAS = "https://shop.blob.core.windows.net/vhds/os.vhd?sv=2014-02-14&sig=c2lnbmF0dXJl";
const settings = {
  commandToExecute: "snapshot",
  vmType: "microsoft.compute/virtualmachines",
  objectStr: "eyJiYWNrdXBNZXRhZGF0YSI6W119",
};

/** The faults of valid Linux settings with this change, as `property: reason`. */
const linesOf = (change: JsonObject): string[] =>
  snapshotSettingsFaults({ ...settings, ...change }, "Linux").map(({ property, reason }) => `${property}: ${reason}`);
const without = (key: string): JsonObject =>
  Object.fromEntries(Object.entries(settings).filter(([name]) => name !== key));
const base64 = (text: string): string => Buffer.from(text).toString("base64");

describe("objectStr", () => {
  it("is base64 of JSON in ASCII only, since the extension ends without a status on any other byte", () => {
    assert.equal(encodeSnapshotObject({ backupMetadata: [] }), "eyJiYWNrdXBNZXRhZGF0YSI6W119");
    assert.equal(
      Buffer.from(encodeSnapshotObject({ tag: "größe 😀" }), "base64").toString(),
      '{"tag":"gr\\u00f6\\u00dfe \\ud83d\\ude00"}',
    );
  });

  it("is decoded to the object that was encoded, and every byte of it is ASCII", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: "binary" }), fc.string({ unit: "binary" })), (object) => {
        const text = encodeSnapshotObject({ ...object });
        assert.ok(Buffer.from(text, "base64").every((byte) => byte < 0x80));
        assert.deepEqual(readSnapshotObject(text), { object: { ...object } });
      }),
      { numRuns: 100 },
    );
  });

  it("is read without the white space and the quotes that the extension trims", () => {
    assert.deepEqual(readSnapshotObject(base64(`\n'{"a":1}' `)), { object: { a: 1 } });
    assert.deepEqual(readSnapshotObject(base64('\n\n{"uri":"https:\\/\\/a"}\n')), { object: { uri: "https://a" } });
  });

  it("is refused if the extension cannot read it, with a reason that does not quote it", () => {
    const reasonOf = (text: string) => {
      const read = readSnapshotObject(text);
      return "reason" in read ? read.reason : "it was read";
    };

    assert.match(reasonOf("not base64!"), /^is not base64/);
    assert.match(reasonOf(""), /^is not base64/);
    assert.match(reasonOf(base64('{"tag":"größe"}')), /^contains a byte that is not ASCII.*\\uXXXX/);
    assert.match(reasonOf(base64("[1]")), /is not a JSON object/);
    assert.match(reasonOf(base64("{")), /is not a JSON object/);
  });
});

describe("the settings of the snapshot extension are refused", () => {
  it("only if they are known and invalid", () => {
    assert.deepEqual(linesOf({}), []);
    assert.deepEqual(
      linesOf({ commandToExecute: UNKNOWN, vmType: UNKNOWN, objectStr: UNKNOWN, commandStartTimeUTCTicks: UNKNOWN }),
      [],
    );
    assert.deepEqual(linesOf({ customSettings: UNKNOWN, logsBlobUri: UNKNOWN, statusBlobUri: UNKNOWN }), []);
  });

  it("without a command, or with a command for which the extension ends with code 11", () => {
    const expected =
      'expected "snapshot", which takes a snapshot, or "install", which only installs; for other commands the extension ends with code 11';
    assert.deepEqual(snapshotSettingsFaults(without("commandToExecute"), "Linux"), [
      { property: "commandToExecute", reason: `is missing: ${expected}` },
    ]);
    assert.deepEqual(linesOf({ commandToExecute: "backup" }), [
      `commandToExecute: is not a command of the extension: ${expected}`,
    ]);
    assert.deepEqual(linesOf({ commandToExecute: "TakeSnapshotNow" }), []);
  });

  it("without a vmType, since the extension would write no status", () => {
    assert.deepEqual(snapshotSettingsFaults(without("vmType"), "Windows"), [
      {
        property: "vmType",
        reason:
          'is missing: without it the extension takes snapshots but never writes its status; expected "microsoft.compute/virtualmachines"',
      },
    ]);
    assert.deepEqual(linesOf({ vmType: "Microsoft.Compute/virtualMachines" }), []);
    assert.match(linesOf({ vmType: "vm" })[0] ?? "", /^vmType: is not a type of VM/);
  });

  it("with a commandStartTimeUTCTicks that is a number, is in E-notation, or has too few digits", () => {
    const reason = /^commandStartTimeUTCTicks: is not allowed: expected 17 to 19 digits in a string.*loses digits/;
    assert.match(linesOf({ commandStartTimeUTCTicks: 638_512_299_280_000_000 })[0] ?? "", reason);
    assert.match(linesOf({ commandStartTimeUTCTicks: "6.36458E+17" })[0] ?? "", reason);
    assert.match(linesOf({ commandStartTimeUTCTicks: "1700000000" })[0] ?? "", reason);
    assert.deepEqual(linesOf({ commandStartTimeUTCTicks: "638512299280000000" }), []);
  });

  it("without objectStr on Linux, where the extension then ends without a status", () => {
    const faults = snapshotSettingsFaults(without("objectStr"), "Linux");

    assert.deepEqual(
      faults.map(({ property }) => property),
      ["objectStr"],
    );
    assert.match(faults[0]?.reason ?? "", /^is missing: .*ends without a status and takes no snapshot/);
    assert.deepEqual(snapshotSettingsFaults(without("objectStr"), "Windows"), []);
    assert.deepEqual(snapshotSettingsFaults(without("objectStr"), undefined), []);
  });

  it("with an objectStr that cannot be read", () => {
    assert.match(linesOf({ objectStr: "{}" })[0] ?? "", /^objectStr: is not base64/);
  });

  it("with custom settings that are not an object, or have an unknown source of snapshots", () => {
    assert.deepEqual(linesOf({ customSettings: "[]" }), ["customSettings: is not a JSON object in a string"]);
    assert.deepEqual(linesOf({ customSettings: '{"takeSnapshotFrom":"onlyHost"}' }), []);
    assert.match(
      linesOf({ customSettings: '{"takeSnapshotFrom":"host"}' })[0] ?? "",
      /^customSettings.takeSnapshotFrom: .*would use firstHostThenGuest: expected one of onlyGuest, onlyHost/,
    );
  });

  it("with a blob URI without TLS or without a signature", () => {
    assert.match(
      linesOf({ statusBlobUri: "http://a/b/c?sig=x" })[0] ?? "",
      /^statusBlobUri: does not begin with https/,
    );
    assert.deepEqual(linesOf({ logsBlobUri: SAS }), []);
  });
});

describe("the metadata of a snapshot is refused", () => {
  const pathsOf = (object: JsonObject) => snapshotMetadataFaults(object).map(({ property }) => property);
  const withDisks = (includedDisks: JsonObject) => snapshotMetadataFaults({ backupMetadata: [], includedDisks });

  it("if the array is missing, or contains an entry that is not a key-value pair", () => {
    assert.deepEqual(pathsOf({}), ["objectStr.backupMetadata"]);
    assert.deepEqual(pathsOf({ backupMetadata: null }), ["objectStr.backupMetadata"]);
    assert.deepEqual(pathsOf({ backupMetadata: [{ Key: "a", Value: "b" }, { Key: "c" }, "d"] }), [
      "objectStr.backupMetadata[1]",
      "objectStr.backupMetadata[2]",
    ]);
  });

  it("if a key is invalid for blob metadata, or a value for a header", () => {
    const faultOf = (Key: string, Value: string) =>
      snapshotMetadataFaults({ backupMetadata: [{ Key, Value }] })[0]?.reason;

    assert.match(faultOf("backup-tag", "x") ?? "", /expected letters, digits and underscores, no digit first$/);
    assert.match(faultOf("1st", "x") ?? "", /no digit first$/);
    assert.match(faultOf("tag", "größe") ?? "", /expected printable ASCII$/);
    assert.equal(faultOf("vmbackuptag", "daily 1"), undefined);
  });

  it("if LUNs are out of range, repeated, or not an array", () => {
    for (const dataDiskLunList of [[-1], [64], [1.5], ["0"], [0, 0], "0"]) {
      const [fault] = withDisks({ dataDiskLunList });
      assert.equal(fault?.property, "objectStr.includedDisks.dataDiskLunList", JSON.stringify(dataDiskLunList));
      assert.match(
        fault?.reason ?? "",
        /integers from 0 to 63, each once; the OS disk has no LUN: use isOSDiskIncluded$/,
      );
    }
    assert.deepEqual(withDisks({ dataDiskLunList: [0, 63] }), []);
  });

  it("if the snapshot would include no disk", () => {
    assert.match(
      withDisks({ isAnyDiskExcluded: true, dataDiskLunList: [] })[0]?.reason ?? "",
      /^is empty while isAnyDiskExcluded is true .*list LUNs or set isOSDiskIncluded$/,
    );
    assert.deepEqual(withDisks({ isAnyDiskExcluded: true, isOSDiskIncluded: true }), []);
    assert.deepEqual(withDisks({ isAnyDiskExcluded: true, dataDiskLunList: [2] }), []);
  });
});
