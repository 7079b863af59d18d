import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { openHome } from "../../../provider/core/home.js";
import { ownershipIn } from "../../../provider/ownership/index.js";
import { VAULT } from "../kinds/examples.js";
import { temporaryFolder } from "../temporary-folder.js";

const LIMIT_MS = 5_000;

describe("the ownership records of a home", () => {
  const folder = temporaryFolder();
  const home = () => join(folder(), "home");
  const open = () => ownershipIn(home(), openHome);
  const fileOf = (kind: "owners" | "locks", ending: string) =>
    join(home(), kind, `${createHash("sha256").update(VAULT.toLowerCase()).digest("hex")}.${ending}`);

  it("are in files that no other user can read, and contain neither inputs nor hashes of inputs", () => {
    const ownership = open();
    ownership.begin(VAULT, { urn: "urn:a", token: "random" });
    ownership.own(VAULT, { urn: "urn:a", adopted: false });

    const contents = {
      owners: { id: VAULT, owner: { urn: "urn:a", adopted: false } },
      intents: { id: VAULT, intent: { urn: "urn:a", token: "random" } },
    };
    for (const [folder, content] of Object.entries(contents)) {
      const [file = ""] = readdirSync(join(home(), folder));
      const path = join(home(), folder, file);
      assert.equal(statSync(path).mode & 0o777, 0o600);
      assert.equal(statSync(join(home(), folder)).mode & 0o777, 0o700);
      assert.deepEqual(JSON.parse(readFileSync(path, "utf8")), content);
    }
  });

  it("are found by another process and in another case of the id", () => {
    open().own(VAULT, { urn: "urn:a", adopted: true });

    assert.deepEqual(open().record(VAULT.toUpperCase()).owner, { urn: "urn:a", adopted: true });
  });

  it("end an intent only by its own token, and get an owner only if none is known", () => {
    const ownership = open();
    ownership.begin(VAULT, { urn: "urn:a", token: "second" });

    ownership.observe(VAULT, { token: "first" });
    assert.notEqual(ownership.record(VAULT).intent, undefined);
    ownership.observe(VAULT, { token: "second", owner: { urn: "urn:a", adopted: false } });
    ownership.observe(VAULT, { owner: { urn: "urn:b", adopted: true } });

    assert.equal(ownership.record(VAULT).intent, undefined);
    assert.deepEqual(ownership.record(VAULT).owner, { urn: "urn:a", adopted: false });
  });

  it("have no file for an id without an owner or an intent", () => {
    const ownership = open();
    ownership.own(VAULT, { urn: "urn:a", adopted: false });
    ownership.recordDeletion(VAULT, undefined);

    assert.deepEqual(readdirSync(join(home(), "owners")), []);
  });

  it("are reported with what to do if one is damaged", () => {
    open().own(VAULT, { urn: "urn:a", adopted: false });
    writeFileSync(fileOf("owners", "json"), "{");

    assert.throws(() => open().record(VAULT), { code: "HomeUnusable", message: /is damaged, delete the file/ });
  });

  it("serialize changes of one id, even in one process", async () => {
    const [one, other] = [open(), open()];
    const order: string[] = [];
    let end: () => void = () => undefined;
    const first = one.lock(VAULT, LIMIT_MS, async () => {
      order.push("first begins");
      await new Promise<void>((resolve) => {
        end = resolve;
      });
      order.push("first ends");
    });
    const second = other.lock(VAULT.toUpperCase(), LIMIT_MS, async () => void order.push("second"));
    setImmediate(() => end());

    await Promise.all([first, second]);

    assert.deepEqual(order, ["first begins", "first ends", "second"]);
    assert.deepEqual(readdirSync(join(home(), "locks")), []);
  });

  it("do not release a lock that another process has meanwhile taken over as stale", async () => {
    const others = JSON.stringify({ pid: process.pid, host: hostname(), token: "other" });
    await open().lock(VAULT, LIMIT_MS, async () => writeFileSync(fileOf("locks", "lock"), others));

    assert.equal(readFileSync(fileOf("locks", "lock"), "utf8"), others);
  });

  it("release the lock of an id whose change failed", async () => {
    await assert.rejects(
      open().lock(VAULT, LIMIT_MS, () => Promise.reject(new Error("refused"))),
      { message: "refused" },
    );
    assert.equal(existsSync(fileOf("locks", "lock")), false);
  });

  it("take over the lock of a killed process immediately, and that of another machine after a minute without renewal", async () => {
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    mkdirSync(join(home(), "locks"), { recursive: true });
    writeFileSync(join(home(), "azure-vm-backup.json"), '{"format":1}\n');
    writeFileSync(fileOf("locks", "lock"), JSON.stringify({ pid, host: hostname() }));

    assert.equal(await open().lock(VAULT, LIMIT_MS, async () => "done"), "done");

    writeFileSync(fileOf("locks", "lock"), JSON.stringify({ pid: process.pid, host: "elsewhere" }));
    const longAgo = new Date(Date.now() - 61_000);
    utimesSync(fileOf("locks", "lock"), longAgo, longAgo);
    assert.equal(await open().lock(VAULT, LIMIT_MS, async () => "done"), "done");
  });

  it("do not wait for the lock of a running process longer than the timeout", async () => {
    mkdirSync(join(home(), "locks"), { recursive: true });
    writeFileSync(join(home(), "azure-vm-backup.json"), '{"format":1}\n');
    writeFileSync(fileOf("locks", "lock"), JSON.stringify({ pid: process.pid, host: hostname() }));

    await assert.rejects(
      open().lock(VAULT, 0, async () => "done"),
      {
        code: "TimedOut",
        message: new RegExp(`process ${process.pid} on .* was changing ${VAULT}; no request was sent`),
      },
    );
  });
});
