/** What a case of `npm run test:install` consists of. */
import type { Folder } from "./folder.mts";
import type { NodeVersion } from "./tools.mts";

/** The package under test, and the versions that it must get. */
export interface Subject {
  /** The path of the packed package. */
  readonly tarball: string;
  /** The newest version of `@pulumi/pulumi` in the package's range. */
  readonly newestPulumi: string;
  /** The oldest version of `@pulumi/pulumi` in the package's range. */
  readonly oldestPulumi: string;
}

/** A check in an installed folder; the checks of one folder run one after the other. Throws if it fails. */
export interface Check {
  readonly title: string;
  run(folder: Folder, subject: Subject): Promise<void>;
}

/** An empty folder, how a user installs the package into it, and what must work there. */
export interface Installation {
  readonly title: string;
  readonly node: NodeVersion;
  install(folder: Folder, subject: Subject): Promise<void>;
  readonly checks: readonly Check[];
}
