/** The result of `getRecoveryPoints`. Written by npm run schema from the schemas in provider/functions/answers. */

/** A threat that Microsoft Defender found in the VM. */
export interface ThreatFacts {
  /** Its title. */
  readonly title: string;
  /** `Critical`, `High`, `Medium`, `Warning` or `Informational`. */
  readonly severity: string;
  /** `Active`, `InProgress`, `Ignored` or `Resolved`. */
  readonly state: string;
}

/** A recovery point in its current state. */
export interface RecoveryPointFacts {
  /** Its ARM id. */
  readonly id: string;
  /** Its name in Azure, a number; the numbers are not in order of time. */
  readonly name: string;
  /** When it was taken: ISO 8601, UTC. */
  readonly time: string;
  /** Where it is: next to the disks (`Snapshot`), in the vault (`Vault`), in both (`SnapshotAndVault`), or in the archive (`Archive`); `None` if Azure reports none of them. */
  readonly tier: "Snapshot" | "SnapshotAndVault" | "Vault" | "Archive" | "None";
  /** `AppConsistent`, `FileSystemConsistent` or `CrashConsistent`. */
  readonly consistency: string;
  /** When it expires: ISO 8601, UTC; undefined if Azure does not report it. */
  readonly expiresAt?: string | undefined;
  /** The rule that keeps it, such as `Daily` or `On-Demand`; undefined if Azure does not report it. */
  readonly rule?: string | undefined;
  /** Whether the VM had threats: `Healthy`, `UnHealthy`, `Warning`, `Unknown` or `NotAvailable`; undefined if Azure does not report it. */
  readonly threatStatus?: string | undefined;
  /** The threats; undefined if Azure reports none. */
  readonly threats?: readonly ThreatFacts[] | undefined;
}
