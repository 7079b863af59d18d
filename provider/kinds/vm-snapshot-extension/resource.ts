/** The resource class `VmSnapshotExtension`. Written by npm run schema: do not edit. */
import type * as pulumi from "@pulumi/pulumi";
import type { KnownVm, OptionalInput, Reference } from "../../dynamic/arguments.js";
import { BackupResource, isOfKind } from "../../dynamic/resource.js";
import type { Adopt, OnDelete, OsType, Timeouts, TimeoutsArgs } from "../../dynamic/shared-types.js";
import { parts } from "./class.js";
import * as provider from "./provider.js";
import type {
  VmSnapshotExtensionProtectedSettings,
  VmSnapshotExtensionProtectedSettingsArgs,
  VmSnapshotExtensionSettings,
  VmSnapshotExtensionSettingsArgs,
  VmSnapshotExtensionStatus,
} from "./types.js";

export type * from "./types.js";

/** The inputs of `VmSnapshotExtension`. */
export interface VmSnapshotExtensionArgs {
  /** The ARM id of the VM. Or the resource itself. */
  vm: Reference<KnownVm>;
  /**
   * The operating system of the VM, which selects the extension VMSnapshot or VMSnapshotLinux. A change replaces the
   * extension.
   */
  osType?: OptionalInput<OsType>;
  /**
   * The extension's name on the VM. Default: `VMSnapshot` or `VMSnapshotLinux`, the names that Azure Backup uses. A VM
   * can have only one extension of this type, whatever its name. Allowed: 1 to 80 characters, not starting with a dot,
   * without spaces and < > * % & : ? # + / \.
   */
  name?: OptionalInput<string>;
  /**
   * The Azure region, which is the VM's. Default: read from the VM. Allowed: an Azure region, such as westeurope or
   * West Europe.
   */
  location?: OptionalInput<string>;
  /** Azure's tags. */
  tags?: OptionalInput<Readonly<Record<string, OptionalInput<string>>>>;
  /**
   * The version to install, `major.minor`. Default: 1.9 on Windows, 1.0 on Linux. Allowed: a version major.minor, such
   * as 1.9; Azure selects the rest.
   */
  typeHandlerVersion?: OptionalInput<string>;
  /** Whether Azure installs the newest minor version when the extension is written. Default: `true`. */
  autoUpgradeMinorVersion?: OptionalInput<boolean>;
  /** Whether Azure upgrades the extension by itself when there is a newer version. */
  enableAutomaticUpgrade?: OptionalInput<boolean>;
  /** Any string; a change makes the extension run again with the same settings. */
  forceUpdateTag?: OptionalInput<string>;
  /** Whether Azure hides failures of the extension, such as a connection failure; provisioning then succeeds. */
  suppressFailures?: OptionalInput<boolean>;
  /** The names of other extensions of the VM that are provisioned before this one. */
  provisionAfterExtensions?: OptionalInput<readonly pulumi.Input<string>[]>;
  /**
   * The settings that everybody with read access to the VM can read. If all settings are omitted, also the raw and the
   * protected ones, the extension is installed, takes no snapshot, and keeps the settings that Azure Backup writes; an
   * existing extension is adopted with its settings. Azure Backup writes its own settings with every backup, so
   * declared ones drift; declare settings only if this program, and not Azure Backup, runs the extension.
   */
  settings?: OptionalInput<VmSnapshotExtensionSettingsArgs>;
  /** Settings that `settings` does not support, sent to Azure unchanged. */
  rawSettings?: OptionalInput<Record<string, unknown>>;
  /**
   * The settings that only the VM can read. Azure never returns them, so a change outside this program cannot be
   * detected; the state contains them encrypted.
   */
  protectedSettings?: OptionalInput<VmSnapshotExtensionProtectedSettingsArgs>;
  /**
   * Protected settings that `protectedSettings` does not support, sent to Azure unchanged. Azure never returns them.
   */
  rawProtectedSettings?: OptionalInput<Record<string, unknown>>;
  /**
   * What a destroy does. `delete` deletes the extension. `retain` leaves it on the VM. Default: `delete` if the
   * resource was created, `retain` if it was adopted. On a stopped VM a destroy retains the extension, since Azure
   * deletes extensions only from a running VM. The resource option `deletedWith: vm` skips the delete if the VM is
   * deleted too.
   */
  onDelete?: OptionalInput<OnDelete>;
  /**
   * What to do with a resource that already exists and is not in the state: `never` is an error; `ifIdentical` adopts
   * it if every declared property has the declared value; `always` adopts it and changes it to the declared values;
   * `own` changes it in the same way and manages it as created by this stack, for a create that was interrupted on
   * another machine. A destroy retains an adopted resource, unless `onDelete` is declared, and deletes an owned one.
   * Default: `never`.
   */
  adopt?: OptionalInput<Adopt>;
  /** How long to wait for Azure. Pulumi's own option `customTimeouts` does not reach a dynamic resource. */
  timeouts?: OptionalInput<TimeoutsArgs>;
}

const declaration = {
  ...parts,
  provider,
  kind: "VmSnapshotExtension",
  armType: "Microsoft.Compute/virtualMachines/extensions",
  outputs: [
    "vm",
    "osType",
    "name",
    "location",
    "tags",
    "typeHandlerVersion",
    "autoUpgradeMinorVersion",
    "enableAutomaticUpgrade",
    "forceUpdateTag",
    "suppressFailures",
    "provisionAfterExtensions",
    "settings",
    "rawSettings",
    "protectedSettings",
    "rawProtectedSettings",
    "onDelete",
    "adopt",
    "timeouts",
    "provisioningState",
    "handlerVersion",
    "status",
  ],
  named: false,
  references: ["vm"],
};

