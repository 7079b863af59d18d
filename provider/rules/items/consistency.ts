/**
 * What a recovery point promises of what is inside it. Windows is frozen through VSS, so its applications are whole; Linux
 * without scripts of its own has its file systems frozen; a machine that is off gives its disks as after a power cut.
 * Source: "Snapshot consistency", Azure VM backup overview.
 */

export type OsType = "Windows" | "Linux";
export type PowerState = "running" | "stopped" | "deallocated" | "starting" | "stopping" | "deallocating" | "unknown";
export type Consistency = "AppConsistent" | "FileSystemConsistent" | "CrashConsistent";

interface ConsistencyFacts {
  readonly osType: OsType;
  readonly powerState: PowerState;
  /** A policy that wants nothing but crash-consistent points (`snapshotConsistencyType`, enhanced policies). */
  readonly onlyCrashConsistent?: boolean;
}

/** The consistency of a point taken of a machine that stands so. */
export function consistencyOf({ osType, powerState, onlyCrashConsistent }: ConsistencyFacts): Consistency {
  if (onlyCrashConsistent === true || powerState !== "running") return "CrashConsistent";
  return osType === "Windows" ? "AppConsistent" : "FileSystemConsistent";
}
