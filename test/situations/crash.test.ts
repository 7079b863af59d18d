/**
 * Kills the CLI and the provider of the quickstart's up and destroy with SIGKILL, before or after each of their writes. The
 * next run must complete them, without duplicates and without losing an acknowledged write.
 */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { listed, ownResources } from "../support/home.js";
import { createProject, type Project, requirePulumi } from "../support/pulumi.js";
import { DOWN_WRITES, quickstartProgram, UP_WRITES, type Write } from "../support/quickstart.js";

const MOMENTS = ["before", "after"] as const;

interface Point {
  readonly moment: (typeof MOMENTS)[number];
  readonly up: Write;
  readonly down: Write;
}

/** Each write of the up with one of the destroy. The destroy has fewer writes, so some are used twice. */
const POINTS: readonly Point[] = UP_WRITES.flatMap((up, index) =>
  MOMENTS.map((moment) => ({ moment, up, down: DOWN_WRITES[index % DOWN_WRITES.length] as Write })),
);

describe("a run that was killed", function () {
  this.timeout(300_000);

  // Each trial has its own project and home, and mostly waits for processes, so two run at the same time.
  let trials: readonly Promise<void>[] = [];
  before(async function () {
    await requirePulumi.call(this);
    trials = twoAtATime(POINTS, killAndComplete);
  });

  for (const [index, { moment, up, down }] of POINTS.entries()) {
    it(`is completed by the next one (up killed ${moment} ${up.name}, destroy killed ${moment} ${down.name})`, () =>
      trials[index]);
  }
});

/** Starts `work` for each entry, in order, never more than two at once. */
function twoAtATime<T>(entries: readonly T[], work: (entry: T) => Promise<void>): Promise<void>[] {
  const started: Promise<void>[] = [];
  for (const [index, entry] of entries.entries()) {
    const free = index < 2 ? Promise.resolve() : (started[index - 2] ?? Promise.resolve());
    const trial = free.catch(() => undefined).then(() => work(entry));
    // A trial that fails before its test looks at it is not an unhandled rejection.
    trial.catch(() => undefined);
    started.push(trial);
  }
  return started;
}

async function killAndComplete({ moment, up, down }: Point): Promise<void> {
  const project = await createProject({ program: quickstartProgram(), language: "ts" });
  try {
    await killedAt(project, "up", moment, up);
    await completedUp(project);
    await killedAt(project, "destroy", moment, down);
    await completedDestroy(project);
  } finally {
    project.dispose();
  }
}

const homeOf = (project: Project): string => join(project.folder, ".azure-vm-backup");

async function killedAt(project: Project, verb: "up" | "destroy", moment: string, write: Write): Promise<void> {
  const engine = join(project.folder, "engine.pid");
  const plan = [{ crash: moment, method: write.method, path: write.path, andProcessOf: engine }];
  const env = { AZURE_VM_BACKUP_FAULTS: JSON.stringify(plan) };
  // One resource at a time: this test does not cover a kill while the CLI writes its own state file.
  const running = project.start([verb, "--yes", "--skip-preview", "--non-interactive", "--parallel", "1"], { env });
  writeFileSync(engine, String(running.pid));
  const { exitCode, output } = await running.ended;
  assert.equal(exitCode, 137, `the ${verb} was to be killed ${moment} ${write.name}, and wrote:\n${output}`);
  await project.cancel();
}

async function completedUp(project: Project): Promise<void> {
  const again = await project.up();
  assert.equal(again.exitCode, 0, again.output);

  const names = listed(homeOf(project), "resources").map(({ type, name }) => `${type} ${name}`);
  assert.equal(new Set(names).size, names.length, "no duplicates");
  assert.equal(listed(homeOf(project), "points").length, 1, "one recovery point");
  assert.equal(listed(homeOf(project), "jobs", "--operation", "Backup").length, 1, "one backup job");

  const { deployment } = await project.stackExport();
  const custom = (deployment.resources ?? []).filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic/"));
  assert.equal(custom.length, 8, "all eight resources are in the state");
}

async function completedDestroy(project: Project): Promise<void> {
  const again = await project.destroy();
  assert.equal(again.exitCode, 0, again.output);
  assert.deepEqual(ownResources(homeOf(project)), []);
}
