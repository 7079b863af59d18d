import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Interaction } from "../../../scripts/fidelity/likeness.mts";
import { counted, type RecordedRow, reasonTable, uncountedIn } from "../../../scripts/fidelity/yardstick.mts";

const GROUP = "/subscriptions/0/resourceGroups/cli_test_disk000001/providers/Microsoft.Compute";
const OPERATION = "/subscriptions/0/providers/Microsoft.Compute/locations/westus/DiskOperations/17ab";

const row = (seq: number, parts: Partial<RecordedRow>): RecordedRow => ({
  seq,
  method: "GET",
  path: `${GROUP}/disks/d1`,
  headers: {},
  requestBody: null,
  responseBody: null,
  ...parts,
});

const reasons = (...rows: readonly RecordedRow[]): string[] =>
  uncountedIn("test_disk.Z24", rows).map(({ interaction, reason }) => `${interaction}: ${reason}`);

describe("a recorded interaction counts", () => {
  it("unless it polls an operation whose start is not in the recording", () => {
    const poll = row(1, { path: OPERATION });
    const start = (url: string) => row(0, { method: "PUT", headers: { "azure-asyncoperation": url } });
    assert.deepEqual(reasons(row(0, {}), poll), [
      "test_disk.Z24#1: the start of the operation is not in the recording",
    ]);
    assert.deepEqual(reasons(start(`https://management.azure.com${OPERATION}?api-version=2020-06-30`), poll), []);
    assert.deepEqual(reasons(poll, start(`https://management.azure.com${OPERATION}`)), [
      "test_disk.Z24#1: the start of the operation is not in the recording",
    ]);
  });

  it("if it polls another collection of the operation that an earlier reply names", () => {
    const vault = "/subscriptions/0/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/v";
    const start = row(0, { method: "PUT", headers: { location: `https://a.b${vault}/items/i/operationResults/17AB` } });
    assert.deepEqual(reasons(start, row(1, { path: `${vault}/backupOperations/17ab` })), []);
    assert.deepEqual(reasons(start, row(1, { path: `${vault}/backupOperations/18ab` })).length, 1);
  });

  it("unless its request has a redacted value; one in its reply is left out of the comparison", () => {
    assert.deepEqual(reasons(row(0, { requestBody: { properties: { tenantId: "REDACTED" } } })), [
      "test_disk.Z24#0: a value of the request is redacted",
    ]);
    assert.deepEqual(reasons(row(0, { responseBody: { accessSAS: "REDACTED" } })), []);
  });

  it("unless its reply has in upper case the name that the recorder replaced everywhere else", () => {
    const listed = (group: string) =>
      row(1, { responseBody: { value: [{ id: `/resourceGroups/${group}/disks/d1` }] } });
    assert.deepEqual(reasons(row(0, {}), listed("CLI_TEST_DISKZFP7NWTS7JBXLQSHBPF3B4XLPHIEZ")), [
      "test_disk.Z24#1: a name in the reply is redacted everywhere else",
    ]);
    assert.deepEqual(reasons(row(0, {}), listed("CLI_TEST_DISK000001"), listed("OTHER_ZFP7NWTS7JBXLQSHBPF3B4X")), []);
  });

  it("unless the row is not exact", () => {
    assert.deepEqual(reasons(row(0, { note: "its date was not kept" })), [
      "test_disk.Z24#0: the row is not exact: its date was not kept",
    ]);
  });
});

const interaction = (seq: number, why: string): Interaction => ({
  file: "test_disk.Z24",
  seq,
  method: "GET",
  template: "/subscriptions/{subscriptionId}/providers/Microsoft.Compute/disks",
  match: why === "",
  why,
});

describe("the interactions of a replay", () => {
  it("are those that count", () => {
    const all = [interaction(1, ""), interaction(2, "status 404, Azure 200")];
    assert.deepEqual(counted(all, [{ interaction: "test_disk.Z24#2", reason: "not exact" }]), [interaction(1, "")]);
    assert.deepEqual(counted(all, [{ interaction: "test_disk.Y23#2", reason: "not exact" }]), all);
  });

  it("are those whose difference is not the redacted value", () => {
    const all = [interaction(1, ""), interaction(2, 'values 80 %, id="/g1"≠"/G1X"'), interaction(3, "status 404")];
    const redacted = [1, 2, 3].map((seq) => ({
      interaction: `test_disk.Z24#${seq}`,
      reason: "a name",
      value: /\/G1X/,
    }));
    assert.deepEqual(
      counted(all, redacted).map(({ seq }) => seq),
      [1, 3],
    );
  });

  it("are grouped by the reason of their difference, and one without a reason is printed", () => {
    const differing = ["keys 50 %, missing nextLink", "", "keys 40 %, missing nextLink", "status 404, Azure 200"];
    const known = { operation: "GET Microsoft.Compute/disks", difference: "missing nextLink", reason: "other disks" };
    const other = {
      operation: "GET Microsoft.Compute/disks/{disk}",
      difference: "status",
      reason: "another operation",
    };
    assert.deepEqual(
      reasonTable(
        differing.map((why, seq) => interaction(seq, why)),
        [other, known],
      ),
      ["2  other disks", "  unexplained: test_disk.Z24#3 GET Microsoft.Compute/disks: status 404, Azure 200"],
    );
  });
});