/**
 * The VMSnapshot extension of Azure Backup on a VM. Azure Backup installs it with the first backup, and writes its own
 * settings with each backup; declare it to install it earlier, to pin its version, or to configure it. Azure changes it
 * and its tags only while the VM runs. With `adopt: "always"` and no settings, an existing extension is adopted with
 * its settings.
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
export class VmSnapshotExtension extends BackupResource {
  /** The ARM id of the VM. */
  declare readonly vm: pulumi.Output<string>;
  /**
   * The operating system of the VM, which selects the extension VMSnapshot or VMSnapshotLinux. A change replaces the
   * extension.
   */
  declare readonly osType: pulumi.Output<OsType>;
  /**
   * The extension's name on the VM. Default: `VMSnapshot` or `VMSnapshotLinux`, the names that Azure Backup uses. A VM
   * can have only one extension of this type, whatever its name.
   */
  declare readonly name: pulumi.Output<string>;
  /** The Azure region, which is the VM's. Default: read from the VM. */
  declare readonly location: pulumi.Output<string | undefined>;
  /** Azure's tags. */
  declare readonly tags: pulumi.Output<Record<string, string> | undefined>;
  /** The version to install, `major.minor`. Default: 1.9 on Windows, 1.0 on Linux. */
  declare readonly typeHandlerVersion: pulumi.Output<string | undefined>;
  /** Whether Azure installs the newest minor version when the extension is written. */
  declare readonly autoUpgradeMinorVersion: pulumi.Output<boolean>;
  /** Whether Azure upgrades the extension by itself when there is a newer version. */
  declare readonly enableAutomaticUpgrade: pulumi.Output<boolean | undefined>;
  /** Any string; a change makes the extension run again with the same settings. */
  declare readonly forceUpdateTag: pulumi.Output<string | undefined>;
  /** Whether Azure hides failures of the extension, such as a connection failure; provisioning then succeeds. */
  declare readonly suppressFailures: pulumi.Output<boolean | undefined>;
  /** The names of other extensions of the VM that are provisioned before this one. */
  declare readonly provisionAfterExtensions: pulumi.Output<string[] | undefined>;
  /**
   * The settings that everybody with read access to the VM can read. If all settings are omitted, also the raw and the
   * protected ones, the extension is installed, takes no snapshot, and keeps the settings that Azure Backup writes; an
   * existing extension is adopted with its settings. Azure Backup writes its own settings with every backup, so
   * declared ones drift; declare settings only if this program, and not Azure Backup, runs the extension.
   */
  declare readonly settings: pulumi.Output<VmSnapshotExtensionSettings | undefined>;
  /** Settings that `settings` does not support, sent to Azure unchanged. */
  declare readonly rawSettings: pulumi.Output<Record<string, unknown> | undefined>;
  /**
   * The settings that only the VM can read. Azure never returns them, so a change outside this program cannot be
   * detected; the state contains them encrypted.
   */
  declare readonly protectedSettings: pulumi.Output<VmSnapshotExtensionProtectedSettings | undefined>;
  /**
   * Protected settings that `protectedSettings` does not support, sent to Azure unchanged. Azure never returns them.
   */
  declare readonly rawProtectedSettings: pulumi.Output<Record<string, unknown> | undefined>;
  /**
   * What a destroy does. `delete` deletes the extension. `retain` leaves it on the VM. Default: `delete` if the
   * resource was created, `retain` if it was adopted. On a stopped VM a destroy retains the extension, since Azure
   * deletes extensions only from a running VM. The resource option `deletedWith: vm` skips the delete if the VM is
   * deleted too.
   */
  declare readonly onDelete: pulumi.Output<OnDelete | undefined>;
  /**
   * What to do with a resource that already exists and is not in the state: `never` is an error; `ifIdentical` adopts
   * it if every declared property has the declared value; `always` adopts it and changes it to the declared values;
   * `own` changes it in the same way and manages it as created by this stack, for a create that was interrupted on
   * another machine. A destroy retains an adopted resource, unless `onDelete` is declared, and deletes an owned one.
   */
  declare readonly adopt: pulumi.Output<Adopt>;
  /** How long to wait for Azure. Pulumi's own option `customTimeouts` does not reach a dynamic resource. */
  declare readonly timeouts: pulumi.Output<Timeouts | undefined>;
  /** Azure's state of the extension when it was last written, such as Succeeded. */
  declare readonly provisioningState: pulumi.Output<string>;
  /** The version that ran when the resource was last written; undefined until the VM reports it. */
  declare readonly handlerVersion: pulumi.Output<string | undefined>;
  /**
   * The status of the extension when the resource was last written. A backup that failed shows in its job, not here.
   */
  declare readonly status: pulumi.Output<VmSnapshotExtensionStatus | undefined>;
  /** The ARM type of every such resource. */
  declare readonly __armType?: "Microsoft.Compute/virtualMachines/extensions";

  constructor(name: string, args: VmSnapshotExtensionArgs, options?: pulumi.CustomResourceOptions) {
    super(declaration, name, args, options);
  }

  /**
   * Reads an existing resource by its ARM id. It is not managed: a change of it is an error, and a destroy does not
   * delete it.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): VmSnapshotExtension {
    return new VmSnapshotExtension(name, undefined as unknown as VmSnapshotExtensionArgs, { ...options, id });
  }

  /** Whether a value is a `VmSnapshotExtension`, also of another copy of this package. */
  static override isInstance(value: unknown): value is VmSnapshotExtension {
    return isOfKind(value, "VmSnapshotExtension");
  }
}
