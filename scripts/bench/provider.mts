/** The dynamic provider's process: the time until its first response, and its memory after 1,000 creates. */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { placeTree } from "../package/modules.mts";
import type { Bench } from "./bench.mts";
import { compiled } from "./compiled.mts";
import { EMPTY_NAME, OUR_NAME, placeEmptyPackage } from "./empty-package.mts";
import { MACHINE_COUNT, machineId, machineName, POLICY_ID, placeHome, VAULT_ID } from "./fleet.mts";
import { type ProviderProcess, residentMb, startProvider } from "./provider-process.mts";
import { medians, type Side, timed } from "./rounds.mts";
import { atEnd, scratchFolder } from "./scratch.mts";
import { TARGETS } from "./targets.mts";

/** Pulumi's number of parallel creates on two cores. */
const CALLERS = 8;

export const providerBench: Bench = {
  names: ["provider"],
  run: async (_asked, show) => {
    const { firstCheckMs, memoryMb } = await medians("provider", measure);
    const memory = "provider: memory after 1,000 creates";
    show({ what: "provider: spawn to first check", unit: "ms", ...firstCheckMs, target: TARGETS.firstCheckMs });
    if (Number.isNaN(memoryMb.ours)) show({ what: memory, why: "this system has no /proc/PID/status" });
    else show({ what: memory, unit: "MB", ...memoryMb, target: TARGETS.memoryMb });
  },
};

async function measure(side: Side) {
  const folder = await makeProject(side);
  const text = providerText(folder, side);
  const { result: provider, tookMs: firstCheckMs } = await timed(() => startAndCheck(folder, text));
  const end = atEnd(() => provider.end());
  try {
    const { tookMs } = await timed(() => createAll(provider, text));
    return { firstCheckMs, createsS: tookMs / 1000, memoryMb: residentMb(provider.pid) };
  } finally {
    end();
  }
}

/** A project without a program: the provider needs its modules and its home only. */
async function makeProject(side: Side): Promise<string> {
  const { installedPackage } = await compiled("test/support/packed-package.js");
  const folder = scratchFolder();
  placeTree(join(await installedPackage(), "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "Pulumi.yaml"), JSON.stringify({ name: "rehearsal", runtime: "nodejs" }));
  if (side === "ours") await placeHome(join(folder, ".azure-vm-backup"), "vault");
  else placeEmptyPackage(folder);
  return folder;
}

/** The text that Pulumi stores with every resource and evaluates to reach its verbs. */
function providerText(folder: string, side: Side): string {
  const module = `${side === "ours" ? OUR_NAME : EMPTY_NAME}/kinds/protected-vm/provider.js`;
  const script = `
    const provider = require(${JSON.stringify(module)});
    const { serializeFunction } = require("@pulumi/pulumi").runtime;
    serializeFunction(() => provider).then(({ text }) => process.stdout.write(text));`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ["-e", script], { cwd: folder, encoding: "utf8" });
  if (status !== 0) throw new Error(`${module} could not be serialized: ${stderr}`);
  return stdout;
}

async function startAndCheck(folder: string, text: string): Promise<ProviderProcess> {
  const provider = await startProvider(folder);
  await provider.configure();
  await provider.check(urnOf(0), inputsOf(0, text));
  return provider;
}

async function createAll(provider: ProviderProcess, text: string): Promise<void> {
  let next = 0;
  const caller = async () => {
    for (let index = next++; index < MACHINE_COUNT; index = next++) {
      await provider.create(urnOf(index), inputsOf(index, text));
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
}

const urnOf = (index: number): string =>
  `urn:pulumi:test::rehearsal::pulumi-nodejs:dynamic/${OUR_NAME}:ProtectedVm::${machineName(index)}`;

/** Inputs as check has left them. */
const inputsOf = (index: number, text: string) => ({
  vault: VAULT_ID,
  policy: POLICY_ID,
  vm: machineId(index),
  initialBackup: false,
  adopt: "never",
  __urn: urnOf(index),
  __provider: text,
});
