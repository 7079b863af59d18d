/**
 * Rules that a schema cannot express: the parent of any resource, and the names, disks and virtual machines of the types that
 * Azure Backup uses, which the simulator enforces too. Only Azure validates other types. Pure.
 */
import { type JsonObject, listAt, objectAt, textAt } from "../../core/json.js";
import { creationFault, encryptionFault, networkFault, resizeFault } from "../../rules/disks/disks.js";
import { diskSizeFault } from "../../rules/disks/sizes.js";
import { versionFault } from "../../rules/extensions/handlers.js";
import { storageFault } from "../../rules/machines/disks.js";
import type { RuleFault } from "../../rules/shared/fault.js";
import {
  COLLECTION_NAME,
  COMPUTE_NAME,
  DISK_NAME,
  EXTENSION_NAME,
  MANAGEMENT_GROUP_NAME,
  type NameRule,
  POLICY_NAME,
  RESOURCE_GROUP_NAME,
  ROLE_ASSIGNMENT_NAME,
  VAULT_NAME,
  VM_NAME,
} from "../../rules/shared/names.js";
import type { Failure } from "../../schema/failures.js";
import { hasUnknown, isUnknown } from "../../schema/unknown.js";
import { partFailures } from "./machine-parts.js";
import { GROUP_TYPE, MANAGEMENT_GROUP_TYPE, placeFaults } from "./parents.js";
import type { Inputs } from "./schema.js";

export const faults = (declared: Inputs): Failure[] => [
  ...placeFaults(declared),
  ...nameFaults(declared),
  ...(isUnknown(declared.type) ? [] : typeFaults(declared)),
];

const NAMES: ReadonlyMap<string, NameRule> = new Map([
  [GROUP_TYPE, RESOURCE_GROUP_NAME],
  [MANAGEMENT_GROUP_TYPE, MANAGEMENT_GROUP_NAME],
  ["microsoft.authorization/roleassignments", ROLE_ASSIGNMENT_NAME],
  ["microsoft.compute/disks", DISK_NAME],
  ["microsoft.compute/snapshots", DISK_NAME],
  ["microsoft.compute/virtualmachines", VM_NAME],
  ["microsoft.compute/virtualmachines/extensions", EXTENSION_NAME],
  ["microsoft.compute/restorepointcollections", COLLECTION_NAME],
  ["microsoft.recoveryservices/vaults", VAULT_NAME],
  ["microsoft.recoveryservices/vaults/backuppolicies", POLICY_NAME],
]);

/** The types of Compute, without children. */
const OF_COMPUTE = /^microsoft\.compute\/[^/]+$/i;

const ONLY_DOTS = "consists of dots, which would change the path of the ARM id: expected at least one other character";

function nameFaults({ name, type }: Inputs): Failure[] {
  if (isUnknown(name) || isUnknown(type)) return [];
  if (/^\.+$/.test(name)) return [{ property: "name", found: JSON.stringify(name), reason: ONLY_DOTS }];
  const rule = NAMES.get(type.toLowerCase()) ?? (OF_COMPUTE.test(type) ? COMPUTE_NAME : undefined);
  if (rule === undefined || rule.pattern.test(name)) return [];
  const reason = `is not a valid name for a ${rule.resource}: expected ${rule.allowed}`;
  return [{ property: "name", found: JSON.stringify(name), reason }];
}

function typeFaults({ type, properties = {}, body = {} }: Inputs): Failure[] {
  if (isUnknown(properties)) return [];
  const key = type.toLowerCase();
  if (key === "microsoft.compute/disks" || key === "microsoft.compute/snapshots")
    return diskFaults(properties, textAt(isUnknown(body) ? {} : body, "sku", "name"));
  if (key === "microsoft.compute/virtualmachines/extensions") return versionFaults(properties);
  if (key !== VM_TYPE) return [];
  return [...vmFaults(properties), ...partFailures(properties, false)];
}

const VM_TYPE = "microsoft.compute/virtualmachines";

/**
 * The missing properties of a resource to be created. An adopted resource may be declared in part, also after `adopt` is
 * removed. `previous` are the inputs of the previous run; undefined for a resource to be created.
 */
export function stateFaults(previous: Partial<Inputs> | undefined, news: Inputs): Failure[] {
  if (news.adopt !== "never" || isUnknown(news.type)) return [];
  const before = previous === undefined ? [] : missingParts(news.type, previous);
  return missingParts(news.type, news).filter(({ property }) => !before.some((part) => part.property === property));
}

type Parts = Pick<Partial<Inputs>, "location" | "properties">;

