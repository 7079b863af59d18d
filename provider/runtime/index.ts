/** One runtime per configuration. */
export { type CheckResult, createRuntime, type Runtime, type State } from "./runtime.js";
export { connectionOf, type ReadConfig, type Settings, settingsOf } from "./settings.js";
