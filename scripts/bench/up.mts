/** `pulumi up` of a fleet of 1,000 resources under the real engine: ours against verbs that do nothing. */
import { join } from "node:path";
import type { Project, StackState } from "../../test/support/pulumi.js";
import type { Bench } from "./bench.mts";
import { compiled } from "./compiled.mts";
import { EMPTY_NAME, OUR_NAME, placeEmptyPackage, requireEqualStates, writeRecord } from "./empty-package.mts";
import { fleetProgram, placeHome } from "./fleet.mts";
import { medians, type Side, timed } from "./rounds.mts";
import { atEnd } from "./scratch.mts";
import { TARGETS } from "./targets.mts";

const WITHOUT_CHECKPOINTS = { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" };
const AS_USERS_DO = {};

type Variables = Readonly<Record<string, string>>;

/** The first up without checkpoints, where the engine's own work hides nothing, and a second with nothing to do. */
export const upBench: Bench = {
  names: ["up", "no-change"],
  run: async (asked, show) => {
    const measureUp = upInTurns();
    const { up, again } = await medians("up, again (s)", async (side) => {
      const run = await measureUp(side, WITHOUT_CHECKPOINTS);
      try {
        const againS = asked.has("no-change") ? await upSeconds(run.project, WITHOUT_CHECKPOINTS, UNCHANGED) : 0;
        return { up: run.seconds, again: againS };
      } finally {
        run.dispose();
      }
    });
    if (asked.has("up")) show({ what: "up of 1,000, no checkpoints", unit: "s", ...up, target: TARGETS.up });
    if (!asked.has("no-change")) return;
    show({ what: "second up of 1,000, nothing changed", unit: "s", ...again, target: TARGETS.noChange });
  },
};

/** The first up as users run it: the engine writes its state after every step. */
export const checkpointsBench: Bench = {
  names: ["up-checkpoints"],
  run: async (_asked, show) => {
    const measureUp = upInTurns();
    const { up } = await medians("up with checkpoints (s)", async (side) => {
      const run = await measureUp(side, AS_USERS_DO);
      run.dispose();
      return { up: run.seconds };
    });
    show({ what: "up of 1,000, as users run it", unit: "s", ...up, target: TARGETS.upWithCheckpoints });
  },
};

interface UpRun {
  readonly project: Project;
  readonly seconds: number;
  dispose(): void;
}

/** Ups of new projects, ours before the other: each other answers what the ours before it recorded, and must leave the same state. */
function upInTurns(): (side: Side, variables: Variables) => Promise<UpRun> {
  let recorded: StackState | undefined;
  return async (side, variables) => {
    const project = await makeProject(side, recorded);
    const dispose = atEnd(() => project.dispose());
    const seconds = await upSeconds(project, variables);
    const state = await project.stackExport();
    if (side === "ours") recorded = state;
    else if (recorded !== undefined) requireEqualStates(recorded, state);
    return { project, seconds, dispose };
  };
}

async function makeProject(side: Side, recorded: StackState | undefined): Promise<Project> {
  const { createProject } = await compiled("test/support/pulumi.js");
  const program = fleetProgram(side === "ours" ? OUR_NAME : EMPTY_NAME);
  const project = await createProject({ program, language: "js" });
  if (side === "ours") await placeHome(join(project.folder, ".azure-vm-backup"), "machines");
  else placeEmptyPackage(project.folder);
  if (side === "other" && recorded !== undefined) writeRecord(project.folder, recorded);
  return project;
}

const UNCHANGED = ["--expect-no-changes"];

/** Runs an up and returns its seconds. Throws the output of the CLI if it fails. */
async function upSeconds(project: Project, variables: Variables, args: readonly string[] = []): Promise<number> {
  // A symbolic link leads to Pulumi's SDK, which looks for the package of a provider next to itself, and then here.
  const env = { ...variables, NODE_PATH: join(project.folder, "node_modules") };
  const { result, tookMs } = await timed(() => project.up(args, { env }));
  if (result.exitCode === 0) return tookMs / 1000;
  const end = result.output.trimEnd().split("\n").slice(-10).join("\n");
  throw new Error(`pulumi up ended with ${result.exitCode}:\n${end}`);
}
