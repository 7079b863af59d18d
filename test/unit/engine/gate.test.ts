/** The limit of concurrent writes to the items of one vault. */
import assert from "node:assert/strict";
import { BackupError } from "../../../provider/core/errors.js";
import { createGate } from "../../../provider/engine/queue.js";
import { createTurns } from "../../../provider/engine/turns.js";
import { fakeClock } from "./fakes.js";

const VAULT = "/subscriptions/s/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/v";
const item = (vault: string, index: number) =>
  `${vault}/backupFabrics/Azure/protectionContainers/c;web${index}/protectedItems/vm;web${index}`;

/** Work that records its start and ends when the test calls `end`. */
function controlledWork() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => () => {
    begun.push(name);
    return new Promise<void>((end) => ends.set(name, end));
  };
  return { begun, work, end: (name: string) => ends.get(name)?.() };
}

const settled = () => new Promise(setImmediate);

describe("the gate", () => {
  it("runs as much work of one key as its limit allows, then the work that has waited longest", async () => {
    const { begun, work, end } = controlledWork();
    const gate = createGate(2);
    const all = ["a", "b", "c", "d"].map((name) => gate.pass("v", work(name)));

    await settled();
    assert.deepEqual(begun, ["a", "b"]);
    end("b");
    await settled();
    assert.deepEqual(begun, ["a", "b", "c"]);
    end("a");
    await settled();
    end("c");
    end("d");

    await Promise.all(all);
    assert.deepEqual(begun, ["a", "b", "c", "d"]);
  });

  it("counts each key separately", async () => {
    const { begun, work, end } = controlledWork();
    const gate = createGate(1);
    const all = [gate.pass("v", work("a")), gate.pass("w", work("b"))];

    await settled();
    assert.deepEqual(begun, ["a", "b"]);
    end("a");
    end("b");
    await Promise.all(all);
  });

  it("runs the next work after failed work", async () => {
    const gate = createGate(1);
    const failed = gate.pass("v", () => Promise.reject(new BackupError("Refused", "no")));
    const next = gate.pass("v", async () => "done");

    await assert.rejects(failed, { code: "Refused" });
    assert.equal(await next, "done");
    assert.equal(await gate.pass("v", async () => "and again"), "and again");
  });
});

describe("the gate of many vaults", () => {
  it("forgets a vault whose work has ended, including failed work", async () => {
    const { begun, work, end } = controlledWork();
    const gate = createGate(1);
    const all = [gate.pass("v", work("a")), gate.pass("v", work("b")), gate.pass("w", work("c"))];
    const failed = gate.pass("x", () => Promise.reject(new BackupError("Refused", "no")));

    await assert.rejects(failed, { code: "Refused" });
    assert.deepEqual(
      [begun, gate.keys()],
      [
        ["a", "c"],
        ["v", "w"],
      ],
    );
    for (const name of ["a", "c"]) end(name);
    await settled();
    assert.deepEqual([begun, gate.keys()], [["a", "c", "b"], ["v"]]);
    end("b");
    await Promise.all(all);

    assert.deepEqual(gate.keys(), []);
  });

  it("keeps the order of ten thousand waiting calls", async () => {
    const gate = createGate(1);
    const order: number[] = [];
    const all = Array.from({ length: 10_000 }, (_, index) => gate.pass("v", async () => void order.push(index)));

    await Promise.all(all);

    assert.deepEqual(
      order,
      Array.from({ length: 10_000 }, (_, index) => index),
    );
  });
});

describe("the protected items of a vault", () => {
  it("are written twenty at a time in any case of the vault's id, independently of another vault's items", async () => {
    const { begun, work, end } = controlledWork();
    const turns = createTurns(fakeClock());
    const names = Array.from({ length: 22 }, (_, index) => `${index}`);
    const all = names.map((name, index) =>
      turns.at(item(index % 2 === 0 ? VAULT : VAULT.toUpperCase(), index), work(name)),
    );
    const other = turns.at(item(`${VAULT}2`, 0), work("other"));

    await settled();
    assert.deepEqual(begun, [...names.slice(0, 20), "other"]);
    end("7");
    await settled();
    assert.deepEqual(begun.slice(21), ["20"]);

    for (const name of ["other", ...names]) end(name);
    await settled();
    end("21");
    await Promise.all([...all, other]);
  });
});
