/** Fault injection, for tests of what survives faults. `docs/faults.md` describes fault plans. */
export { type FaultEffects, processEffects } from "./effects.js";
export { createFaultPlan, withFaultEndpoint } from "./endpoint.js";
export type { Fault } from "./fault.js";
export { parseFaults } from "./plan.js";
export { activePlan, withFaults } from "./strike.js";
