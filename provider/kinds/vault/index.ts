/** The kind `Vault`: one resource writes the vault and its `backupconfig`, which Azure keeps apart, and verifies by reading back. */
import { warn } from "../../core/call.js";
import { BackupError } from "../../core/errors.js";
import { type JsonObject, objectAt, textAt, withoutUndefined } from "../../core/json.js";
import type { BackupEngine } from "../../engine/engine.js";
import { isUnknown } from "../../schema/unknown.js";
import type { ArmBody, Handler, Kind } from "../kind.js";
import { fromArm, NO_IDENTITY, settingsToArm, toArm, withDefaults } from "./arm.js";
import { faults, walls } from "./faults.js";
import { removeVault } from "./removal.js";
import { type Inputs, inputs, outputs } from "./schema.js";

function armId({ resourceGroup, name }: Partial<Inputs>): string | undefined {
  if (resourceGroup === undefined || name === undefined || isUnknown(resourceGroup) || isUnknown(name))
    return undefined;
  return `${resourceGroup}/providers/Microsoft.RecoveryServices/vaults/${name}`;
}

function bodies(given: Inputs): ArmBody[] {
  const settings = settingsToArm(given);
  const config = { type: "Microsoft.RecoveryServices/vaults/backupconfig", body: { properties: settings ?? {} } };
  return [
    { type: "Microsoft.RecoveryServices/vaults", body: toArm(given) },
    ...(settings === undefined ? [] : [config]),
  ];
}

function outputsOf(vault: JsonObject): JsonObject {
  const { principalId, tenantId } = objectAt(vault, "identity");
  return withoutUndefined({ principalId, tenantId });
}

function handler(engine: BackupEngine): Handler<Inputs> {
  const write = async (id: string, given: Inputs, more: JsonObject = {}) => {
    await engine.vaults.put(id, { ...toArm(given), ...more });
    const settings = settingsToArm(given);
    if (settings !== undefined) await writeSettings(engine, id, settings);
  };
  return {
    create: (id, given) => write(id, given),
    update: (id, given, previous) => {
      const drops = previous.identity !== undefined && given.identity === undefined;
      return write(id, withDefaults(given, previous), drops ? NO_IDENTITY : {});
    },
    read: async (id, given) => {
      const vault = await engine.vaults.find(id);
      if (vault === undefined) return undefined;
      const settings = (await engine.vaults.findSettings(id)) ?? {};
      return { inputs: fromArm(vault, settings, given), outputs: async () => outputsOf(vault) };
    },
    delete: (id, given) => removeVault(engine, id, given),
  };
}

/** What a program declares of soft delete; the enhanced security that goes with it is Azure's to show. */
const DECLARED_SETTINGS = ["softDeleteFeatureState", "softDeleteRetentionPeriodInDays"] as const;

/** Azure may answer 200 and change nothing, where a region forces soft delete: what was asked is read back. */
async function writeSettings(engine: BackupEngine, id: string, asked: JsonObject): Promise<void> {
  const differing = (held: JsonObject) =>
    DECLARED_SETTINGS.filter((key) => asked[key] !== undefined && asked[key] !== held[key]);
  const before = (await engine.vaults.findSettings(id)) ?? {};
  const wanted = differing(before);
  if (wanted.length === 0) return;
  if (!isEditable(before) && wanted.includes("softDeleteFeatureState")) return sayForced(id, before);
  await engine.vaults.patchSettings(id, asked);
  const held = (await engine.vaults.findSettings(id)) ?? {};
  const ignored = differing(held);
  if (ignored.length === 0) return;
  if (!isEditable(held)) return sayForced(id, held);
  const named = ignored.map((key) => `${key} is ${JSON.stringify(held[key])}, not ${JSON.stringify(asked[key])}`);
  throw new BackupError(
    "Refused",
    `Azure accepted the soft delete settings of ${id} and did not apply them: ${named.join(", ")}. Some regions force soft delete; declare what Azure forces.`,
  );
}

/** Azure tells of the state alone; for how many days is kept may be editable all the same. */
const isEditable = (settings: JsonObject): boolean => settings["isSoftDeleteFeatureStateEditable"] !== false;

/** A value that the region forces is no difference; it is said once. */
const sayForced = (id: string, held: JsonObject): void =>
  warn(
    `Azure forces soft delete for ${id}: it is ${textAt(held, "softDeleteFeatureState")} for ${String(held["softDeleteRetentionPeriodInDays"])} days, whatever is declared.`,
  );

export const vault: Kind<Inputs> = {
  name: "Vault",
  description: "A Recovery Services vault: what keeps the recovery points of the VMs that are protected in it.",
  inputs,
  outputs,
  armId,
  idInputs: ["resourceGroup", "name"],
  writtenLater: ["identity", "encryption", "immutability", "softDelete"],
  faults,
  walls,
  bodies,
  handler,
};
