/** Rules for a VMSnapshot extension that a schema cannot express, with the paths of the inputs. */
import { type Json, type JsonObject, objectAt, textAt } from "../../core/json.js";
import { provisionAfterFaults } from "../../rules/extensions/handlers.js";
import { snapshotSecretsFaults, snapshotSettingsFaults } from "../../rules/extensions/settings.js";
import type { OsType } from "../../rules/items/machine.js";
import type { Failure } from "../../schema/failures.js";
import { isUnknown } from "../../schema/unknown.js";
import type { Known } from "../caller.js";
import { extensionName } from "./names.js";
import type { Inputs } from "./schema.js";
import { protectedSettings, settings, typedKeys } from "./settings-schema.js";
import { protectedToArm, settingsToArm } from "./wire.js";

/** All failures of the inputs. No reason quotes a protected setting or a SAS URI. */
export function faults(declared: Inputs, known: Known): Failure[] {
  const shape = [...duplicateFaults(declared), ...rawFaults(declared)];
  return [
    ...vmFaults(declared, known),
    ...(shape.length > 0 ? shape : [...settingsFaults(declared), ...protectedFaults(declared)]),
    ...(isUnknown(declared.provisionAfterExtensions)
      ? []
      : provisionAfterFaults(declared.provisionAfterExtensions ?? [], extensionName(declared))),
    ...adoptionFaults(declared),
  ];
}

/** The members of an object; none if it is unknown. */
const partsOf = (value: unknown): JsonObject => objectAt({ value: value as Json }, "value");

function duplicateFaults(declared: Inputs): Failure[] {
  return [
    ...bothDeclared(partsOf(declared.settings), { path: "settings", typed: "backup" }),
    ...bothDeclared(partsOf(declared.protectedSettings), { path: "protectedSettings", typed: "blobSasUris" }),
  ];
}

function bothDeclared(declaredSettings: JsonObject, { path, typed }: { path: string; typed: string }): Failure[] {
  if (declaredSettings["objectStr"] === undefined || declaredSettings[typed] === undefined) return [];
  return [
    {
      property: `${path}.objectStr`,
      reason: `is set in addition to ${path}.${typed}, which is sent as objectStr: remove one of them`,
    },
  ];
}

const rawFaults = (declared: Inputs): Failure[] => [
  ...misplacedFaults(partsOf(declared.rawSettings), {
    raw: "rawSettings",
    typed: "settings",
    keys: typedKeys(settings),
  }),
  ...misplacedFaults(partsOf(declared.rawProtectedSettings), {
    raw: "rawProtectedSettings",
    typed: "protectedSettings",
    keys: typedKeys(protectedSettings),
  }),
];

/** A raw setting must not be one that the typed settings support. */
const misplacedFaults = (
  declaredSettings: JsonObject,
  at: { raw: string; typed: string; keys: readonly string[] },
): Failure[] =>
  at.keys
    .filter((key) => declaredSettings[key] !== undefined)
    .map((key) => ({
      property: `${at.raw}.${key}`,
      reason: `belongs in ${at.typed}.${key}, where it is checked: move it there`,
    }));

const osTypeOf = ({ osType }: Inputs): OsType | undefined => (isUnknown(osType) ? undefined : osType);

function settingsFaults(declared: Inputs): Failure[] {
  const wire = settingsToArm(declared);
  if (typeof wire === "string") return [];
  const typed = partsOf(declared.settings);
  return snapshotSettingsFaults(wire, osTypeOf(declared)).map((fault) => ({
    ...fault,
    property: `settings.${typed["objectStr"] === undefined ? inBackup(fault.property) : fault.property}`,
  }));
}

/** The path inside `backup` for a path inside `objectStr`. */
const inBackup = (property: string): string =>
  property.replace(/^objectStr\.backupMetadata/, "backup.metadata").replace(/^objectStr/, "backup");

function protectedFaults(declared: Inputs): Failure[] {
  const wire = protectedToArm(declared);
  if (typeof wire === "string") return [];
  const hasUris = partsOf(declared.protectedSettings)["blobSasUris"] !== undefined;
  return snapshotSecretsFaults(wire, osTypeOf(declared)).map(({ property, reason }) => {
    const path = hasUris ? property.replace(/^objectStr\.blobSASUri/, "blobSasUris") : property;
    return { property: path === "" ? "protectedSettings" : `protectedSettings.${path}`, reason };
  });
}

/** The extension must have the region and the OS type of its VM. */
function vmFaults({ osType, location }: Inputs, { vm }: Known): Failure[] {
  const vmOsType = textAt(vm, "storageProfile", "osDisk", "osType");
  const vmLocation = textAt(vm, "location");
  const isSameOs = vmOsType === undefined || isUnknown(vmOsType) || isUnknown(osType) || vmOsType === osType;
  const isSameRegion =
    location === undefined ||
    vmLocation === undefined ||
    [location, vmLocation].some(isUnknown) ||
    sameRegion(location, vmLocation);
  return [
    ...(isSameOs
      ? []
      : [
          {
            property: "osType",
            found: osType,
            reason: `is not the OS type of the VM: expected ${vmOsType}, or omit it`,
          },
        ]),
    ...(isSameRegion
      ? []
      : [
          {
            property: "location",
            found: location,
            reason: `is not the region of the VM: expected ${vmLocation}, or omit it`,
          },
        ]),
  ];
}

const sameRegion = (left: string, right: string): boolean => regionKey(left) === regionKey(right);
const regionKey = (location: string): string => location.replaceAll(" ", "").toLowerCase();

/** Azure never returns protected settings, so they cannot be compared. */
function adoptionFaults({ adopt, protectedSettings: typed, rawProtectedSettings: raw }: Inputs): Failure[] {
  const secrets = [typed, raw].filter((value) => value !== undefined);
  if (adopt !== "ifIdentical" || secrets.length === 0 || secrets.every(isUnknown)) return [];
  const reason =
    'is not possible with protected settings: Azure never returns them, so they cannot be compared; use adopt: "always", which writes them, or remove them';
  return [{ property: "adopt", found: JSON.stringify(adopt), reason }];
}

/** Warnings about valid inputs; they quote no value. */
export function warnings({ settings: typed, protectedSettings: secret, rawProtectedSettings }: Inputs): string[] {
  const publicSettings = partsOf(typed);
  const exposed = ["logsBlobUri", "statusBlobUri"]
    .filter((key) => publicSettings[key] !== undefined)
    .map(
      (key) =>
        `settings.${key} contains an access signature, which everybody with read access to the VM's extensions can read: move it to protectedSettings.${key}. It also takes precedence over the one there.`,
    );
  const takesSnapshot = /snapshot/i.test(String(publicSettings["commandToExecute"] ?? "")) && !isUnknown(secret);
  const hasStatusBlob = [publicSettings["statusBlobUri"], partsOf(secret)["statusBlobUri"], rawProtectedSettings].some(
    (uri) => uri !== undefined,
  );
  if (!takesSnapshot || hasStatusBlob) return exposed;
  return [
    ...exposed,
    "protectedSettings.statusBlobUri is missing: the result of the snapshot is reported only inside the VM, and Azure reports the extension as succeeded even if the snapshot failed. Set it to the SAS URI of an empty blob.",
  ];
}
