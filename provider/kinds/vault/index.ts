/** The kind `Vault`: writes the vault and its `backupconfig`, which is a separate resource in Azure, and verifies them by a read. */
import { type JsonObject, objectAt, withoutUndefined } from "../../core/json.js";
import type { BackupEngine } from "../../engine/engine.js";
import { isUnknown } from "../../schema/unknown.js";
import type { ArmBody, Handler, Kind } from "../kind.js";
import { fromArm, NO_IDENTITY, settingsToArm, toArm, withDefaults } from "./arm.js";
import { faults, irreversibleChanges } from "./faults.js";
import { placeFaults, placeWarnings } from "./place.js";
import { removeVault } from "./removal.js";
import { type Inputs, inputs, outputs } from "./schema.js";
import { writeSettings } from "./settings.js";
import { stateFaults } from "./state-faults.js";

function armId({ resourceGroup, name }: Partial<Inputs>): string | undefined {
  if (resourceGroup === undefined || name === undefined || isUnknown(resourceGroup) || isUnknown(name))
    return undefined;
  return `${resourceGroup}/providers/Microsoft.RecoveryServices/vaults/${name}`;
}

function bodies(declared: Inputs): ArmBody[] {
  const settings = settingsToArm(declared);
  const config = { type: "Microsoft.RecoveryServices/vaults/backupconfig", body: { properties: settings ?? {} } };
  return [
    { type: "Microsoft.RecoveryServices/vaults", body: toArm(declared) },
    ...(settings === undefined ? [] : [config]),
  ];
}

function outputsOf(vault: JsonObject): JsonObject {
  const { principalId, tenantId } = objectAt(vault, "identity");
  return withoutUndefined({ principalId, tenantId });
}

function handler(engine: BackupEngine): Handler<Inputs> {
  const write = async (id: string, desired: Inputs, declared: Inputs, more: JsonObject = {}) => {
    await engine.vaults.put(id, { ...toArm(desired), ...more });
    const settings = settingsToArm(desired);
    if (settings === undefined) return;
    await writeSettings(engine, { id, declared: declared.softDelete?.state }, settings);
  };
  return {
    create: (id, declared) => write(id, declared, declared),
    update: (id, declared, previous) => {
      const dropsIdentity = previous.identity !== undefined && declared.identity === undefined;
      return write(id, withDefaults(declared, previous), declared, dropsIdentity ? NO_IDENTITY : {});
    },
    read: async (id, declared) => {
      const vault = await engine.vaults.find(id);
      if (vault === undefined) return undefined;
      const settings = (await engine.vaults.findSettings(id)) ?? {};
      return { inputs: fromArm(vault, settings, declared), outputs: async () => outputsOf(vault) };
    },
    delete: (id, declared) => removeVault(engine, id, declared),
  };
}

export const vault: Kind<Inputs> = {
  name: "Vault",
  description: "A Recovery Services vault, which stores the recovery points of the VMs that are protected in it.",
  armType: "Microsoft.RecoveryServices/vaults",
  inputs,
  outputs,
  armId,
  idInputs: ["resourceGroup", "name"],
  writtenLater: ["identity", "encryption", "immutability", "softDelete"],
  retainedInputs: ["location", "redundancy", "publicNetworkAccess", "softDelete", "immutability"],
  faults: (declared) => [...faults(declared), ...placeFaults(declared)],
  warnings: placeWarnings,
  stateFaults,
  irreversibleChanges,
  bodies,
  handler,
};
