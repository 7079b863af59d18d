// Runs the command of the checkout: `npm run -s azvb -- resources`. Builds the package if it is not built yet.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../dist/provider/cli/main.js", import.meta.url));
if (!existsSync(main)) spawnSync("npm", ["run", "-s", "build"], { stdio: ["ignore", "ignore", "inherit"] });
const run = spawnSync(process.execPath, [main, ...process.argv.slice(2)], { stdio: "inherit" });
process.exitCode = run.status ?? 1;
