/** The function `getDiskSnapshots`. */
import type * as pulumi from "@pulumi/pulumi";
import type { Reference } from "../dynamic/arguments.js";
import type { GetDiskSnapshotsResult } from "./answers/disk-snapshots.js";
import { type AskOptions, ask, askOutput, type PlainReference } from "./ask.js";

/** Whose snapshots: those of a disk, those in a resource group, or those of the disk in the group. */
export interface GetDiskSnapshotsArgs {
  /** The disk: its ARM id, or what has it. It may be gone before its snapshots. */
  disk?: PlainReference;
  /** The resource group: its ARM id, or what has it. Default: the subscription of the disk. */
  resourceGroup?: PlainReference;
}

/** Whose snapshots: those of a disk, those in a resource group, or those of the disk in the group. */
export interface GetDiskSnapshotsOutputArgs {
  /** The disk: its ARM id, or the disk itself. It may be gone before its snapshots. */
  disk?: Reference<{ id: pulumi.Input<string> }>;
  /** The resource group: its ARM id, or the group itself. Default: the subscription of the disk. */
  resourceGroup?: Reference<{ id: pulumi.Input<string> }>;
}

/**
 * Reads the snapshots of a disk or of a resource group: the incremental ones as the chains that they make, in order, and
 * the full ones. Throws a `BackupError` with the code `NotFound` where there is no such group.
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
