import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  type Floor,
  type Interaction,
  operationTable,
  recordingTable,
  shortfalls,
} from "../../../scripts/fidelity/likeness.mts";

const SUBSCRIPTION = "/subscriptions/{subscriptionId}";
const VAULTS = "providers/Microsoft.RecoveryServices/vaults";
const FLOOR: Floor = {
  tests: [],
  matchedPercent: 50,
  operations: {
    leastPercent: 80,
    seenMoreThan: 5,
    exceptions: [{ operation: "GET Microsoft.Compute/disks", leastPercent: 30, reason: "of its recordings" }],
  },
};

/** Interactions of one operation, the first of which match. */
const seen = (template: string, all: number, matched: number): Interaction[] =>
  Array.from({ length: all }, (_, seq) => ({
    file: "test_backup_item.Z24",
    seq,
    method: "GET",
    template,
    match: seq < matched,
    why: seq < matched ? "" : "status 404, Azure 200",
  }));

const listed = `${SUBSCRIPTION}/${VAULTS}`;
const disks = `${SUBSCRIPTION}/providers/Microsoft.Compute/disks`;

describe("the likeness to recordings", () => {
  it("is enough where all interactions and each operation reach what is kept", () => {
    assert.deepEqual(shortfalls(seen(listed, 10, 8), FLOOR), []);
  });

  it("falls short with all interactions", () => {
    assert.deepEqual(shortfalls(seen(listed, 4, 1), FLOOR), [
      "All interactions: 25.0 % is below the minimum of 50 % in test/fidelity.json.",
    ]);
  });

  it("falls short with one operation, though all interactions are enough", () => {
    const interactions = [...seen(`${SUBSCRIPTION}/resourceGroups/{rg}/${VAULTS}`, 90, 90), ...seen(listed, 6, 4)];
    assert.deepEqual(shortfalls(interactions, FLOOR), [
      "GET Microsoft.RecoveryServices/vaults: 66.7 % is below the minimum of 80 % in test/fidelity.json.",
    ]);
  });

  it("leaves out an operation that was seen five times", () => {
    assert.deepEqual(shortfalls([...seen(`${listed}/{vault}`, 90, 90), ...seen(listed, 5, 0)], FLOOR), []);
  });

  it("holds an exception to its own figure", () => {
    const others = seen(listed, 90, 90);
    assert.deepEqual(shortfalls([...others, ...seen(disks, 10, 3)], FLOOR), []);
    assert.deepEqual(shortfalls([...others, ...seen(disks, 10, 2)], FLOOR), [
      "GET Microsoft.Compute/disks: 20.0 % is below the minimum of 30 % in test/fidelity.json.",
    ]);
  });

  it("is shown by operation, the lowest first and without those that match whole, with the mean over all", () => {
    const interactions = [...seen(listed, 4, 3), ...seen(disks, 2, 1), ...seen(SUBSCRIPTION, 1, 1)];
    assert.deepEqual(operationTable(interactions), [
      "   1 of    2   50 %  GET Microsoft.Compute/disks",
      "   3 of    4   75 %  GET Microsoft.RecoveryServices/vaults",
      "mean over 3 operations 75.0 %",
    ]);
  });

  it("is shown by recording, with what differs where that is asked for", () => {
    const interactions = seen(listed, 2, 1);
    const share = "   1 of    2  test_backup_item.Z24";
    assert.deepEqual(recordingTable(interactions, false), [share]);
    assert.deepEqual(recordingTable(interactions, true), [
      "  test_backup_item.Z24#1 GET Microsoft.RecoveryServices/vaults",
      "      status 404, Azure 200",
      share,
    ]);
  });
});
