/** The ids in a virtual machine's properties: those of its disks, network interfaces and availability set. */
import { type JsonObject, listAt, objectAt, textAt } from "../../core/json.js";
import { type IdProperty, idFault } from "../shared/resource-ids.js";
import { placedDisks } from "./disk-sizes.js";
import { broken, type PartFault } from "./part.js";

interface Reference extends IdProperty {
  /** Its path below the properties. */
  readonly keys: readonly string[];
}

const DISKS = ["Microsoft.Compute/disks"];
const SET = ["availabilitySet", "id"];
const INTERFACES = ["Microsoft.Network/networkInterfaces"];

function referencesIn(properties: JsonObject): readonly Reference[] {
  const disks = placedDisks(properties).map(({ disk, path }) => ({
    id: textAt(disk, "managedDisk", "id"),
    keys: [...path, "managedDisk", "id"],
    types: DISKS,
  }));
  const interfaces = listAt(properties, "networkProfile", "networkInterfaces").map((one, index) => ({
    id: textAt(objectAt({ one }, "one"), "id"),
    keys: ["networkProfile", "networkInterfaces", String(index), "id"],
    types: INTERFACES,
  }));
  const set = { id: textAt(properties, ...SET), keys: SET, types: ["Microsoft.Compute/availabilitySets"] };
  return [...disks, ...interfaces, set].flatMap(({ id, keys, types }) =>
    id === undefined ? [] : [{ id, keys, types, path: pathOf(keys) }],
  );
}

const pathOf = (keys: readonly string[]): string =>
  ["properties", ...keys].join(".").replaceAll(/\.(\d+)(?=\.|$)/g, "[$1]");

/** Refuses an id that is incomplete or of another type. */
export function idsRule(properties: JsonObject): PartFault | undefined {
  for (const reference of referencesIn(properties)) {
    const fault = idFault(reference);
    if (fault !== undefined) return broken(fault, "Use the complete id of the resource.", reference.keys);
  }
  return undefined;
}
