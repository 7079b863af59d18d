/** What no schema can say of a declared VMSnapshot extension: the rules of its settings, told by the paths of the inputs. */

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

/** Everything that is wrong with the inputs. No reason quotes a protected setting or a SAS URI. */
export function faults(given: Inputs, known: Known): Failure[] {
  const shape = [...twiceFaults(given), ...rawFaults(given)];
  return [
    ...machineFaults(given, known),
    ...(shape.length > 0 ? shape : [...settingsFaults(given), ...protectedFaults(given)]),
    ...(isUnknown(given.provisionAfterExtensions)
      ? []
      : provisionAfterFaults(given.provisionAfterExtensions ?? [], extensionName(given))),
    ...adoptionFaults(given),
  ];
}

/** The parts of a value that may be unknown as a whole. */
const partsOf = (value: unknown): JsonObject => objectAt({ value: value as Json }, "value");

function twiceFaults(given: Inputs): Failure[] {
  return [
    ...twice(partsOf(given.settings), { path: "settings", typed: "backup" }),
    ...twice(partsOf(given.protectedSettings), { path: "protectedSettings", typed: "blobSasUris" }),
  ];
}

function twice(parts: JsonObject, { path, typed }: { path: string; typed: string }): Failure[] {
  if (parts["objectStr"] === undefined || parts[typed] === undefined) return [];
  return [
    {
      property: `${path}.objectStr`,
      reason: `is given beside ${path}.${typed}, which is sent as objectStr: leave one of them out`,
    },
  ];
}

const rawFaults = (given: Inputs): Failure[] => [
  ...strays(partsOf(given.rawSettings), { raw: "rawSettings", typed: "settings", keys: typedKeys(settings) }),
  ...strays(partsOf(given.rawProtectedSettings), {
    raw: "rawProtectedSettings",
    typed: "protectedSettings",
    keys: typedKeys(protectedSettings),
  }),
];

/** A setting has one place: what has a type is declared with it. */
const strays = (parts: JsonObject, at: { raw: string; typed: string; keys: readonly string[] }): Failure[] =>
  at.keys
    .filter((key) => parts[key] !== undefined)
    .map((key) => ({
      property: `${at.raw}.${key}`,
      reason: `has a place of its own, where it is checked: write ${at.typed}.${key}`,
    }));

const osTypeOf = ({ osType }: Inputs): OsType | undefined => (isUnknown(osType) ? undefined : osType);

function settingsFaults(given: Inputs): Failure[] {
  const wire = settingsToArm(given);
  if (typeof wire === "string") return [];
  const typed = partsOf(given.settings);
  return snapshotSettingsFaults(wire, osTypeOf(given)).map((fault) => ({
    ...fault,
    property: `settings.${typed["objectStr"] === undefined ? inBackup(fault.property) : fault.property}`,
  }));
}

/** The path inside `backup` of what is wrong with the object that is made of it. */
const inBackup = (property: string): string =>
  property.replace(/^objectStr\.backupMetadata/, "backup.metadata").replace(/^objectStr/, "backup");

function protectedFaults(given: Inputs): Failure[] {
  const wire = protectedToArm(given);
  if (typeof wire === "string") return [];
  const hasUris = partsOf(given.protectedSettings)["blobSasUris"] !== undefined;
  return snapshotSecretsFaults(wire, osTypeOf(given)).map(({ property, reason }) => {
    const path = hasUris ? property.replace(/^objectStr\.blobSASUri/, "blobSasUris") : property;
    return { property: path === "" ? "protectedSettings" : `protectedSettings.${path}`, reason };
  });
}

/** The extension lies where its VM lies, and is that of the VM's system. */
function machineFaults({ osType, location }: Inputs, { vm }: Known): Failure[] {
  const runs = textAt(vm, "storageProfile", "osDisk", "osType");
  const lies = textAt(vm, "location");
  const isSystem = runs === undefined || isUnknown(runs) || isUnknown(osType) || runs === osType;
  const isPlace =
    location === undefined || lies === undefined || [location, lies].some(isUnknown) || samePlace(location, lies);
  return [
    ...(isSystem
      ? []
      : [{ property: "osType", found: osType, reason: `is not what the VM runs: expected ${runs}, or leave it out` }]),
    ...(isPlace
      ? []
      : [
          {
            property: "location",
            found: location,
            reason: `is not where the VM lies: expected ${lies}, or leave it out`,
          },
        ]),
  ];
}

const samePlace = (left: string, right: string): boolean => placeKey(left) === placeKey(right);
const placeKey = (location: string): string => location.replaceAll(" ", "").toLowerCase();

/** Azure never shows protected settings, so that nobody can say whether they are identical. */
function adoptionFaults({ adopt, protectedSettings: typed, rawProtectedSettings: raw }: Inputs): Failure[] {
  const given = [typed, raw].filter((value) => value !== undefined);
  if (adopt !== "ifIdentical" || given.length === 0 || given.every(isUnknown)) return [];
  const reason =
    'is not possible with protected settings: Azure never shows them, so that nobody can tell whether they are identical; use adopt: "always", which writes them, or leave them out';
  return [{ property: "adopt", found: JSON.stringify(adopt), reason }];
}

/** What is allowed and worth a word; quotes no value. */
export function warnings({ settings: typed, protectedSettings: secret, rawProtectedSettings }: Inputs): string[] {
  const open = partsOf(typed);
  const seen = ["logsBlobUri", "statusBlobUri"]
    .filter((key) => open[key] !== undefined)
    .map(
      (key) =>
        `settings.${key} holds an access signature, and whoever may read the VM's extensions may read it: move it to protectedSettings.${key}. It also goes before the one there.`,
    );
  const takes = /snapshot/i.test(String(open["commandToExecute"] ?? "")) && !isUnknown(secret);
  const tells = [open["statusBlobUri"], partsOf(secret)["statusBlobUri"], rawProtectedSettings].some(
    (uri) => uri !== undefined,
  );
  if (!takes || tells) return seen;
  return [
    ...seen,
    "protectedSettings.statusBlobUri is left out: how the snapshot went is told in the VM alone, and Azure shows the extension as succeeded even where it failed.",
  ];
}
