/** The hand-written parts of the class `VmSnapshotExtension`. */
import * as pulumi from "@pulumi/pulumi";
import { type ClassParts, keepAll } from "../../dynamic/resource.js";
import { handlerType } from "./names.js";

/**
 * The VMSnapshot extension of Azure Backup on a VM. Azure Backup installs it with the first backup, and writes its
 * own settings with each backup; declare it to install it earlier, to pin its version, or to configure it. Azure changes it
 * and its tags only while the VM runs. With `adopt: "always"` and no settings, an existing extension is adopted with its settings.
 *
 * @example
 * ```ts
 * new VmSnapshotExtension("snapshot", { vm, enableAutomaticUpgrade: true });
 *
 * new VmSnapshotExtension("snapshot-now", {
 *   vm: vm.id,
 *   osType: "Linux",
 *   settings: { commandToExecute: "snapshot", taskId: "7f1d…", backup: { metadata: { vmbackuptag: "before-upgrade" } } },
 *   protectedSettings: { blobSasUris: [], statusBlobUri },
 * });
 * ```
 */
export const parts: ClassParts = {
  known: { vm: { location: keepAll, storageProfile: (profile) => osDiskOf(profile) } },
  prepare: (args) => withVmFacts({ ...args }),
  secretOutputs: ["protectedSettings", "rawProtectedSettings"],
};

type Arguments = Readonly<Record<string, unknown>>;

/** Adds the OS type of the VM and the name to the arguments, and marks secrets. */
function withVmFacts(args: Arguments): object {
  const osType = args["osType"] ?? systemOf(args["vm"]);
  return {
    ...args,
    osType,
    name: args["name"] ?? pulumi.output(osType as pulumi.Input<string | undefined>).apply(handlerType),
    ...publicPart(args["settings"]),
    ...secretPart(args, "protectedSettings"),
    ...secretPart(args, "rawProtectedSettings"),
  };
}

const secretPart = (args: Arguments, key: string): object =>
  args[key] == null ? {} : { [key]: pulumi.secret(args[key]) };

/** Marks all public settings as secret if one of them is. Plain settings are checked by key, so an unknown value does not affect the others. */
function publicPart(settings: unknown): object {
  if (settings == null) return {};
  const isPlain = !(pulumi.Output.isInstance(settings) || settings instanceof Promise);
  if (isPlain) return { settings: holdsSecret(settings) ? pulumi.secret(settings) : settings };
  const found = pulumi.output(settings as pulumi.Input<object>);
  return { settings: found.apply((known) => (holdsSecret(known) ? pulumi.secret(known) : pulumi.output(known))) };
}

/** Whether the settings contain an access signature or the token of the host. */
const holdsSecret = (settings: unknown): boolean =>
  memberOf(settings, "logsBlobUri") != null ||
  memberOf(settings, "statusBlobUri") != null ||
  memberOf(memberOf(settings, "backup"), "snapshotTaskToken") != null;

/** The OS type of a VM resource. */
const systemOf = (vm: unknown): pulumi.Output<System> =>
  pulumi
    .output(vm as pulumi.Input<string | object>)
    .apply((found) =>
      pulumi
        .all([memberOf(found, "storageProfile"), memberOf(found, "properties")])
        .apply(([profile, properties]) => osTypeIn(profile) ?? osTypeIn(memberOf(properties, "storageProfile"))),
    );

type System = "Windows" | "Linux" | undefined;

function osTypeIn(storageProfile: unknown): System {
  const osType = memberOf(memberOf(storageProfile, "osDisk"), "osType");
  return osType === "Windows" || osType === "Linux" ? osType : undefined;
}

const memberOf = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;

/** Only the OS type of a VM's disks is stored in the state. */
const osDiskOf = (storageProfile: unknown): object | undefined => {
  const osType = osTypeIn(storageProfile);
  return osType === undefined ? undefined : { osDisk: { osType } };
};
