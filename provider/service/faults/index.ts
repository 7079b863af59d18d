/** Fault injection, for tests of how programs handle faults. `docs/faults.md` describes fault plans. */

export { activePlan } from "./counts.js";
export { FAULTS_PATH, faultPlanRoute } from "./endpoint.js";
export type { Fault } from "./fault.js";
export { type FaultEffects, processEffects, withFaults } from "./injection.js";
export { parseFaults } from "./plan.js";
