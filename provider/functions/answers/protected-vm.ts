/** One protected VM. */
import { textAt } from "../../core/json.js";
import type { BackupEngine } from "../../engine/engine.js";
import { Type } from "../../schema/vocabulary.js";
import { closed, itemId, referenceFaults, vaultId, vmId } from "./arguments.js";
import { requireItem, requireItemById } from "./found.js";
import { itemFacts, type ProtectedVmFacts, protectedVmFacts } from "./item-facts.js";
import { question } from "./question.js";

const args = Type.Object(
  {
    id: Type.Optional(itemId()),
    vault: Type.Optional(vaultId("The vault: its ARM id; together with `vm`.")),
    vm: Type.Optional(vmId("The VM: its ARM id; together with `vault`.")),
  },
  { ...closed, description: "Which protected VM: its id, or its vault and VM." },
);

export const protectedVm = question({
  name: "getProtectedVm",
  args,
  result: protectedVmFacts,
  faults: (values) => referenceFaults(values, "vault", "vm"),
  answer: async (engine, { id, vault = "", vm = "" }): Promise<ProtectedVmFacts> => {
    const item = id === undefined ? await requireItem(engine, vault, vm) : await requireItemById(engine, id);
    const policy = await policyOf(engine, textAt(item, "properties", "policyId"));
    return itemFacts(item, { policies: policy === undefined ? [] : [policy], now: await engine.now() });
  },
});

const policyOf = (engine: BackupEngine, id: string | undefined) =>
  id === undefined || id === "" ? undefined : engine.policies.find(id);