/** The missing properties that only a create needs; `faults` reports those that every PUT needs. */
function missingParts(type: string, { location, properties = {} }: Parts): Failure[] {
  const place = regionFaults(type, location);
  if (type.toLowerCase() !== VM_TYPE || isUnknown(properties)) return place;
  const always = partFailures(properties, false);
  const parts = partFailures(properties, true);
  return [...place, ...parts.filter(({ property }) => !always.some((fault) => fault.property === property))];
}

/** Compute has no default region. */
function regionFaults(type: string, location: string | undefined): Failure[] {
  const isCompute = /^microsoft\.compute\/(disks|snapshots|virtualmachines)$/i.test(type);
  if (!isCompute || location !== undefined) return [];
  return [{ property: "location", reason: 'is missing: expected an Azure region such as "westeurope"' }];
}

/** A rule over a part of the properties, which is skipped while a value in it is unknown. */
type Rule = readonly [part: string, read: readonly string[], faultOf: () => RuleFault | undefined];

const failuresOf = (properties: JsonObject, rules: readonly Rule[]): Failure[] =>
  rules.flatMap(([part, read, faultOf]) => {
    const fault = read.some((key) => hasUnknown(properties[key])) ? undefined : faultOf();
    return fault === undefined ? [] : [{ property: `properties.${part}`, reason: fault.message }];
  });

function versionFaults(properties: JsonObject): Failure[] {
  const version = textAt(properties, "typeHandlerVersion");
  if (version === undefined || isUnknown(version)) return [];
  const fault = versionFault(version);
  if (fault === undefined) return [];
  const reason = `${fault.message} Use the major and the minor version, such as "1.9": Azure selects the rest.`;
  return [{ property: "properties.typeHandlerVersion", reason }];
}

function diskFaults(properties: JsonObject, sku: string | undefined): Failure[] {
  const encryption = textAt(properties, "encryption", "type");
  return failuresOf(properties, [
    [
      "creationData",
      ["creationData", "securityProfile", "diskSizeGB"],
      () =>
        creationFault({
          ...objectAt(properties, "creationData"),
          createOption: textAt(properties, "creationData", "createOption"),
          securityType: textAt(properties, "securityProfile", "securityType"),
          diskSizeGB: numberIn(properties, "diskSizeGB"),
        }),
    ],
    [
      "diskSizeGB",
      ["diskSizeGB"],
      () => {
        const sizeGB = numberIn(properties, "diskSizeGB");
        return sizeGB === undefined ? undefined : diskSizeFault("disk.diskSizeGb", sizeGB, sku);
      },
    ],
    [
      "networkAccessPolicy",
      ["networkAccessPolicy", "publicNetworkAccess", "diskAccessId"],
      () =>
        networkFault({
          networkAccessPolicy: textAt(properties, "networkAccessPolicy") ?? "AllowAll",
          publicNetworkAccess: textAt(properties, "publicNetworkAccess") ?? "Enabled",
          diskAccessId: textAt(properties, "diskAccessId"),
        }),
    ],
    [
      "encryption",
      ["encryption"],
      () =>
        encryption === undefined
          ? undefined
          : encryptionFault(encryption, textAt(properties, "encryption", "diskEncryptionSetId")),
    ],
  ]);
}

const numberIn = (from: JsonObject, key: string): number | undefined => {
  const found = from[key];
  return typeof found === "number" ? found : undefined;
};

function vmFaults(properties: JsonObject): Failure[] {
  const storage = objectAt(properties, "storageProfile");
  const diskFacts = (disk: JsonObject) => ({
    lun: numberIn(disk, "lun"),
    name: textAt(disk, "name"),
    id: textAt(disk, "managedDisk", "id"),
  });
  const dataDisks = listAt(storage, "dataDisks").map((disk) => diskFacts(objectAt(disk)));
  return failuresOf(properties, [
    ["storageProfile", ["storageProfile"], () => storageFault(diskFacts(objectAt(storage, "osDisk")), dataDisks)],
  ]);
}

/** Azure cannot shrink a disk. */
export function irreversibleChanges(olds: Partial<Inputs>, { type, properties: news = {} }: Inputs): Failure[] {
  const { properties = {} } = olds;
  if (!/^microsoft\.compute\/(disks|snapshots)$/i.test(type)) return [];
  const [fromGB, toGB] = [numberIn(objectAt(properties), "diskSizeGB"), numberIn(objectAt(news), "diskSizeGB")];
  if (fromGB === undefined || toGB === undefined) return [];
  const fault = resizeFault({ id: type, fromGB, toGB });
  if (fault === undefined) return [];
  const reason = `is less than ${fromGB}: Azure cannot shrink a disk; create another disk with another name`;
  return [{ property: "properties.diskSizeGB", found: String(toGB), reason }];
}
