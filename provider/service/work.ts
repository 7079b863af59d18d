/** Registers the long-running work of every subject. */
import { backupWork, cancelWork } from "./backups/index.js";
import { deploymentWork } from "./deployments/index.js";
import { discoveryWork } from "./items/discovery/index.js";
import { itemWork } from "./items/items/index.js";
import { restoreWork } from "./restore/index.js";
import { registerWork } from "./schedule/registry.js";

for (const kinds of [itemWork, discoveryWork, backupWork, cancelWork, restoreWork, deploymentWork]) registerWork(kinds);
