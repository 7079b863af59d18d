import assert from "node:assert/strict";
import fc from "fast-check";
import { kinds } from "../../provider/kinds/index.js";
import { putBasics } from "../support/service.js";
import { mutatedDeclarations } from "./declarations.js";
import { declaredExtensions } from "./declared-extensions.js";
import { declaredItems, putVaults } from "./declared-items.js";
import { declaredPolicies } from "./declared-policies.js";
import { declaredSnapshots, putGroups } from "./declared-snapshots.js";
import { declaredVaults } from "./declared-vaults.js";
import { assertLaw, type Declared, type LawAzure, openLawAzure } from "./law.js";

interface Trial {
  readonly kind: string;
  readonly declared: fc.Arbitrary<Declared>;
  /** Inputs that reference resources that must exist; they are never replaced. */
  readonly fixedInputs: readonly string[];
}

const TRIALS: readonly Trial[] = [
  { kind: "Vault", declared: declaredVaults, fixedInputs: ["name", "resourceGroup"] },
  { kind: "BackupPolicy", declared: declaredPolicies, fixedInputs: ["name", "vault"] },
  { kind: "ProtectedVm", declared: declaredItems, fixedInputs: ["vm", "vault", "policy"] },
  { kind: "DiskSnapshot", declared: declaredSnapshots, fixedInputs: ["name", "resourceGroup", "source"] },
  { kind: "VmSnapshotExtension", declared: declaredExtensions, fixedInputs: ["vm"] },
];

const RUNS = 100;
/** The least number of accepted and of rejected declarations of a kind in 100 runs, whatever the seed. */
const LEAST = 10;

describe("declarations that check accepts", () => {
  let azure: LawAzure;

  before(async () => {
    azure = await openLawAzure();
    await putBasics(azure);
    await putVaults(azure);
    await putGroups(azure);
  });

  after(() => azure.close());

  for (const { kind: name, declared, fixedInputs } of TRIALS) {
    it(`are created in Azure and read back as declared: ${name}`, async () => {
      const kind = kinds[name] ?? assert.fail(name);
      const counts = { accepted: 0, refused: 0 };
      const law = fc.asyncProperty(mutatedDeclarations(kind, declared, fixedInputs), async (one) => {
        const isAccepted = await assertLaw(azure, kind, one);
        counts[isAccepted ? "accepted" : "refused"] += 1;
      });

      await fc.assert(law, { numRuns: RUNS });

      assert.ok(counts.accepted >= LEAST && counts.refused >= LEAST, JSON.stringify(counts));
    });
  }
});
