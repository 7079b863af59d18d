/** Faults on purpose, so that what survives them can be shown. `docs/faults.md` tells how a plan is written. */
export { type FaultEffects, processEffects } from "./effects.js";
export { FAULTS_PATH, suffering } from "./endpoint.js";
export type { Fault } from "./fault.js";
export { parseFaults } from "./plan.js";
export { activePlan, withFaults } from "./strike.js";
