/** Backup jobs: starting one, its tasks, and its body in replies. */
export { bagTime, ended, taskStatus, withBag, withError, withFullProgress, withTask } from "./body.js";
export { isRunning, noteRunning, requireUnlocked, startJob } from "./document.js";
export { jobRoutes } from "./routes.js";
