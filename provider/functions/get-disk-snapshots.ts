/** The function `getDiskSnapshots`. */
import type * as pulumi from "@pulumi/pulumi";
import type { GetDiskSnapshotsArgs, GetDiskSnapshotsOutputArgs } from "./arguments.js";
import { ask, askOutput } from "./ask.js";
import type { AskOptions } from "./ask-options.js";
import type { GetDiskSnapshotsResult } from "./results/get-disk-snapshots-result.js";

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
