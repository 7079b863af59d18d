/** The kind `Vault`: one resource writes the vault and its `backupconfig`, which Azure keeps apart, and verifies by reading back. */
import { groupId, parseResourceId, resourceName } from "../../arm/resource-id.js";
import { BackupError } from "../../core/errors.js";
import { type JsonObject, objectAt, sameJson, textAt, withoutUndefined } from "../../core/json.js";
import type { BackupEngine } from "../../engine/engine.js";
import type { Failure } from "../../schema/failures.js";
import { isUnknown } from "../../schema/unknown.js";
import { type ArmBody, type Handler, type Kind, noOutputs } from "../kind.js";
import { type Inputs, inputs, outputs } from "./schema.js";

function armId({ resourceGroup, name }: Partial<Inputs>): string | undefined {
  if (resourceGroup === undefined || name === undefined || isUnknown(resourceGroup) || isUnknown(name))
    return undefined;
  return `${resourceGroup}/providers/Microsoft.RecoveryServices/vaults/${name}`;
}

function faults({ softDelete }: Inputs): Failure[] {
  if (softDelete?.state !== "Disabled" || softDelete.retentionDays === undefined) return [];
  if (isUnknown(softDelete.retentionDays)) return [];
  const reason = 'has no meaning while softDelete.state is "Disabled": leave it out, or enable soft delete';
  return [{ property: "softDelete.retentionDays", found: String(softDelete.retentionDays), reason }];
}

/** The body of the PUT. */
export const toArm = ({ location, tags, publicNetworkAccess, redundancy }: Inputs): JsonObject =>
  withoutUndefined({
    location,
    tags,
    sku: { name: "Standard" },
    properties: {
      publicNetworkAccess,
      redundancySettings: redundancy === undefined ? undefined : { standardTierStorageRedundancy: redundancy },
    },
  });

/** The properties of `backupconfig/vaultconfig`, or undefined where the program leaves soft delete to Azure. */
export function settingsToArm({ softDelete }: Inputs): JsonObject | undefined {
  if (softDelete === undefined) return undefined;
  return withoutUndefined({
    enhancedSecurityState: softDelete.state,
    softDeleteFeatureState: softDelete.state,
    softDeleteRetentionPeriodInDays: softDelete.retentionDays,
  });
}

/** What Azure has, in the words of the inputs. */
export function fromArm(vault: JsonObject, settings: JsonObject, given: Partial<Inputs>): JsonObject {
  const id = textAt(vault, "id") ?? "";
  const properties = objectAt(vault, "properties");
  const wantsDays = given.softDelete?.retentionDays !== undefined;
  return withoutUndefined({
    name: textAt(vault, "name") ?? resourceName(parseResourceId(id)),
    resourceGroup: groupId(id),
    location: vault["location"],
    tags: vault["tags"],
    redundancy: textAt(properties, "redundancySettings", "standardTierStorageRedundancy"),
    publicNetworkAccess: properties["publicNetworkAccess"],
    softDelete: {
      state: settings["softDeleteFeatureState"],
      retentionDays: wantsDays ? settings["softDeleteRetentionPeriodInDays"] : undefined,
    },
  });
}

function bodies(given: Inputs): ArmBody[] {
  const settings = settingsToArm(given);
  const config = { type: "Microsoft.RecoveryServices/vaults/backupconfig", body: { properties: settings ?? {} } };
  return [
    { type: "Microsoft.RecoveryServices/vaults", body: toArm(given) },
    ...(settings === undefined ? [] : [config]),
  ];
}

function handler(engine: BackupEngine): Handler<Inputs> {
  const write = async (id: string, given: Inputs) => {
    await engine.vaults.put(id, toArm(given));
    const settings = settingsToArm(given);
    if (settings !== undefined) await writeSettings(engine, id, settings);
  };
  return {
    create: write,
    // A PUT that does not speak of tags leaves them: those that are declared no longer are taken away by none.
    update: (id, given, previous) => write(id, previous.tags === undefined ? given : { tags: {}, ...given }),
    read: async (id, given) => {
      const vault = await engine.vaults.find(id);
      if (vault === undefined) return undefined;
      const settings = (await engine.vaults.findSettings(id)) ?? {};
      return { inputs: fromArm(vault, settings, given), outputs: noOutputs };
    },
    delete: async (id, given) => {
      if (given.onDelete !== "retain") await engine.vaults.delete(id);
    },
  };
}

/** Azure may answer 200 and change nothing, where a region forces soft delete: what was asked is read back. */
async function writeSettings(engine: BackupEngine, id: string, asked: JsonObject): Promise<void> {
  await engine.vaults.patchSettings(id, asked);
  const held = (await engine.vaults.findSettings(id)) ?? {};
  const ignored = Object.keys(asked).filter((key) => !sameJson(asked[key], held[key]));
  if (ignored.length === 0) return;
  const named = ignored.map((key) => `${key} is ${JSON.stringify(held[key])}, not ${JSON.stringify(asked[key])}`);
  throw new BackupError(
    "Refused",
    `Azure accepted the soft delete settings of ${id} and did not apply them: ${named.join(", ")}. Some regions force soft delete; declare what Azure forces.`,
  );
}

export const vault: Kind<Inputs> = {
  name: "Vault",
  description: "A Recovery Services vault: what keeps the recovery points of the VMs that are protected in it.",
  inputs,
  outputs,
  armId,
  faults,
  bodies,
  handler,
};
