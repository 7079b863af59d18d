/** One protected VM. */
import { textAt } from "../../core/json.js";
import type { BackupEngine } from "../../engine/engine.js";
import { Type } from "../../schema/vocabulary.js";
import { closed, itemId, referenceFaults, vaultId, vmId } from "./arguments.js";
import { requireItem, requireItemById } from "./found.js";
import { itemFacts, type ProtectedVmFacts } from "./item-facts.js";
import { question } from "./question.js";

const args = Type.Object(
  {
    id: Type.Optional(itemId),
    vault: Type.Optional(vaultId),
    vm: Type.Optional(vmId),
  },
  closed,
);

export const protectedVm = question({
  name: "getProtectedVm",
  args,
  faults: (values) => referenceFaults(values, "vault", "vm"),
  answer: async (engine, { id, vault = "", vm = "" }): Promise<ProtectedVmFacts> => {
    const item = id === undefined ? await requireItem(engine, vault, vm) : await requireItemById(engine, id);
    const policy = await policyOf(engine, textAt(item, "properties", "policyId"));
    return itemFacts(item, { policies: policy === undefined ? [] : [policy], now: await engine.now() });
  },
});

const policyOf = (engine: BackupEngine, id: string | undefined) =>
  id === undefined || id === "" ? undefined : engine.policies.find(id);
