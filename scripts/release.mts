/**
 * `npm run release` builds the package from nothing, checks and packs it, and publishes it to the npm registry.
 * `npm run release -- --dry-run` does all but publish it. Run `npm run verify` before, which runs the tests.
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { checkoutFolder, Refusal } from "./checkout.mts";
import { contentFaults, LARGEST_BYTES, versionFaults, versionsIn } from "./package/contents.mts";
import { pack } from "./package/pack.mts";
import { capture, handOver } from "./processes.mts";

const checkout = checkoutFolder();

async function run(path: string, ...args: readonly string[]): Promise<void> {
  const exitCode = await handOver({ path, args, folder: checkout, environment: process.env }, "shared");
  if (exitCode !== 0) throw new Refusal(`${path} ${args.join(" ")} ended with exit code ${exitCode}.`);
}

function confirm(faults: readonly string[], what: string): void {
  if (faults.length > 0)
    throw new Refusal(`The package cannot be released:\n${faults.map((one) => `  ${one}`).join("\n")}`);
  console.log(`✔ ${what}`);
}

/** Files that are not committed would be in the package but not in the release's commit. */
async function uncommitted(): Promise<string[]> {
  const { stdout } = await capture({
    path: "git",
    args: ["status", "--porcelain"],
    folder: checkout,
    environment: process.env,
  });
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => `not committed: ${line.slice(3)}`);
}

async function release(isDry: boolean): Promise<void> {
  const versions = versionsIn(checkout);
  confirm(
    versionFaults(versions, isDry),
    `version ${versions.manifest}, as in the lock file, the schema and the change log`,
  );
  if (!isDry) confirm(await uncommitted(), "everything is committed");
  rmSync(join(checkout, "dist"), { recursive: true, force: true });
  await run("npm", "run", "-s", "build");
  console.log("✔ built");
  await run("npm", "run", "-s", "lint");
  console.log("✔ lint");
  const folder = join(checkout, "node_modules", ".cache", "azure-vm-backup-release");
  const packed = await pack(checkout, folder, process.env);
  const kilobytes = (bytes: number) => Math.round(bytes / 1_000);
  confirm(
    contentFaults(packed),
    `packed: ${packed.files.length} files, ${kilobytes(packed.sizeBytes)} KB of at most ${kilobytes(LARGEST_BYTES)} KB`,
  );
  console.log(packed.tarball);
  if (isDry) console.log("Dry run: nothing is published.");
  else await run("npm", "publish", packed.tarball);
}

const { values } = parseArgs({ options: { "dry-run": { type: "boolean", default: false } } });
await release(values["dry-run"]).catch((error: unknown) => {
  console.error(error instanceof Refusal ? error.message : error);
  process.exitCode = 1;
});
