/** The result of `getProtectableVms`. Written by npm run schema from the schemas in provider/functions/answers. */
import type { UnlistedCode } from "../../rules/items/discovery.js";

/** A VM that a vault can protect. */
export interface ProtectableVm {
  /** Its ARM id. */
  readonly vm: string;
  /** Its name. */
  readonly name: string;
  /** The name of its resource group. */
  readonly resourceGroup: string;
}

/** A VM that a vault cannot protect now, and why. */
export interface UnlistedVm {
  /** Its ARM id. */
  readonly vm: string;
  /** Its name. */
  readonly name: string;
  /** Its region. */
  readonly location?: string | undefined;
  /** Why the vault cannot protect it: `Classic`, `AnotherRegion`, `ProtectedHere`, `StoppedHere`, `SoftDeletedHere`, `ProtectedInAnotherVault` or `NotFound`. */
  readonly code: UnlistedCode;
  /** The reason and what to do, in a sentence. */
  readonly reason: string;
  /** The vault that protects it or retains its backups, if one does. */
  readonly vault?: string | undefined;
  /** When its soft-deleted backups are purged; undefined if it has none. */
  readonly purgeAt?: string | undefined;
}

/** The VMs that a vault can protect, and the other VMs of its subscription. */
export interface GetProtectableVmsResult {
  /** The VMs that can be protected in the vault now. */
  readonly protectable: readonly ProtectableVm[];
  /** The other VMs of the vault's subscription. */
  readonly others: readonly UnlistedVm[];
}
