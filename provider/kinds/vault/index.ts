/** The kind `Vault`: one resource writes the vault and its `backupconfig`, which Azure keeps apart, and verifies by reading back. */
import { warn } from "../../core/call.js";
import { BackupError } from "../../core/errors.js";
import { type JsonObject, objectAt, sameJson, textAt, withoutUndefined } from "../../core/json.js";
import type { BackupEngine } from "../../engine/engine.js";
import { isUnknown } from "../../schema/unknown.js";
import type { ArmBody, Handler, Kind } from "../kind.js";
import { AZURES_DEFAULTS, fromArm, settingsToArm, toArm } from "./arm.js";
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

/** What is declared no longer goes back to what Azure has where a program says nothing. */
function withDefaults(given: Inputs, previous: Partial<Inputs>): Inputs {
  const dropped = Object.entries(AZURES_DEFAULTS).filter(
    ([key]) => previous[key as keyof Inputs] !== undefined && given[key as keyof Inputs] === undefined,
  );
  return { ...given, ...Object.fromEntries(dropped) };
}

function outputsOf(vault: JsonObject): JsonObject {
  const { principalId, tenantId } = objectAt(vault, "identity");
  return withoutUndefined({ principalId, tenantId });
}

function handler(engine: BackupEngine): Handler<Inputs> {
  const write = async (id: string, given: Inputs) => {
    await engine.vaults.put(id, toArm(given));
    const settings = settingsToArm(given);
    if (settings !== undefined) await writeSettings(engine, id, settings);
  };
  return {
    create: write,
    update: async (id, given, previous) => {
      const wanted = withDefaults(given, previous);
      await write(id, wanted);
      if (previous.identity !== undefined && given.identity === undefined) await dropIdentity(engine, id, wanted);
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

const dropIdentity = (engine: BackupEngine, id: string, given: Inputs) =>
  engine.vaults.put(id, { ...toArm(given), identity: { type: "None" } });

/** Azure may answer 200 and change nothing, where a region forces soft delete: what was asked is read back. */
async function writeSettings(engine: BackupEngine, id: string, asked: JsonObject): Promise<void> {
  const { resourceGuardOperationRequests: _, ...wanted } = asked;
  const before = (await engine.vaults.findSettings(id)) ?? {};
  if (Object.keys(wanted).every((key) => sameJson(wanted[key], before[key]))) return;
  if (before["isSoftDeleteFeatureStateEditable"] === false) return sayForced(id, before);
  await engine.vaults.patchSettings(id, asked);
  const held = (await engine.vaults.findSettings(id)) ?? {};
  const ignored = Object.keys(wanted).filter((key) => !sameJson(wanted[key], held[key]));
  if (ignored.length === 0) return;
  if (held["isSoftDeleteFeatureStateEditable"] === false) return sayForced(id, held);
  const named = ignored.map((key) => `${key} is ${JSON.stringify(held[key])}, not ${JSON.stringify(wanted[key])}`);
  throw new BackupError(
    "Refused",
    `Azure accepted the soft delete settings of ${id} and did not apply them: ${named.join(", ")}. Some regions force soft delete; declare what Azure forces.`,
  );
}

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
  faults,
  walls,
  bodies,
  handler,
};
