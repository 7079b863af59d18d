/**
 * Kills of the CLI, or of the CLI and its provider, at random times of an up, a replacement and a destroy of one stack. The
 * steps in the README must then repair the stack: `pulumi cancel` and `pulumi up`, after a destroy `pulumi up --refresh`.
 * After them, exactly the declared resources exist, and a further up changes nothing.
 */
import assert from "node:assert/strict";
import type { Running } from "../../scripts/processes.mjs";
import { homeOf } from "./examples.js";
import { listed } from "./home.js";
import { cancelKilled, kill } from "./killed-runs.js";
import { createProject, type Project, requirePulumi } from "./pulumi.js";
import { oursIn, treeProgram } from "./tree-programs.js";

/** The operation that is running at the time of the kill. */
const VERBS = ["up", "replacement", "destroy"] as const;

/** One kill of a series. */
export interface RandomKill {
  readonly number: number;
  readonly verb: (typeof VERBS)[number];
  readonly whom: "CLI" | "CLI and provider";
  /** When the run is killed, as a fraction of its duration. */
  readonly after: number;
}

/** The same kills for the same seed. */
export function randomKills(seed: number, count: number): readonly RandomKill[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, (_, number) => ({
    number,
    verb: VERBS[Math.floor(random() * VERBS.length)] ?? "up",
    whom: random() < 0.5 ? "CLI" : "CLI and provider",
    after: random(),
  }));
}

/** Pseudorandom numbers from 0 to 1. Source: Marsaglia, xorshift with 32 bits. */
function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** The program's variables: changes of `release` and `region` replace resources under their ARM ids, `extra` names another disk. */
interface Declared {
  readonly release: number;
  readonly region: string;
  readonly extra: number;
}

const programOf = ({ release, region, extra }: Declared): string =>
  treeProgram(
    `const { DiskSnapshot } = require("azure-vm-backup");`,
    `const shop = group("shop");`,
    `const disk = (name) => new ArmResource(name, {
      type: "Microsoft.Compute/disks", apiVersion: "2023-10-02", parent: shop.id, location: "westeurope",
      properties: { creationData: { createOption: "Empty" }, diskSizeGB: 4 },
    });`,
    `const first = disk("first");`,
    `disk("extra-${extra}");`,
    `new DiskSnapshot("snapshot", { resourceGroup: shop.id, source: { disk: first }, triggers: ["${release}"] });`,
    `const backups = vault("backups", shop, { location: "${region}" });`,
    `policy("daily", { vault: backups });`,
  );

const namesOf = ({ extra }: Declared): string[] =>
  ["backups", "daily", "shop", "snapshot", `extra-${extra}`, "first"].sort();

/** Waits until a run begins to change a resource of this package, or has ended. */
async function firstOperation(run: Running): Promise<void> {
  let hasEnded = false;
  run.ended.then(() => {
    hasEnded = true;
  });
  while (!hasEnded && !/azure-vm-backup:\w+ \S+ (?:creating|deleting|updating)/.test(run.output())) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** The maximum number of attempts for each kill. */
const MOST_TRIES = 3;
/** The exit code of a process that SIGKILL ended. */
const KILLED = 137;

/** A stack whose runs are killed one after the other. */
export class KilledStack {
  readonly #project: Project;
  #declared: Declared = { release: 0, region: "westeurope", extra: 0 };
  /** The duration of all operations of an up on this machine. */
  #operationsMs = 0;

  private constructor(project: Project) {
    this.#project = project;
  }

  /** A stack after its first up. */
  static async open(): Promise<KilledStack> {
    const declared = { release: 0, region: "westeurope", extra: 0 };
    const stack = new KilledStack(await createProject({ program: programOf(declared), language: "js" }));
    const first = stack.#start("up");
    await firstOperation(first);
    const startedAtMs = Date.now();
    await first.ended;
    stack.#operationsMs = Date.now() - startedAtMs;
    await stack.#repaired("the first up");
    return stack;
  }

  /**
   * Kills a run and repairs the stack. Fails if a resource is missing or duplicated, or if a further up changes one. If a
   * run ends before its kill, tries again with an earlier kill. Returns whether a run was killed.
   */
  async killAndRepair(planned: RandomKill): Promise<boolean> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      if (await this.#killAndRepair({ ...planned, after: planned.after / 2 ** tries })) return true;
    }
    return false;
  }

  async #killAndRepair({ number, verb, whom, after }: RandomKill): Promise<boolean> {
    this.#declare(verb);
    const run = this.#start(verb === "destroy" ? "destroy" : "up");
    await firstOperation(run);
    const timer = setTimeout(() => kill(run, whom), after * this.#operationsMs);
    const { exitCode, output } = await run.ended;
    clearTimeout(timer);
    await cancelKilled(this.#project);
    const description = `kill ${number} of ${whom} in ${verb}, which wrote:\n${output}`;
    // The state still lists resources that the destroy had just deleted, and an up does not read them.
    await this.#repaired(description, verb === "destroy" ? ["--refresh"] : []);
    return exitCode === KILLED;
  }

  #start(command: "up" | "destroy"): Running {
    return this.#project.start([command, "--yes", "--skip-preview", "--non-interactive"]);
  }

  #declare(verb: RandomKill["verb"]): void {
    const { release, region, extra } = this.#declared;
    if (verb === "up") this.#declared = { release, region, extra: extra + 1 };
    if (verb === "replacement") {
      const other = region === "westeurope" ? "northeurope" : "westeurope";
      this.#declared = { release: release + 1, region: other, extra };
    }
    this.#project.writeProgram(programOf(this.#declared));
  }

  async #repaired(description: string, args: readonly string[] = []): Promise<void> {
    const up = await this.#project.up(args);
    assert.equal(up.exitCode, 0, `${description}\nThe up after it wrote:\n${up.output}`);
    const alive = listed(homeOf(this.#project), "resources").map(({ name }) => String(name));
    assert.deepEqual(alive.sort(), namesOf(this.#declared), `${description}\nThe up after it wrote:\n${up.output}`);
    const state = (await oursIn(this.#project)).map(({ urn }) => urn.replace(/^.*::/, ""));
    assert.deepEqual(state.sort(), namesOf(this.#declared), description);
    const again = await this.#project.up(["--expect-no-changes"]);
    assert.equal(again.exitCode, 0, `${description}\nAn up that should change nothing wrote:\n${again.output}`);
  }

  close(): void {
    this.#project.dispose();
  }
}

/** Declares, inside a `describe`, a test for each kill of a series on one stack. */
export function testRandomKills(seed: number, count: number): void {
  let stack: KilledStack;
  before(async function () {
    await requirePulumi.call(this);
    stack = await KilledStack.open();
  });
  after(() => stack?.close());

  const kills: boolean[] = [];
  for (const one of randomKills(seed, count)) {
    const repair = one.verb === "destroy" ? "up --refresh" : "up";
    it(`of the ${one.whom} during the ${one.verb}, number ${one.number + 1}, is repaired by pulumi cancel and pulumi ${repair}`, async function () {
      this.timeout(300_000);
      kills.push(await stack.killAndRepair(one));
    });
  }

  it("interrupts the run in at least half of the cases", () => {
    const hits = kills.filter((isKilled) => isKilled);
    assert.ok(hits.length >= kills.length / 2, `${hits.length} of ${kills.length} came before the end`);
  });
}
