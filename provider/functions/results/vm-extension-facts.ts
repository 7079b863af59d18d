/** The result of `getVmExtensions`. Written by npm run schema from the schemas in provider/functions/answers. */

/** An extension of a VM, without its settings. */
export interface VmExtensionFacts {
  /** Its ARM id. */
  readonly id: string;
  /** Its name on the VM. */
  readonly name: string;
  /** Its publisher, such as `Microsoft.Azure.RecoveryServices`. */
  readonly publisher: string;
  /** Its type, such as `VMSnapshot`. */
  readonly type: string;
  /** The requested version, such as `1.9`. */
  readonly version: string;
  /** Whether Azure may install a newer minor version. */
  readonly autoUpgradeMinorVersion: boolean;
  /** `Succeeded`, `Failed`, or the running operation. */
  readonly provisioningState: string;
  /** Whether Azure Backup takes snapshots with this extension: `VMSnapshot`, or `VMSnapshotLinux`. */
  readonly isSnapshotExtension: boolean;
}
