/** The result of `getDiskSnapshots`. Written by npm run schema from the schemas in provider/functions/answers. */

/** A snapshot in its current state. */
export interface DiskSnapshotFacts {
  /** Its ARM id. */
  readonly id: string;
  /** Its name. */
  readonly name: string;
  /** Its region. */
  readonly location: string;
  /** The ARM id of the disk or snapshot that it was created from; undefined for an imported VHD. */
  readonly source?: string | undefined;
  /** When it was taken: ISO 8601, UTC; undefined while the snapshot is being created. */
  readonly time?: string | undefined;
  /** The size of the disk, in GiB. */
  readonly diskSizeGb?: number | undefined;
  /** The progress of a background copy in percent: 0 to 100. */
  readonly completionPercent: number;
  /** `Succeeded`, or the running operation. */
  readonly provisioningState: string;
}

/** Incremental snapshots of one disk. Each contains the changes since the previous one; any of them can be deleted. */
export interface SnapshotChain {
  /** The ARM id of the disk, or of the snapshot in another region that they were copied from. */
  readonly source: string;
  /** Azure's id of the chain; undefined if Azure does not report it. */
  readonly familyId?: string | undefined;
  /** Oldest first. */
  readonly snapshots: readonly DiskSnapshotFacts[];
}

/** The snapshots that were found. */
export interface GetDiskSnapshotsResult {
  /** The incremental ones, a chain for each source disk. */
  readonly chains: readonly SnapshotChain[];
  /** The full ones, oldest first. Each is independent of the others. */
  readonly full: readonly DiskSnapshotFacts[];
}
