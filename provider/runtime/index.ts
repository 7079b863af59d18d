/** One runtime per configuration, for any entry point. */
export { type CheckResult, createRuntime, type Runtime, type State, type WarnAt } from "./runtime.js";
