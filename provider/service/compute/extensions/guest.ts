/**
 * The simulated guest of a VM. Three tags set what cannot be seen from outside; they are ours, not Azure's:
 * `azvb-vm-agent-version` is the version of the VM agent, `azvb-extension-code` the code that the snapshot extension ends with,
 * `azvb-threat` the title of a threat that a scan of the VM finds.
 */
import { objectAt, textAt } from "../../../core/json.js";
import type { GuestFacts } from "../../../rules/items/errors.js";
import type { Document } from "../../store/documents.js";
import { osTypeOf, powerStateOf } from "../machine.js";

const VERSIONS = { Windows: "2.7.41491.1095", Linux: "2.11.1.4" } as const;

/** The version of a VM's agent; undefined if the VM was created without one. */
export function agentVersionOf({ body }: Document): string | undefined {
  const profile = objectAt(body, "properties", "osProfile");
  const configuration = { ...objectAt(profile, "windowsConfiguration"), ...objectAt(profile, "linuxConfiguration") };
  if (configuration["provisionVMAgent"] === false) return undefined;
  return textAt(body, "tags", "azvb-vm-agent-version") ?? VERSIONS[osTypeOf(objectAt(body, "properties"))];
}

/** The title of the threat in a VM; undefined if there is none. */
export const threatOf = ({ body }: Document): string | undefined => textAt(body, "tags", "azvb-threat");

/** What the rules need to know of the inside of a VM that is backed up. */
export const guestFacts = (vm: Document, onlyCrashConsistent: boolean): GuestFacts => ({
  osType: osTypeOf(objectAt(vm.body, "properties")),
  needsAgent: powerStateOf(vm) === "running" && !onlyCrashConsistent,
  agentVersion: agentVersionOf(vm),
  extensionCode: Number(textAt(vm.body, "tags", "azvb-extension-code") ?? 1),
});
