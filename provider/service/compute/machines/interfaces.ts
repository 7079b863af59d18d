/** The network interfaces that a VM refers to. */
import { groupIdOf, isOfType, sameId } from "../../../arm/resource-id.js";
import { type JsonObject, listAt, objectAt, textAt } from "../../../core/json.js";
import { sameRegion } from "../../../rules/shared/regions.js";
import { type Azure, refusal } from "../../azure/route.js";
import type { VmWrite } from "./writes.js";

const INTERFACE_TYPE = "Microsoft.Network/networkInterfaces";

const idsIn = (body: JsonObject | undefined): string[] =>
  listAt(body, "properties", "networkProfile", "networkInterfaces").flatMap((one) => textAt(objectAt(one), "id") ?? []);

/**
 * Throws if a VM refers to a network interface in another region, or to one that does not exist next to others in its resource
 * group. A program that only
 * backs up its VMs declares no networks, so an interface in a group without any is taken: that is ours. The code and the text are
 * Azure's.
 */
export function requireInterfaces(azure: Azure, { id, requested, old }: VmWrite): void {
  const current = idsIn(old?.body);
  const added = idsIn(requested).filter((one) => !current.some((known) => sameId(known, one)));
  const location = textAt(requested, "location") ?? textAt(old?.body, "location") ?? "";
  const missing = added.find((one) => !isUsable(azure, one, location));
  if (missing === undefined) return;
  throw refusal(
    400,
    "InvalidResourceReference",
    `Resource ${missing} referenced by resource ${id} was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.`,
  );
}

function isUsable(azure: Azure, interfaceId: string, location: string): boolean {
  const found = azure.documents.get(interfaceId);
  if (found === undefined) return !hasInterfaces(azure, interfaceId);
  return sameRegion(textAt(found.body, "location") ?? location, location);
}

/** Whether the resource group of a network interface has any. */
const hasInterfaces = (azure: Azure, interfaceId: string): boolean =>
  isOfType(interfaceId, INTERFACE_TYPE) &&
  azure.documents.count({ type: INTERFACE_TYPE, scope: groupIdOf(interfaceId) }) > 0;
