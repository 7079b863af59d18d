/** The types of properties that several kinds have. Written by npm run schema: do not edit. */
import type { OptionalInput } from "./arguments.js";

/** The values of `ArmResource.onDelete`, `BackupPolicy.onDelete`, `DiskSnapshot.onDelete` and other properties. */
export type OnDelete = "delete" | "retain";

/**
 * What to do with a resource that already exists and is not in the state: `never` is an error; `ifIdentical` adopts it
 * if every declared property has the declared value; `always` adopts it and changes it to the declared values; `own`
 * changes it in the same way and manages it as created by this stack, for a create that was interrupted on another
 * machine. A destroy retains an adopted resource, unless `onDelete` is declared, and deletes an owned one.
 */
export type Adopt = "never" | "ifIdentical" | "always" | "own";

/** How long to wait for Azure. Pulumi's own option `customTimeouts` does not reach a dynamic resource. As an input. */
export interface TimeoutsArgs {
  /**
   * How long to wait for a create. After a timeout the operation continues in Azure, and the next `pulumi up` or
   * `pulumi destroy` waits for it again. Allowed: a duration such as "90s", "30m", "2h" or "1h30m".
   */
  create?: OptionalInput<string>;
  /**
   * How long to wait for an update. After a timeout the operation continues in Azure, and the next `pulumi up` or
   * `pulumi destroy` waits for it again. Allowed: a duration such as "90s", "30m", "2h" or "1h30m".
   */
  update?: OptionalInput<string>;
  /**
   * How long to wait for a delete. After a timeout the operation continues in Azure, and the next `pulumi up` or
   * `pulumi destroy` waits for it again. Allowed: a duration such as "90s", "30m", "2h" or "1h30m".
   */
  delete?: OptionalInput<string>;
}

/** How long to wait for Azure. Pulumi's own option `customTimeouts` does not reach a dynamic resource. */
export interface Timeouts {
  /**
   * How long to wait for a create. After a timeout the operation continues in Azure, and the next `pulumi up` or
   * `pulumi destroy` waits for it again.
   */
  readonly create?: string | undefined;
  /**
   * How long to wait for an update. After a timeout the operation continues in Azure, and the next `pulumi up` or
   * `pulumi destroy` waits for it again.
   */
  readonly update?: string | undefined;
  /**
   * How long to wait for a delete. After a timeout the operation continues in Azure, and the next `pulumi up` or
   * `pulumi destroy` waits for it again.
   */
  readonly delete?: string | undefined;
}

/**
 * The values of `DiskSnapshot.publicNetworkAccess`, `Vault.publicNetworkAccess`, `Vault.crossRegionRestore` and other
 * properties.
 */
export type Switch = "Enabled" | "Disabled";

/** The values of `DiskSnapshot.osType` and `VmSnapshotExtension.osType`. */
export type OsType = "Windows" | "Linux";
