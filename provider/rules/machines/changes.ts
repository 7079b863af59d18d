/**
 * What a virtual machine keeps: its priority, zones, availability set and plan. Sources: the models of Microsoft.Compute, in which
 * they are set at creation; CompositionalIT/farmer 968 for the text about a VM without a priority; Azure/azure-cli 11187 for the
 * priority, which changes between Spot and its former name Low only.
 */
import { type Json, type JsonObject, listAt, objectAt, textAt } from "../../core/json.js";
import { firstFault, propertyChangeFault, type RuleFault, refused } from "../shared/fault.js";
import { isEvictable } from "./options.js";

/** The bodies of a VM as it is and as it is requested, with its name. */
interface VmChange {
  readonly vm: string;
  readonly sent: JsonObject;
  readonly current: JsonObject;
}

/** Refuses a change of what a VM keeps. What is not sent stays. */
export const vmChangeFault = ({ vm, sent, current }: VmChange): RuleFault | undefined =>
  firstFault(
    () => priorityFault(vm, textAt(sent, "properties", "priority"), textAt(current, "properties", "priority")),
    () => keptFault("zones", sortedZones(sent), sortedZones(current)),
    () => keptFault("availabilitySet", setOf(sent), setOf(current)),
    () => planFault(objectAt(sent, "plan"), objectAt(current, "plan")),
  );

function priorityFault(vm: string, sent: string | undefined, current: string | undefined): RuleFault | undefined {
  if (sent === undefined || sent.toLowerCase() === current?.toLowerCase()) return undefined;
  if (current === undefined) {
    const text = `The specified priority value '${sent}' cannot be applied to the Virtual Machine '${vm}' since no priority was specified when the Virtual Machine was created.`;
    return refused("BadRequest", `${text} For more information, see http://aka.ms/AzureSpot/errormessages.`);
  }
  if (isEvictable(sent) && isEvictable(current)) return undefined;
  return refused(
    "PropertyChangeNotAllowed",
    `Update of priority between ${current} and ${sent} is not allowed. Create the VM again with the other priority.`,
    409,
  );
}

const sortedZones = (body: JsonObject): Json | undefined =>
  "zones" in body ? listAt(body, "zones").map(String).sort().join(",") : undefined;
const setOf = (body: JsonObject): Json | undefined => textAt(body, "properties", "availabilitySet", "id");

function keptFault(property: string, sent: Json | undefined, current: Json = ""): RuleFault | undefined {
  if (sent === undefined || String(sent).toLowerCase() === String(current).toLowerCase()) return undefined;
  return propertyChangeFault(property);
}

function planFault(sent: JsonObject, current: JsonObject): RuleFault | undefined {
  const key = ["name", "publisher", "product"].find(
    (one) => sent[one] !== undefined && keptFault("plan", sent[one], current[one]) !== undefined,
  );
  return key === undefined ? undefined : propertyChangeFault(`plan.${key}`);
}
