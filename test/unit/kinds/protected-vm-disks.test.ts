/** The selection of the disks to back up: sent to Azure, read back, and removed. */
import assert from "node:assert/strict";
import type { JsonObject } from "../../../provider/core/json.js";
import { fromArm, toArm } from "../../../provider/kinds/protected-vm/arm.js";
import { drive, rememberingEngine, stubEngine } from "../../../provider/testing/index.js";
import { ITEM, itemInputs } from "./examples.js";

type Disks = Exclude<Parameters<typeof toArm>[0]["disks"], undefined>;

const armSelection = (diskLunList: readonly number[], isInclusionList: boolean): JsonObject => ({
  diskExclusionProperties: { diskLunList, isInclusionList },
});

/** Each row: a selection, and its form in ARM. */
const SELECTIONS: readonly (readonly [title: string, disks: Disks, wire: JsonObject])[] = [
  ["only the OS disk", { osDiskOnly: true }, armSelection([], true)],
  ["an include list", { include: [0, 2] }, armSelection([0, 2], true)],
  ["an empty include list", { include: [] }, armSelection([], true)],
  ["an exclude list", { exclude: [1] }, armSelection([1], false)],
  ["an empty exclude list", { exclude: [] }, armSelection([], false)],
  ["an include list next to osDiskOnly: false", { osDiskOnly: false, include: [3] }, armSelection([3], true)],
];

const read = (extendedProperties: JsonObject, disks?: Disks) =>
  fromArm({ id: ITEM, properties: { extendedProperties } }, disks === undefined ? {} : { disks })["disks"];

describe("a selection of disks", () => {
  for (const [title, disks, wire] of SELECTIONS) {
    it(`with ${title} is sent to Azure`, () => {
      assert.deepEqual(toArm({ ...itemInputs, disks })["extendedProperties"], wire);
    });

    it(`with ${title} is read back as declared`, () => {
      assert.deepEqual(read(wire, disks), disks);
    });
  }

  it("is not sent if none was ever declared", () => {
    assert.equal("extendedProperties" in toArm(itemInputs, itemInputs), false);
  });

  it("is reset if it is no longer declared, because Azure keeps it until another one is sent", () => {
    assert.deepEqual(
      toArm(itemInputs, { ...itemInputs, disks: { include: [0] } })["extendedProperties"],
      armSelection([], false),
    );
  });

  it("is read from Azure if none was declared, and is undefined if all disks are backed up", () => {
    assert.deepEqual(read(armSelection([], true)), { osDiskOnly: true });
    assert.deepEqual(read(armSelection([2], true)), { include: [2] });
    assert.deepEqual(read(armSelection([2], false)), { exclude: [2] });
    assert.equal(read(armSelection([], false)), undefined);
    assert.equal(read({}), undefined);
  });

  it("that differs in Azure is drift", () => {
    assert.deepEqual(read(armSelection([5], false), { include: [0] }), { exclude: [5] });
    assert.deepEqual(read(armSelection([], true), { exclude: [1] }), { osDiskOnly: true });
  });

  it("is equal in any order, and is reset by an up that no longer declares it", async () => {
    const { engine, writes } = stubEngine(rememberingEngine());
    const driven = drive("ProtectedVm", engine);
    await driven.up({ ...itemInputs, disks: { include: [0, 2] } });

    assert.equal(driven.preview({ ...itemInputs, disks: { include: [2, 0] } }).step, "same");
    await driven.up(itemInputs);

    const body = writes.at(-1)?.args[1] as JsonObject;
    assert.deepEqual(body["extendedProperties"], armSelection([], false));
    assert.equal(await driven.refresh(), false);
  });
});
