/** Backup jobs: starting one, its tasks, and how a reply shows it. */
export { bagTime, ended, taskStatus, withBag, withError, withFullProgress, withTask } from "./body.js";
export { isRunning, noteRunning, requireUnlocked, startJob } from "./document.js";
export { jobRoutes } from "./routes.js";
