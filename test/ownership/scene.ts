/** The acts of a situation. Each is one run of the engine: the lanes share its provider process, as the resources of one program do. */
import assert from "node:assert/strict";
import type { Json } from "../../provider/core/json.js";
import type { Azure, Meeting } from "./azure.js";
import type { Lane } from "./lane.js";
import { configurationOf, type ProviderProcess, startProvider } from "./provider-process.js";
import type { Options, Program, Run } from "./stack-state.js";
import type { PlannedWrite } from "./targets.js";

export type ProgramOf = (lane: Lane) => Program;
export type Verb = "preview" | "up" | "refresh" | "destroy";

/** What a run is made with beside its program. */
export interface ActOptions extends Options {
  readonly verb?: Verb;
  /** In a home in which nothing was ever begun. */
  readonly isFreshHome?: boolean;
  /** At the other address, which the state of the lanes has. */
  readonly isOtherUrl?: boolean;
  /** Other lanes than the scene's. */
  readonly lanes?: readonly Lane[];
  /** Options of one lane. */
  readonly perLane?: (lane: Lane) => Options;
  /** Faults of this run. */
  readonly plan?: (lane: Lane) => Json;
}

export class Scene {
  readonly azure: Azure;
  readonly lanes: readonly Lane[];
  #next: Promise<ProviderProcess> | undefined;

  constructor(azure: Azure, lanes: readonly Lane[]) {
    this.azure = azure;
    this.lanes = lanes;
  }

  /** A run of every lane, in one process. */
  async run(act: string, programOf: ProgramOf = () => [], options: ActOptions = {}): Promise<void> {
    const { lanes = this.lanes } = options;
    const plans = lanes.flatMap((lane) => options.plan?.(lane) ?? []);
    await this.#inProcess(options, plans, (provider) =>
      Promise.all(lanes.map((lane) => this.#runOne(lane, provider, { act, programOf, options }))),
    );
  }

  async destroy(act = "destroy", options: ActOptions = {}): Promise<void> {
    await this.run(act, undefined, { ...options, verb: "destroy" });
  }

  /** A run of each lane by itself, whose provider is killed where its row says. */
  async killed(act: string, programOf: ProgramOf = () => [], options: ActOptions = {}): Promise<void> {
    for (const lane of this.lanes) {
      await this.#inProcess(options, crashOf(lane), (provider) =>
        this.#runOne(lane, provider, { act, programOf, options }),
      );
    }
  }

  /** What somebody else makes in the place of every target, as it is declared or otherwise. */
  async somebodyMakes(how: "same" | "other"): Promise<void> {
    for (const lane of this.lanes) await makeTheirs(this.azure, lane, how);
  }

  /**
   * Two runs at the same time, of the scene's lanes and of others, in two processes over one home. Fails where a create had
   * ended before the other one was sent.
   */
  async race(act: string, programOf: ProgramOf, others: readonly Lane[]): Promise<void> {
    const { home, otherUrl } = this.azure;
    const [one, other] = await Promise.all([this.#start(home), this.#start(home, otherUrl)]);
    const meetings = new Map(this.lanes.map(({ target }) => [target.id, this.azure.meetAt(target.id)]));
    const run = (provider: ProviderProcess) => (lane: Lane) =>
      this.#runOne(lane, arriving(provider, meetings.get(lane.target.id)), { act, programOf, options: {} });
    try {
      await Promise.all([...this.lanes.map(run(one)), ...others.map(run(other))]);
    } finally {
      await Promise.all([one.close(), other.close()]);
    }
    const missed = [...meetings].filter(([, meeting]) => !meeting.isMet()).map(([id]) => id);
    assert.deepEqual(missed, [], "two creates of one id were not under way at the same time");
  }

  async close(): Promise<void> {
    await (await this.#next)?.close();
  }

  async #runOne(
    lane: Lane,
    provider: ProviderProcess,
    { act, programOf, options }: { act: string; programOf: ProgramOf; options: ActOptions },
  ): Promise<void> {
    const before = this.azure.asked.length;
    const program = programOf(lane);
    const { verb = "up" } = options;
    if (verb === "up") lane.declares(program);
    if (verb === "destroy") lane.declares([]);
    await lane.look(
      act,
      await runOf(verb, lane, { provider, program, options: { ...options, ...options.perLane?.(lane) } }),
      this.azure,
      before,
    );
  }

  async #inProcess<T>(
    { isFreshHome, isOtherUrl }: ActOptions,
    plan: Json,
    work: (provider: ProviderProcess) => Promise<T>,
  ): Promise<T> {
    const { home, freshHome, url, otherUrl } = this.azure;
    const provider = await this.#start(isFreshHome === true ? freshHome : home, isOtherUrl === true ? otherUrl : url);
    try {
      this.azure.injectFaults(plan, provider);
      return await work(provider);
    } finally {
      this.azure.injectFaults([]);
      await provider.close();
    }
  }

  /** The next one starts while this one works. */
  async #start(home: string, url = this.azure.url): Promise<ProviderProcess> {
    const started = this.#next ?? startProvider();
    this.#next = startProvider();
    this.#next.catch(() => undefined);
    const provider = await started;
    await provider.configure(configurationOf(url, home));
    return provider;
  }
}

/** The provider, whose creates are noted as arrived at the meeting. */
const arriving = (provider: ProviderProcess, meeting: Meeting | undefined): ProviderProcess => ({
  ...provider,
  create: (...args) => {
    meeting?.arrive();
    return provider.create(...args);
  },
});

function runOf(
  verb: Verb,
  { stack }: Lane,
  { provider, program, options }: { provider: ProviderProcess; program: Program; options: Options },
): Promise<Run> {
  if (verb === "up" || verb === "preview") return stack[verb](provider, program, options);
  return stack[verb](provider, options);
}

/** Puts what somebody else would, and remembers whose it is. */
export async function makeTheirs(azure: Azure, lane: Lane, how: "same" | "other"): Promise<void> {
  const { id, kind, theirs } = lane.target;
  await azure.write("PUT", id, theirs[how]);
  lane.isTheirs = true;
  if (kind !== "Vault" || how === "other") return;
  const settings = { softDeleteFeatureState: "Enabled", softDeleteRetentionPeriodInDays: 20 };
  await azure.write("PATCH", `${id}/backupconfig/vaultconfig`, { properties: settings });
}

/** The plan that ends the provider at the write of the lane's row. */
const crashOf = (lane: Lane): Json =>
  lane.kill === undefined
    ? []
    : { crash: lane.kill.moment, call: lane.kill.call ?? 1, ...strikeAt(lane, lane.kill.write) };

/** The entry of a plan that is about a write to a lane's target. */
export const strikeAt = ({ target }: Lane, write: PlannedWrite): { method: string; path: string } => ({
  method: write.method,
  path: `^${escaped(target.id + (write.below ?? ""))}$`,
});

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
