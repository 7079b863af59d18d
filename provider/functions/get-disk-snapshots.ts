/** The function `getDiskSnapshots`. */
import type * as pulumi from "@pulumi/pulumi";
import type { KnownDisk, KnownGroup, OptionalInput } from "../dynamic/arguments.js";
import type { GetDiskSnapshotsResult } from "./answers/disk-snapshots.js";
import { type AskOptions, ask, askOutput, type PlainReference } from "./ask.js";

/** A disk, a resource group, or both: the snapshots of the disk, in the group. */
export interface GetDiskSnapshotsArgs {
  /** The disk: its ARM id, or an object with `id`. It may no longer exist. */
  disk?: PlainReference | null | undefined;
  /** The resource group: its ARM id, or an object with `id`. Default: the subscription of the disk. */
  resourceGroup?: PlainReference | null | undefined;
}

/** A disk, a resource group, or both: the snapshots of the disk, in the group. */
export interface GetDiskSnapshotsOutputArgs {
  /** The disk: its ARM id, or the disk itself. It may no longer exist. */
  disk?: OptionalInput<string | KnownDisk>;
  /** The resource group: its ARM id, or the group itself. Default: the subscription of the disk. */
  resourceGroup?: OptionalInput<string | KnownGroup>;
}

/**
 * Reads the snapshots of a disk or of a resource group: the incremental ones as chains, oldest first, and the full
 * ones. Throws a `BackupError` with the code `NotFound` if the resource group does not exist.
 *
 * @example
 * ```ts
 * const { chains } = await getDiskSnapshots({ disk: diskId });
 * const newest = chains[0]?.snapshots.at(-1);
 * ```
 */
export const getDiskSnapshots = (args: GetDiskSnapshotsArgs): Promise<GetDiskSnapshotsResult> =>
  ask("getDiskSnapshots", args);

/**
 * Reads the snapshots of a disk or of a resource group as `getDiskSnapshots` does, once its arguments are known.
 *
 * @example
 * ```ts
 * const found = getDiskSnapshotsOutput({ disk }, { dependsOn: snapshot });
 * export const count = found.chains.apply((chains) => chains.flatMap(({ snapshots }) => snapshots).length);
 * ```
 */
export const getDiskSnapshotsOutput = (
  args: GetDiskSnapshotsOutputArgs,
  options?: AskOptions,
): pulumi.Output<GetDiskSnapshotsResult> => askOutput("getDiskSnapshots", args, options);
