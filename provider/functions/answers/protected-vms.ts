/** The protected VMs of a vault. */
import { sameId } from "../../arm/resource-id.js";
import { textAt } from "../../core/json.js";
import { oneOf, Type } from "../../schema/vocabulary.js";
import { closed, policyId, vaultId } from "./arguments.js";
import { requireVault } from "./found.js";
import { itemFacts, type ProtectedVmFacts, protectedVmFacts } from "./item-facts.js";
import { question } from "./question.js";

const args = Type.Object(
  {
    vault: vaultId(),
    policy: Type.Optional(policyId("Only VMs with this policy: its ARM id.")),
    protection: Type.Optional(
      oneOf(["protected", "stopped", "suspended"], {
        typeName: "Protection",
        description: "Only VMs with this protection.",
      }),
    ),
    softDeleted: oneOf(["exclude", "include", "only"], {
      typeName: "SoftDeletedFilter",
      default: "exclude",
      description: "Whether to return VMs in soft delete. Default: `exclude`.",
    }),
  },
  { ...closed, description: "Which protected VMs." },
);

export const protectedVms = question({
  name: "getProtectedVms",
  args,
  result: Type.Array(protectedVmFacts, { description: "The protected VMs, in the order of their names." }),
  answer: async (engine, { vault, policy, protection, softDeleted }): Promise<ProtectedVmFacts[]> => {
    await requireVault(engine, vault);
    const [items, policies, now] = await Promise.all([
      engine.protectedItems.list(vault),
      engine.policies.list(vault),
      engine.now(),
    ]);
    return items
      .filter((item) => /virtualMachines$/i.test(textAt(item, "properties", "protectedItemType") ?? ""))
      .map((item) => itemFacts(item, { policies, now }))
      .filter((item) => policy === undefined || (item.policy !== undefined && sameId(item.policy, policy)))
      .filter((item) => protection === undefined || item.protection === protection)
      .filter((item) => isWanted(item, softDeleted))
      .sort((left, right) => left.name.localeCompare(right.name, "en") || left.id.localeCompare(right.id, "en"));
  },
});

function isWanted({ softDelete }: ProtectedVmFacts, softDeleted: "exclude" | "include" | "only"): boolean {
  if (softDeleted === "include") return true;
  return (softDelete !== undefined) === (softDeleted === "only");
}
