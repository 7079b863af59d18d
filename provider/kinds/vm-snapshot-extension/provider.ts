/** The verbs of `VmSnapshotExtension` for Pulumi's dynamic provider. The path of this module is stored in every state: never move it. */
import { shellOf } from "../../dynamic/shell.js";

const shell = shellOf("VmSnapshotExtension");

export const { configure, check, diff, create, read, update } = shell;
const remove = shell.delete;

export { remove as delete };
