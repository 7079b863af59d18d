import assert from "node:assert/strict";
import { codeOf, ITEM, propertiesOf, type TestAzure, VAULT } from "../support/service.js";
import { ask, carryOut, end, endJob, look, newestJob, openDiscovered, type Seen, type Write } from "./walk.js";

const DAY_MS = 86_400_000;

type Step = Write | "wait fourteen days" | "turn soft delete off" | "make the vault immutable";

const item = (state: string, points: number, more: Partial<Seen> = {}): Seen => ({
  ...{ state, points, policy: "DefaultPolicy", softDeleted: false, container: "Registered" },
  ...more,
});
const stopped = { policy: "" };
const deleted = { policy: "", softDeleted: true, container: "SoftDeleted" };
/** An undeleted item's container is registered again only with its next policy, as recorded. */
const undeleted = { policy: "", container: "SoftDeleted" };

/** Each state: how a machine gets there, and what a client then sees. */
const STATES = {
  NotProtected: { by: [], seen: { protectable: ["NotProtected"], containers: 0 } },
  IRPending: { by: ["enable"], seen: item("IRPending", 0) },
  Protected: { by: ["enable", "backup"], seen: item("Protected", 1) },
  "stopped without points": { by: ["enable", "stop"], seen: item("ProtectionStopped", 0, stopped) },
  "stopped with a point": { by: ["enable", "backup", "stop"], seen: item("ProtectionStopped", 1, stopped) },
  "soft-deleted without points": { by: ["enable", "delete"], seen: item("ProtectionStopped", 0, deleted) },
  "soft-deleted with a point": { by: ["enable", "backup", "delete"], seen: item("ProtectionStopped", 1, deleted) },
  "undeleted without points": {
    by: ["enable", "delete", "undelete"],
    seen: item("ProtectionStopped", 0, undeleted),
  },
  "undeleted with a point": {
    by: ["enable", "backup", "delete", "undelete"],
    seen: item("ProtectionStopped", 1, undeleted),
  },
  "Protected by another policy": {
    by: ["enable", "backup", "change"],
    seen: item("Protected", 1, { policy: "EnhancedPolicy" }),
  },
  "IRPending in an immutable vault": { by: ["enable", "make the vault immutable"], seen: item("IRPending", 0) },
  "Protected in an immutable vault": {
    by: ["enable", "backup", "make the vault immutable"],
    seen: item("Protected", 1),
  },
  "suspended without points": {
    by: ["enable", "make the vault immutable", "suspend"],
    seen: item("BackupsSuspended", 0),
  },
  "suspended with a point": {
    by: ["enable", "backup", "make the vault immutable", "suspend"],
    seen: item("BackupsSuspended", 1),
  },
  "Protected without soft delete": { by: ["enable", "backup", "turn soft delete off"], seen: item("Protected", 1) },
} as const satisfies Record<string, { readonly by: readonly Step[]; readonly seen: Seen }>;
type State = keyof typeof STATES;

/** Each transition; rest-facts of the recordings of 2019 to 2024. */
const TRANSITIONS: readonly (readonly [State, Step, State])[] = [
  ["NotProtected", "enable", "IRPending"],
  ["IRPending", "backup", "Protected"],
  ["IRPending", "stop", "stopped without points"],
  ["IRPending", "delete", "soft-deleted without points"],
  ["Protected", "stop", "stopped with a point"],
  ["Protected", "delete", "soft-deleted with a point"],
  ["Protected", "change", "Protected by another policy"],
  ["stopped without points", "resume", "IRPending"],
  ["stopped without points", "delete", "soft-deleted without points"],
  ["stopped with a point", "resume", "Protected"],
  ["stopped with a point", "delete", "soft-deleted with a point"],
  ["soft-deleted without points", "undelete", "undeleted without points"],
  ["soft-deleted with a point", "undelete", "undeleted with a point"],
  ["soft-deleted with a point", "delete", "soft-deleted with a point"],
  ["soft-deleted with a point", "wait fourteen days", "NotProtected"],
  ["undeleted without points", "resume", "IRPending"],
  ["undeleted with a point", "resume", "Protected"],
  ["undeleted with a point", "delete", "soft-deleted with a point"],
  ["Protected without soft delete", "delete", "NotProtected"],
  ["IRPending in an immutable vault", "suspend", "suspended without points"],
  ["Protected in an immutable vault", "suspend", "suspended with a point"],
  ["suspended without points", "resume", "IRPending"],
  ["suspended with a point", "resume", "Protected"],
  ["suspended with a point", "stop", "stopped with a point"],
];

async function take(azure: TestAzure, step: Step): Promise<void> {
  if (step === "wait fourteen days") return azure.advance(14 * DAY_MS);
  if (step === "make the vault immutable") {
    const properties = { securitySettings: { immutabilitySettings: { state: "Unlocked" } } };
    await end(azure, await azure.call("PATCH", VAULT, { properties }));
    return;
  }
  if (step !== "turn soft delete off") return carryOut(azure, step);
  const config = { properties: { softDeleteFeatureState: "Disabled" } };
  await azure.call("PATCH", `${VAULT}/backupconfig/vaultconfig`, config);
}

async function reach(azure: TestAzure, state: State): Promise<void> {
  for (const step of STATES[state].by) await take(azure, step);
}

