import assert from "node:assert/strict";
import fc from "fast-check";
import { kinds } from "../../provider/kinds/index.js";
import { putBasics } from "../support/service.js";
import { spoilt } from "./declarations.js";
import { declaredExtensions } from "./declared-extensions.js";
import { declaredItems, putVaults } from "./declared-items.js";
import { declaredPolicies } from "./declared-policies.js";
import { declaredSnapshots, putGroups } from "./declared-snapshots.js";
import { declaredVaults } from "./declared-vaults.js";
import { type Declared, type LawAzure, obeysLaw, openLawAzure } from "./law.js";

interface Trial {
  readonly kind: string;
  readonly declared: fc.Arbitrary<Declared>;
  /** Inputs that name what has to be there. */
  readonly kept: readonly string[];
}

const TRIALS: readonly Trial[] = [
  { kind: "Vault", declared: declaredVaults, kept: ["name", "resourceGroup"] },
  { kind: "BackupPolicy", declared: declaredPolicies, kept: ["name", "vault"] },
  { kind: "ProtectedVm", declared: declaredItems, kept: ["vm", "vault", "policy"] },
  { kind: "DiskSnapshot", declared: declaredSnapshots, kept: ["name", "resourceGroup", "source"] },
  { kind: "VmSnapshotExtension", declared: declaredExtensions, kept: ["vm"] },
];

const RUNS = 100;
/** Of each kind so many are accepted, and so many refused, in a hundred runs of any seed. */
const LEAST = 10;

describe("what check accepts, Azure takes and then has as it was declared:", () => {
  let azure: LawAzure;

  before(async () => {
    azure = await openLawAzure();
    await putBasics(azure);
    await putVaults(azure);
    await putGroups(azure);
  });

  after(() => azure.close());

  for (const { kind: name, declared, kept } of TRIALS) {
    it(`every ${name}`, async () => {
      const kind = kinds[name] ?? assert.fail(name);
      const seen = { accepted: 0, refused: 0 };
      const law = fc.asyncProperty(spoilt(kind, declared, kept), async (one) => {
        const isAccepted = await obeysLaw(azure, kind, one);
        seen[isAccepted ? "accepted" : "refused"] += 1;
      });

      await fc.assert(law, { numRuns: RUNS });

      assert.ok(seen.accepted >= LEAST && seen.refused >= LEAST, JSON.stringify(seen));
    });
  }
});
