import assert from "node:assert/strict";
import { codeOf, ITEM, propertiesOf, type TestAzure, VAULT } from "../support/service.js";
import { ask, carryOut, end, endJob, type ItemView, newestJob, openDiscovered, readItem, type Write } from "./walk.js";

const DAY_MS = 86_400_000;

type Step = Write | "wait fourteen days" | "turn soft delete off" | "make the vault immutable";

const item = (state: string, points: number, more: Partial<ItemView> = {}): ItemView => ({
  ...{ state, points, policy: "DefaultPolicy", softDeleted: false, container: "Registered" },
  ...more,
});
const stopped = { policy: "" };
const deleted = { policy: "", softDeleted: true, container: "SoftDeleted" };
/** In recorded traffic, the container of an undeleted item is registered again only with its next policy. */
const undeleted = { policy: "", container: "SoftDeleted" };

/** Each state: the steps that lead to it, and the item as a client then reads it. */
const STATES = {
  NotProtected: { by: [], seen: { protectable: ["NotProtected"], containers: 0 } },
  IRPending: { by: ["enable"], seen: item("IRPending", 0) },
  Protected: { by: ["enable", "backup"], seen: item("Protected", 1) },
  "stopped without recovery points": { by: ["enable", "stop"], seen: item("ProtectionStopped", 0, stopped) },
  "stopped with a recovery point": { by: ["enable", "backup", "stop"], seen: item("ProtectionStopped", 1, stopped) },
  "soft-deleted without recovery points": { by: ["enable", "delete"], seen: item("ProtectionStopped", 0, deleted) },
  "soft-deleted with a recovery point": {
    by: ["enable", "backup", "delete"],
    seen: item("ProtectionStopped", 1, deleted),
  },
  "undeleted without recovery points": {
    by: ["enable", "delete", "undelete"],
    seen: item("ProtectionStopped", 0, undeleted),
  },
  "undeleted with a recovery point": {
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
  "suspended without recovery points": {
    by: ["enable", "make the vault immutable", "suspend"],
    seen: item("BackupsSuspended", 0),
  },
  "suspended with a recovery point": {
    by: ["enable", "backup", "make the vault immutable", "suspend"],
    seen: item("BackupsSuspended", 1),
  },
  "Protected without soft delete": { by: ["enable", "backup", "turn soft delete off"], seen: item("Protected", 1) },
} as const satisfies Record<string, { readonly by: readonly Step[]; readonly seen: ItemView }>;
type State = keyof typeof STATES;

/** Each transition. Source: recorded traffic of 2019 to 2024. */
const TRANSITIONS: readonly (readonly [State, Step, State])[] = [
  ["NotProtected", "enable", "IRPending"],
  ["IRPending", "backup", "Protected"],
  ["IRPending", "stop", "stopped without recovery points"],
  ["IRPending", "delete", "soft-deleted without recovery points"],
  ["Protected", "stop", "stopped with a recovery point"],
  ["Protected", "delete", "soft-deleted with a recovery point"],
  ["Protected", "change", "Protected by another policy"],
  ["stopped without recovery points", "resume", "IRPending"],
  ["stopped without recovery points", "delete", "soft-deleted without recovery points"],
  ["stopped with a recovery point", "resume", "Protected"],
  ["stopped with a recovery point", "delete", "soft-deleted with a recovery point"],
  ["soft-deleted without recovery points", "undelete", "undeleted without recovery points"],
  ["soft-deleted with a recovery point", "undelete", "undeleted with a recovery point"],
  ["soft-deleted with a recovery point", "delete", "soft-deleted with a recovery point"],
  ["soft-deleted with a recovery point", "wait fourteen days", "NotProtected"],
  ["undeleted without recovery points", "resume", "IRPending"],
  ["undeleted with a recovery point", "resume", "Protected"],
  ["undeleted with a recovery point", "delete", "soft-deleted with a recovery point"],
  ["Protected without soft delete", "delete", "NotProtected"],
  ["IRPending in an immutable vault", "suspend", "suspended without recovery points"],
  ["Protected in an immutable vault", "suspend", "suspended with a recovery point"],
  ["suspended without recovery points", "resume", "IRPending"],
  ["suspended with a recovery point", "resume", "Protected"],
  ["suspended with a recovery point", "stop", "stopped with a recovery point"],
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
  describe(`at pace polls:${reads}, a backup item`, () => {
    let azure: TestAzure;

    beforeEach(async () => {
      azure = await openDiscovered(reads);
    });

    afterEach(() => azure.close());

    for (const [from, step, to] of TRANSITIONS) {
      it(`that is ${from} becomes ${to} after "${step}"`, async () => {
        await reach(azure, from);
        assert.deepEqual(await readItem(azure), STATES[from].seen);
        await take(azure, step);
        assert.deepEqual(await readItem(azure), STATES[to].seen);
      });
    }
  });
}

describe("while a write of a backup item is running,", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openDiscovered(3);
  });

  afterEach(() => azure.close());

  for (const [from, step] of [
    ["Protected", "stop"],
    ["Protected", "change"],
    ["Protected", "delete"],
    ["stopped with a recovery point", "resume"],
    ["soft-deleted with a recovery point", "undelete"],
  ] as const satisfies readonly (readonly [State, Write])[]) {
    it(`an item that is ${from} does not change until "${step}" has ended, and another write is refused`, async () => {
      await reach(azure, from);
      const running = await ask(azure, step);
      const second = (await azure.follow(running)).body["status"];
      const refused = await ask(azure, step);
      const between = await readItem(azure);
      const isConfiguration = step === "change" || step === "resume";
      const code = isConfiguration ? "BMSUserErrorConflictingProtectionOperation" : "BMSUserErrorObjectLocked";
      assert.deepEqual([second, refused.status, codeOf(refused)], ["InProgress", 409, code]);
      assert.deepEqual(between, STATES[from].seen);
      assert.equal(await end(azure, running), 2);
    });
  }

  for (const [step, state] of [
    ["suspend", "BackupsSuspended"],
    ["stop", "ProtectionStopped"],
  ] as const) {
    it(`the end of the first backup does not change an item that became ${state} in the meantime`, async () => {
      await reach(azure, "IRPending in an immutable vault");
      await end(azure, await ask(azure, "backup"));
      const job = await newestJob(azure);
      await carryOut(azure, step);
      await endJob(azure, job);
      const after = propertiesOf(await azure.call("GET", ITEM));
      assert.deepEqual([after["protectionState"], after["lastBackupStatus"]], [state, "Completed"]);
    });
  }

  it("an item stays IRPending until its first backup has ended", async () => {
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

describe("a backup item", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openDiscovered(1);
  });

  afterEach(() => azure.close());

  for (const [from, write, status, code] of [
    ["NotProtected", "backup", 404, "ResourceNotFound"],
    ["stopped with a recovery point", "backup", 400, "UserErrorBackupNotAllowedProtectionStopped"],
    ["soft-deleted with a recovery point", "backup", 400, "UserErrorBackupNotAllowedProtectionStopped"],
    ["soft-deleted with a recovery point", "resume", 400, "UserErrorItemInSoftDeletedState"],
    ["soft-deleted with a recovery point", "stop", 400, "UserErrorItemInSoftDeletedState"],
    ["undeleted with a recovery point", "backup", 400, "UserErrorBackupNotAllowedProtectionStopped"],
    ["suspended with a recovery point", "backup", 400, "UserErrorBackupNotAllowedProtectionStopped"],
    ["Protected", "suspend", 400, "UserErrorOperationDeniedOnImmutableItem"],
    ["Protected", "undelete", 400, "UserErrorItemNotInSoftDeletedState"],
    ["stopped with a recovery point", "undelete", 400, "UserErrorItemNotInSoftDeletedState"],
  ] as const satisfies readonly (readonly [State, Write, number, string])[]) {
    it(`that is ${from} refuses "${write}" and does not change`, async () => {
      await reach(azure, from);
      const answer = await ask(azure, write);
      assert.deepEqual([answer.status, codeOf(answer)], [status, code]);
      assert.deepEqual(await readItem(azure), STATES[from].seen);
    });
  }

  it("that is soft-deleted keeps its purge date when it is deleted again", async () => {
    await reach(azure, "soft-deleted with a recovery point");
    const before = propertiesOf(await azure.call("GET", ITEM))["deferredDeleteTimeInUTC"];
    azure.advance(10 * DAY_MS);
    await take(azure, "delete");
    const after = propertiesOf(await azure.call("GET", ITEM));
    assert.equal(after["deferredDeleteTimeInUTC"], before);
    assert.equal(after["deferredDeleteTimeRemaining"], "4.00:00:00");
  });

  it("whose first backup fails is Protected and Unhealthy, and reports the failed backup", async () => {
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
