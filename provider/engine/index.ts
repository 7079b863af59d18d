/** The engine over one ARM endpoint. */
import type { ArmClient } from "../arm/client.js";
import type { Clock } from "../core/clock.js";
import { createDiscovery } from "./discovery.js";
import type { BackupEngine } from "./engine.js";
import { createExtensions } from "./extensions.js";
import { createJobs } from "./jobs.js";
import { overKnownVersions } from "./known-versions.js";
import { createPolicies } from "./policies.js";
import { createProtectedItems } from "./protected-items.js";
import { createRecoveryPoints } from "./recovery-points.js";
import { createResources } from "./resources.js";
import { createSnapshots } from "./snapshots.js";
import { createTurns } from "./turns.js";
import { createVaults } from "./vaults.js";

interface EngineParts {
  readonly arm: ArmClient;
  readonly clock: Clock;
  readonly endpoint: string;
  /** The endpoint's time. Default: the time of `clock`. */
  readonly now?: () => Promise<Date>;
}

export function engineOver({ arm, clock, endpoint, now }: EngineParts): BackupEngine {
  const turns = createTurns(clock);
  const versioned = overKnownVersions(arm);
  return {
    endpoint,
    reportsWrites: true,
    // An ArmResource declares its api-version, and its body matches that version.
    resources: createResources(arm, turns),
    vaults: createVaults(versioned, turns, clock),
    policies: createPolicies(versioned, turns),
    protectedItems: createProtectedItems(versioned, turns, clock),
    recoveryPoints: createRecoveryPoints(versioned),
    jobs: createJobs(versioned, clock),
    snapshots: createSnapshots(versioned, turns, clock),
    extensions: createExtensions(versioned, turns),
    discovery: createDiscovery(versioned, turns),
    now: now ?? (async () => clock.now()),
  };
}
