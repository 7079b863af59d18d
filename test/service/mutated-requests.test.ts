/** Requests that are nearly valid: 2,000 of them here, 100,000 in `npm run test:soak`. */
import assert from "node:assert/strict";
import type { Route } from "../../provider/service/azure/route.js";
import { routes } from "../../provider/service/routes.js";
import { corpus, keyOf } from "../mutated/corpus.js";
import { sentOf } from "../mutated/mutations.js";
import { brokenLaws } from "../mutated/run.js";
import { type Outcome, openSandbox } from "../mutated/sandbox.js";
import { faultsOf, SEED, watchedRun } from "../mutated/watched.js";
import { world } from "../mutated/world.js";

const REQUESTS = 2000;

const POINT =
  "Microsoft.RecoveryServices/vaults/{vault}/backupFabrics/{fabric}/protectionContainers/{container}/protectedItems/{item}/recoveryPoints/{point}";

/** The routes whose requests the embedded Azure refuses in any case, or in the state of the world. */
const REFUSED: readonly string[] = [
  "DELETE Microsoft.RecoveryServices/vaults/{vault}/backupFabrics/{fabric}/protectionContainers/{container}",
  "DELETE Microsoft.RecoveryServices/vaults/{vault}/backupResourceGuardProxies/{proxy}",
  "POST Microsoft.RecoveryServices/vaults/{vault}/backupJobs/{job}/cancel",
  `POST ${POINT}/accessToken`,
  `POST ${POINT}/provisionInstantItemRecovery`,
  `POST ${POINT}/revokeInstantItemRecovery`,
];

const OUTCOME: Outcome = {
  ...{ status: 200, text: "", storeOperations: 3, stored: 2, cpuMs: 5, failure: "" },
  reached: undefined,
};

describe("a mutated request", () => {
  it("is made from one of every route, and these are accepted and reach their routes", async () => {
    const on = await world();
    const refused: string[] = [];
    const missed: string[] = [];
    for (const valid of corpus(routes, on)) {
      const sandbox = await openSandbox(on);
      const { status, reached } = await sandbox.send(sentOf(valid));
      await sandbox.close();
      if (status >= 400) refused.push(keyOf(valid.route));
      if (reached !== valid.route) missed.push(keyOf(valid.route));
    }
    assert.deepEqual(refused.sort(), [...REFUSED].sort());
    assert.deepEqual(missed, []);
  });

  it("has a body if its route takes one", async () => {
    const takesBody = ({ method }: Route) => method === "PUT" || method === "PATCH";
    const without = corpus(routes, await world()).filter(({ route, body }) => takesBody(route) && body === undefined);
    assert.deepEqual(
      without.map(({ route }) => keyOf(route)),
      [],
    );
  });

  it("breaks a law if it fails, stores what is refused, or needs too much", () => {
    assert.deepEqual(brokenLaws(OUTCOME, 10), []);
    assert.deepEqual(brokenLaws({ ...OUTCOME, status: 500, stored: 0, failure: "a stack" }, 10), [
      "status 500: a stack",
    ]);
    assert.deepEqual(brokenLaws({ ...OUTCOME, status: 409, text: "{}" }, 10), [
      "refused with 409, but stored 2 writes: {}",
    ]);
    assert.deepEqual(brokenLaws({ ...OUTCOME, cpuMs: 1001 }, 10), ["1001 ms of CPU"]);
    assert.deepEqual(brokenLaws({ ...OUTCOME, storeOperations: 11 }, 10), ["11 store operations, allowed 10"]);
  });

  it(`breaks no law, ${REQUESTS} times, and two of five reach the handler of a subject`, async function () {
    this.timeout(600_000);
    const report = await watchedRun(REQUESTS, SEED);
    assert.equal(report.requests, REQUESTS);
    assert.deepEqual(faultsOf(report), []);
  });
});
