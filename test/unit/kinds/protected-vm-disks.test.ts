/** Which disks of a VM are backed up: to Azure, back, and no longer. */
import assert from "node:assert/strict";
import type { JsonObject } from "../../../provider/core/json.js";
import { fromArm, toArm } from "../../../provider/kinds/protected-vm/arm.js";
import { drive, rememberingEngine, stubEngine } from "../../../provider/testing/index.js";
import { ITEM, itemInputs } from "./examples.js";

type Disks = Exclude<Parameters<typeof toArm>[0]["disks"], undefined>;

const chosen = (diskLunList: readonly number[], isInclusionList: boolean): JsonObject => ({
  diskExclusionProperties: { diskLunList, isInclusionList },
});

/** Each row: a choice, and what it is in Azure. */
const CHOICES: readonly (readonly [title: string, disks: Disks, wire: JsonObject])[] = [
  ["the system's disk alone", { osDiskOnly: true }, chosen([], true)],
  ["the disks that are listed", { include: [0, 2] }, chosen([0, 2], true)],
  ["a list of none", { include: [] }, chosen([], true)],
  ["all but those that are listed", { exclude: [1] }, chosen([1], false)],
  ["all but none", { exclude: [] }, chosen([], false)],
  ["a list beside a choice that is none", { osDiskOnly: false, include: [3] }, chosen([3], true)],
];

const read = (extendedProperties: JsonObject, disks?: Disks) =>
  fromArm({ id: ITEM, properties: { extendedProperties } }, disks === undefined ? {} : { disks })["disks"];

describe("a choice of disks", () => {
  for (const [title, disks, wire] of CHOICES) {
    it(`of ${title} goes to Azure`, () => {
      assert.deepEqual(toArm({ ...itemInputs, disks })["extendedProperties"], wire);
    });

    it(`of ${title} comes back as it was declared`, () => {
      assert.deepEqual(read(wire, disks), disks);
    });
  }

  it("is not sent where none was ever made", () => {
    assert.equal("extendedProperties" in toArm(itemInputs, itemInputs), false);
  });

  it("is taken back where it is made no longer, since Azure keeps it until another is sent", () => {
    assert.deepEqual(
      toArm(itemInputs, { ...itemInputs, disks: { include: [0] } })["extendedProperties"],
      chosen([], false),
    );
  });

  it("is told in any words where the program has none, and is none where all are backed up", () => {
    assert.deepEqual(read(chosen([], true)), { osDiskOnly: true });
    assert.deepEqual(read(chosen([2], true)), { include: [2] });
    assert.deepEqual(read(chosen([2], false)), { exclude: [2] });
    assert.equal(read(chosen([], false)), undefined);
    assert.equal(read({}), undefined);
  });

  it("that somebody else made is a difference", () => {
    assert.deepEqual(read(chosen([5], false), { include: [0] }), { exclude: [5] });
    assert.deepEqual(read(chosen([], true), { exclude: [1] }), { osDiskOnly: true });
  });

  it("is the same in any order, and is taken back by an up", async () => {
    const { engine, writes } = stubEngine(rememberingEngine());
    const driven = drive("ProtectedVm", engine);
    await driven.up({ ...itemInputs, disks: { include: [0, 2] } });

    assert.equal(driven.preview({ ...itemInputs, disks: { include: [2, 0] } }).step, "same");
    await driven.up(itemInputs);

    const body = writes.at(-1)?.args[1] as JsonObject;
    assert.deepEqual(body["extendedProperties"], chosen([], false));
    assert.equal(await driven.refresh(), false);
  });
});
