/** The refresh of a vault's protectable VMs. */
import { textAt } from "../../../core/json.js";
import { VM_TYPE } from "../../compute/index.js";
import type { WorkKind } from "../../schedule/step.js";
import { discoveryKey } from "./document.js";

/** Ends a refresh: every VM that exists now is discovered. */
const refresh: WorkKind = ({ azure, facts }) => {
  const vault = azure.documents.get(textAt(facts, "vault") ?? "");
  const [newest] = azure.documents.list({ type: VM_TYPE, newestFirst: true, limit: 1 });
  if (vault !== undefined) azure.documents.setSetting(discoveryKey(vault), String(newest?.rank ?? 0));
  return {};
};

export const discoveryWork = { refresh: { endStage: refresh } };
