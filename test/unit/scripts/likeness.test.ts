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
  folders: { "recordings-2026": 95 },
  operations: {
    leastPercent: 80,
    seenMoreThan: 5,
    exceptions: [{ operation: "GET Microsoft.Compute/disks", leastPercent: 30, reason: "of its recordings" }],
  },
};

/** Interactions of one operation, of which the first `matched` match. */
const interactionsOf = (template: string, all: number, matched: number): Interaction[] =>
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

describe("the fidelity to recordings", () => {
  it("is sufficient if all interactions and each operation reach their minimums", () => {
    assert.deepEqual(shortfalls(interactionsOf(listed, 10, 8), FLOOR), []);
  });

  it("is insufficient if all interactions together are below the minimum", () => {
    assert.deepEqual(shortfalls(interactionsOf(listed, 4, 1), FLOOR), [
      "All interactions: 25.0 % is below the minimum of 50 % in test/fidelity.json.",
    ]);
  });

  it("is insufficient if all interactions of a folder are below the minimum of that folder", () => {
    const interactions = interactionsOf(listed, 100, 94);
    assert.deepEqual(shortfalls(interactions, FLOOR, "recordings-2020"), []);
    assert.deepEqual(shortfalls(interactions, FLOOR, "recordings-2026"), [
      "All interactions: 94.0 % is below the minimum of 95 % in test/fidelity.json.",
    ]);
  });

  it("is insufficient if one operation is below its minimum, even if all interactions together are not", () => {
    const interactions = [
      ...interactionsOf(`${SUBSCRIPTION}/resourceGroups/{rg}/${VAULTS}`, 90, 90),
      ...interactionsOf(listed, 6, 4),
    ];
    assert.deepEqual(shortfalls(interactions, FLOOR), [
      "GET Microsoft.RecoveryServices/vaults: 66.7 % is below the minimum of 80 % in test/fidelity.json.",
    ]);
  });

  it("ignores an operation that was recorded only five times", () => {
    assert.deepEqual(
      shortfalls([...interactionsOf(`${listed}/{vault}`, 90, 90), ...interactionsOf(listed, 5, 0)], FLOOR),
      [],
    );
  });

  it("requires its own minimum for an exception", () => {
    const others = interactionsOf(listed, 90, 90);
    assert.deepEqual(shortfalls([...others, ...interactionsOf(disks, 10, 3)], FLOOR), []);
    assert.deepEqual(shortfalls([...others, ...interactionsOf(disks, 10, 2)], FLOOR), [
      "GET Microsoft.Compute/disks: 20.0 % is below the minimum of 30 % in test/fidelity.json.",
    ]);
  });

  it("is listed by operation, lowest first and without complete matches, with the mean over all", () => {
    const interactions = [
      ...interactionsOf(listed, 4, 3),
      ...interactionsOf(disks, 2, 1),
      ...interactionsOf(SUBSCRIPTION, 1, 1),
    ];
    assert.deepEqual(operationTable(interactions), [
      "   1 of    2   50 %  GET Microsoft.Compute/disks",
      "   3 of    4   75 %  GET Microsoft.RecoveryServices/vaults",
      "mean over 3 operations 75.0 %",
    ]);
  });

  it("is listed by recording, with the differences on request", () => {
    const interactions = interactionsOf(listed, 2, 1);
    const share = "   1 of    2  test_backup_item.Z24";
    assert.deepEqual(recordingTable(interactions, false), [share]);
    assert.deepEqual(recordingTable(interactions, true), [
      "  test_backup_item.Z24#1 GET Microsoft.RecoveryServices/vaults",
      "      status 404, Azure 200",
      share,
    ]);
  });
});
