/** The VMs that a vault could protect, and why it does not offer the others of its subscription. */
import { groupOf, idKey, isOfType, nameOf, sameId, subscriptionScopeOf } from "../../arm/resource-id.js";
import { type JsonObject, objectAt, textAt } from "../../core/json.js";
import type { BackupEngine } from "../../engine/engine.js";
import { type UnlistedCode, whyUnlisted } from "../../rules/items/discovery.js";
import { isInSoftDelete } from "../../rules/items/soft-delete.js";
import { sameRegion } from "../../rules/shared/regions.js";
import { oneOf, type Static, Type } from "../../schema/vocabulary.js";
import { closed, vaultId } from "./arguments.js";
import { requireVault } from "./found.js";
import { protectionOf, softDeleteFacts } from "./item-facts.js";
import { question } from "./question.js";
import { maybe, text } from "./results.js";

const UNLISTED_CODES = [
  "Classic",
  "AnotherRegion",
  "ProtectedHere",
  "StoppedHere",
  "SoftDeletedHere",
  "ProtectedInAnotherVault",
  "NotFound",
] as const satisfies readonly UnlistedCode[];

const protectableVmFacts = Type.Object(
  {
    vm: text("Its ARM id."),
    name: text("Its name."),
    resourceGroup: text("The name of its resource group."),
  },
  { typeName: "ProtectableVm", description: "A VM that a vault can protect." },
);

const unlisted = Type.Object(
  {
    vm: text("Its ARM id."),
    name: text("Its name."),
    location: maybe(text("Its region.")),
    code: oneOf(UNLISTED_CODES, {
      typeName: "UnlistedCode",
      description:
        "Why the vault cannot protect it: `Classic`, `AnotherRegion`, `ProtectedHere`, `StoppedHere`, `SoftDeletedHere`, `ProtectedInAnotherVault` or `NotFound`.",
    }),
    reason: text("The reason and what to do, in a sentence."),
    vault: maybe(text("The vault that protects it or retains its backups, if one does.")),
    purgeAt: maybe(text("When its soft-deleted backups are purged; undefined if it has none.")),
  },
  { typeName: "UnlistedVm", description: "A VM that a vault cannot protect now, and why." },
);

const result = Type.Object(
  {
    protectable: Type.Array(protectableVmFacts, { description: "The VMs that can be protected in the vault now." }),
    others: Type.Array(unlisted, { description: "The other VMs of the vault's subscription." }),
  },
  {
    typeName: "GetProtectableVmsResult",
    description: "The VMs that a vault can protect, and the other VMs of its subscription.",
  },
);

type ProtectableVm = Static<typeof protectableVmFacts>;
type UnlistedVm = Static<typeof unlisted>;

const args = Type.Object({ vault: vaultId() }, { ...closed, description: "The vault." });

export const protectableVms = question({
  name: "getProtectableVms",
  args,
  result,
  answer: async (engine, { vault }): Promise<Static<typeof result>> => {
    const location = textAt(await requireVault(engine, vault), "location") ?? "";
    await engine.discovery.refresh(vault);
    const subscription = subscriptionScopeOf(vault);
    const [listed, vms, classic, items, now] = await Promise.all([
      engine.discovery.listProtectable(vault),
      engine.discovery.listVms(subscription),
      engine.discovery.listClassicVms(subscription),
      engine.protectedItems.list(vault),
      engine.now(),
    ]);
    // Azure may list classic VMs, which ProtectedVm does not support.
    const protectable = listed
      .map(protectableVm)
      .filter(({ vm }) => !isClassicId(vm))
      .sort(byName);
    const offered = new Set(protectable.map(({ vm }) => idKey(vm)));
    const others = [...vms, ...classic].filter((vm) => !offered.has(idKey(textAt(vm, "id") ?? "")));
    const context = { vault, location, items, now };
    const unlistedVms = await inGroups(others, (vm) => unlistedVm(engine, vm, context));
    return { protectable, others: unlistedVms.sort(byName) };
  },
});

/** The number of VMs that are read concurrently. */
const AT_A_TIME = 16;

async function inGroups<T, R>(list: readonly T[], work: (entry: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (let from = 0; from < list.length; from += AT_A_TIME) {
    done.push(...(await Promise.all(list.slice(from, from + AT_A_TIME).map(work))));
  }
  return done;
}

const isClassicId = (vm: string): boolean => isOfType(vm, "Microsoft.ClassicCompute/virtualMachines");

const byName = (left: { name: string; vm: string }, right: { name: string; vm: string }): number =>
  left.name.localeCompare(right.name, "en") || left.vm.localeCompare(right.vm, "en");

function protectableVm(item: JsonObject): ProtectableVm {
  const vm = textAt(item, "properties", "virtualMachineId") ?? "";
  const name = textAt(item, "properties", "friendlyName") ?? "";
  return { vm, name, resourceGroup: groupOf(vm) ?? "" };
}

interface Context {
  readonly vault: string;
  readonly location: string;
  readonly items: readonly JsonObject[];
  readonly now: Date;
}

async function unlistedVm(engine: BackupEngine, resource: JsonObject, context: Context): Promise<UnlistedVm> {
  const vm = textAt(resource, "id") ?? "";
  const location = textAt(resource, "location");
  const isClassic = isClassicId(vm);
  const properties = context.items.map((item) => objectAt(item, "properties")).find((item) => isItemOf(item, vm));
  const softDelete = properties === undefined ? undefined : softDeleteFacts(properties, context.now);
  const isInRegion = !isClassic && (location === undefined || sameRegion(location, context.location));
  // A request to Azure is needed only if nothing else explains the VM.
  const otherVault =
    isInRegion && properties === undefined ? await engine.protectedItems.findVaultOf(vm, context.vault) : undefined;
  const why = whyUnlisted({
    isClassic,
    location,
    vaultLocation: context.location,
    otherVault,
    ...(properties === undefined ? {} : { item: itemOf(properties, softDelete?.purgeAt) }),
  });
  const vault = properties === undefined ? otherVault : context.vault;
  return { vm, name: nameOf(vm), location, ...why, vault, purgeAt: softDelete?.purgeAt };
}

const isItemOf = (item: JsonObject, vm: string): boolean =>
  sameId(textAt(item, "sourceResourceId") ?? textAt(item, "virtualMachineId") ?? "", vm);

const itemOf = (properties: JsonObject, purgeAt: string | undefined) => ({
  isStopped: protectionOf(textAt(properties, "protectionState")) !== "protected",
  isSoftDeleted: isInSoftDelete(properties),
  purgeAt,
});