for (const reads of [1, 3]) {
  describe(`with work that ends at read ${reads}, an item`, () => {
    let azure: TestAzure;

    beforeEach(async () => {
      azure = await openDiscovered(reads);
    });

    afterEach(() => azure.close());

    for (const [from, step, to] of TRANSITIONS) {
      it(`that is ${from} becomes ${to} by "${step}"`, async () => {
        await reach(azure, from);
        assert.deepEqual(await look(azure), STATES[from].seen);
        await take(azure, step);
        assert.deepEqual(await look(azure), STATES[to].seen);
      });
    }
  });
}

describe("while a write of an item runs", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openDiscovered(3);
  });

  afterEach(() => azure.close());

  for (const [from, step] of [
    ["Protected", "stop"],
    ["Protected", "change"],
    ["Protected", "delete"],
    ["stopped with a point", "resume"],
    ["soft-deleted with a point", "undelete"],
  ] as const satisfies readonly (readonly [State, Write])[]) {
    it(`the item that is ${from} stays so until "${step}" is over, and takes no other write`, async () => {
      await reach(azure, from);
      const running = await ask(azure, step);
      const second = (await azure.follow(running)).body["status"];
      const refused = await ask(azure, step);
      const between = await look(azure);
      assert.deepEqual([second, refused.status, codeOf(refused)], ["InProgress", 409, "BMSUserErrorObjectLocked"]);
      assert.deepEqual(between, STATES[from].seen);
      assert.equal(await end(azure, running), 2);
    });
  }

  for (const [step, state] of [
    ["suspend", "BackupsSuspended"],
    ["stop", "ProtectionStopped"],
  ] as const) {
    it(`the end of a first backup leaves an item ${state} that became so while it ran`, async () => {
      await reach(azure, "IRPending in an immutable vault");
      await end(azure, await ask(azure, "backup"));
      const job = await newestJob(azure);
      await carryOut(azure, step);
      await endJob(azure, job);
      const after = propertiesOf(await azure.call("GET", ITEM));
      assert.deepEqual([after["protectionState"], after["lastBackupStatus"]], [state, "Completed"]);
    });
  }

  it("the first backup leaves its item IRPending until it is over", async () => {
    await reach(azure, "IRPending");
    await end(azure, await ask(azure, "backup"));
    const path = await newestJob(azure);
    const states: unknown[] = [];
    for (let read = 1; read <= 6; read++) {
      await azure.call("GET", path);
      states.push(propertiesOf(await azure.call("GET", ITEM))["protectionState"]);
    }
    assert.deepEqual(states, ["IRPending", "IRPending", "IRPending", "IRPending", "IRPending", "Protected"]);
  });
});

describe("an item is not led", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openDiscovered(1);
  });

  afterEach(() => azure.close());

  for (const [from, write, status, code] of [
    ["NotProtected", "backup", 404, "ResourceNotFound"],
    ["stopped with a point", "backup", 400, "UserErrorBackupNotAllowedProtectionStopped"],
    ["soft-deleted with a point", "backup", 400, "UserErrorBackupNotAllowedProtectionStopped"],
    ["soft-deleted with a point", "resume", 400, "UserErrorItemInSoftDeletedState"],
    ["soft-deleted with a point", "stop", 400, "UserErrorItemInSoftDeletedState"],
    ["undeleted with a point", "backup", 400, "UserErrorBackupNotAllowedProtectionStopped"],
    ["suspended with a point", "backup", 400, "UserErrorBackupNotAllowedProtectionStopped"],
    ["Protected", "suspend", 400, "UserErrorOperationDeniedOnImmutableItem"],
    ["Protected", "undelete", 400, "UserErrorItemNotInSoftDeletedState"],
    ["stopped with a point", "undelete", 400, "UserErrorItemNotInSoftDeletedState"],
  ] as const satisfies readonly (readonly [State, Write, number, string])[]) {
    it(`from ${from} by "${write}"`, async () => {
      await reach(azure, from);
      const answer = await ask(azure, write);
      assert.deepEqual([answer.status, codeOf(answer)], [status, code]);
      assert.deepEqual(await look(azure), STATES[from].seen);
    });
  }

  it("out of a soft deletion by a second one, whose time counts from the first", async () => {
    await reach(azure, "soft-deleted with a point");
    const before = propertiesOf(await azure.call("GET", ITEM))["deferredDeleteTimeInUTC"];
    azure.advance(10 * DAY_MS);
    await take(azure, "delete");
    const after = propertiesOf(await azure.call("GET", ITEM));
    assert.equal(after["deferredDeleteTimeInUTC"], before);
    assert.equal(after["deferredDeleteTimeRemaining"], "4.00:00:00");
  });

  it("to Healthy by a first backup that fails: it is Protected, Unhealthy and tells of it", async () => {
    await reach(azure, "IRPending");
    await end(azure, await ask(azure, "backup"));
    await azure.call("DELETE", String(propertiesOf(await azure.call("GET", ITEM))["sourceResourceId"]));
    await endJob(azure, await newestJob(azure));
    const seen = propertiesOf(await azure.call("GET", ITEM));
    assert.deepEqual(
      [seen["protectionState"], seen["protectionStatus"], seen["lastBackupStatus"], seen["healthStatus"]],
      ["Protected", "Unhealthy", "Failed", "ActionRequired"],
    );
  });
});
