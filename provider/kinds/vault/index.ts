/** The kind `Vault`: one resource writes the vault and its `backupconfig`, which Azure keeps apart, and verifies by reading back. */
import { type JsonObject, objectAt, withoutUndefined } from "../../core/json.js";
import type { BackupEngine } from "../../engine/engine.js";
import { isUnknown } from "../../schema/unknown.js";
import type { ArmBody, Handler, Kind } from "../kind.js";
import { fromArm, NO_IDENTITY, settingsToArm, toArm, withDefaults } from "./arm.js";
import { faults, walls } from "./faults.js";
import { removeVault } from "./removal.js";
import { type Inputs, inputs, outputs } from "./schema.js";
import { writeSettings } from "./settings.js";
import { stateFaults } from "./state-faults.js";

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
  const write = async (id: string, given: Inputs, declared: Inputs, more: JsonObject = {}) => {
    await engine.vaults.put(id, { ...toArm(given), ...more });
    const settings = settingsToArm(given);
    if (settings === undefined) return;
    await writeSettings(engine, { id, declared: declared.softDelete?.state }, settings);
  };
  return {
    create: (id, given) => write(id, given, given),
    update: (id, given, previous) => {
      const drops = previous.identity !== undefined && given.identity === undefined;
      return write(id, withDefaults(given, previous), given, drops ? NO_IDENTITY : {});
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

export const vault: Kind<Inputs> = {
  name: "Vault",
  description: "A Recovery Services vault: what keeps the recovery points of the VMs that are protected in it.",
  inputs,
  outputs,
  armId,
  idInputs: ["resourceGroup", "name"],
  writtenLater: ["identity", "encryption", "immutability", "softDelete"],
  leftInputs: ["location", "redundancy", "publicNetworkAccess", "softDelete", "immutability"],
  faults,
  stateFaults,
  walls,
  bodies,
  handler,
};
