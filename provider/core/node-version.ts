/**
 * The versions of Node.js that run this package. Entry points check them before they load anything else, so this module and
 * the error class contain only syntax that older versions parse.
 */
import { BackupError } from "./errors.js";

/**
 * The first version that is supported, and the later one that lacks `DatabaseSync.isTransaction`, which the store needs. `engines` in
 * package.json excludes the same versions. Source: https://nodejs.org/api/sqlite.html#databaseistransaction
 */
const LOWEST = { major: 22, minor: 16 } as const;
const WITHOUT = 23;

/** A sentence on what is required, what was found and what to do; `undefined` for a version that runs this package. */
export function unsupportedNode(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isOlder = major < LOWEST.major || (major === LOWEST.major && minor < LOWEST.minor);
  if (!isOlder && major !== WITHOUT) return undefined;
  const required = isOlder ? "" : `, and not ${WITHOUT}`;
  return `azure-vm-backup requires Node.js ${LOWEST.major}.${LOWEST.minor} or later${required}; this is ${version}. Install Node.js 24 (https://nodejs.org/en/download). If it is already installed, put its folder first on PATH.`;
}

/** The error for a version that does not run this package. Neither Node.js nor Pulumi prints more of it than the message. */
export function unsupportedNodeError(version: string = process.versions.node): BackupError | undefined {
  const message = unsupportedNode(version);
  if (message === undefined) return undefined;
  // The property marks Pulumi's RunError, whose class is not loaded yet.
  return Object.assign(new BackupError("UnsupportedNode", message), { __pulumiRunError: true, stack: message });
}
