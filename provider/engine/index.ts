/** The engine over one ARM endpoint. */
import type { ArmClient } from "../arm/client.js";
import type { Clock } from "../time/clock.js";
import { createDiscovery } from "./discovery.js";
import type { BackupEngine } from "./engine.js";
import { createExtensions } from "./extensions.js";
import { createJobs } from "./jobs.js";
import { createPolicies } from "./policies.js";
import { createProtectedItems } from "./protected-items.js";
import { createRecoveryPoints } from "./recovery-points.js";
import { createResources } from "./resources.js";
import { createSnapshots } from "./snapshots.js";
import { createTurns } from "./turns.js";
import { createVaults } from "./vaults.js";

export interface EngineParts {
  readonly arm: ArmClient;
  readonly clock: Clock;
  readonly endpoint: string;
  /** What time it is where the endpoint lives. Left out: the time of `clock`. */
  readonly now?: () => Promise<Date>;
}

export function engineOver({ arm, clock, endpoint, now }: EngineParts): BackupEngine {
  const turns = createTurns(clock);
  return {
    endpoint,
    resources: createResources(arm, turns),
    vaults: createVaults(arm, turns, clock),
    policies: createPolicies(arm, turns),
    protectedItems: createProtectedItems(arm, turns, clock),
    recoveryPoints: createRecoveryPoints(arm),
    jobs: createJobs(arm, clock),
    snapshots: createSnapshots(arm, turns, clock),
    extensions: createExtensions(arm, turns),
    discovery: createDiscovery(arm, turns),
    now: now ?? (async () => clock.now()),
  };
}
