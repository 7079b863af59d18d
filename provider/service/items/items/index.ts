/** Protecting a VM, changing its protection, stopping it, deleting its backups. */
export { scanStatusOf } from "../containers/source-scan.js";
export { splitDisks } from "./disk-choice.js";
export { itemOperationRoutes } from "./operation-routes.js";
export { itemRoutes } from "./routes.js";
export { sourceScanRoutes } from "./source-scan-routes.js";
export { summaryRoutes } from "./summaries.js";
export { itemWork } from "./work.js";
