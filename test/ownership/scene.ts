/** The acts of a situation. Each act is one run of the engine. All lanes of a run use one provider process. */
import assert from "node:assert/strict";
import type { Json } from "../../provider/core/json.js";
import type { Azure, Meeting } from "./azure.js";
import type { Lane } from "./lane.js";
import { configurationOf, type ProviderProcess, startProvider } from "./provider-process.js";
import type { Options, Program, Run } from "./stack-state.js";
import type { PlannedWrite } from "./targets.js";

export type ProgramOf = (lane: Lane) => Program;
export type Verb = "preview" | "up" | "refresh" | "destroy";

/** The options of a run. */
export interface ActOptions extends Options {
  readonly verb?: Verb;
  /** Uses a new home without records. */
  readonly isFreshHome?: boolean;
  /** Uses the other address, which is the endpoint in the state of the lanes. */
  readonly isOtherUrl?: boolean;
  /** Default: the lanes of the scene. */
  readonly lanes?: readonly Lane[];
  /** Options for each lane. */
  readonly perLane?: (lane: Lane) => Options;
  /** The fault plan of this run. */
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

  /** Runs every lane in one provider process. */
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

  /** Runs each lane in its own provider process, which is killed at the write in its row. */
  async killed(act: string, programOf: ProgramOf = () => [], options: ActOptions = {}): Promise<void> {
    for (const lane of this.lanes) {
      await this.#inProcess(options, crashOf(lane), (provider) =>
        this.#runOne(lane, provider, { act, programOf, options }),
      );
    }
  }

  /** Creates every target as another owner would: as declared or with other values. */
  async createAsOtherOwner(how: "same" | "other"): Promise<void> {
    for (const lane of this.lanes) await putAsOtherOwner(this.azure, lane, how);
  }

  /**
   * Runs the scene's lanes and other lanes at the same time, in two processes with one home. Fails if a create ended before
   * the other one was sent.
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
    assert.deepEqual(missed, [], "two creates of one id did not overlap");
  }

  async close(): Promise<void> {
    await (await this.#next)?.close();
  }

  async #runOne(
    lane: Lane,
    provider: ProviderProcess,
    { act, programOf, options }: { act: string; programOf: ProgramOf; options: ActOptions },
  ): Promise<void> {
    const before = this.azure.requests.length;
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

  /** Starts the next process while this one runs, because a start takes long. */
  async #start(home: string, url = this.azure.url): Promise<ProviderProcess> {
    const started = this.#next ?? startProvider();
    this.#next = startProvider();
    this.#next.catch(() => undefined);
    const provider = await started;
    await provider.configure(configurationOf(url, home));
    return provider;
  }
}

/** The provider, with creates that are recorded at the meeting. */
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

/** Puts the target as another owner would, and marks it as theirs. */
export async function putAsOtherOwner(azure: Azure, lane: Lane, how: "same" | "other"): Promise<void> {
  const { id, kind, theirs } = lane.target;
  await azure.write("PUT", id, theirs[how]);
  lane.isTheirs = true;
  if (kind !== "Vault" || how === "other") return;
  const settings = { softDeleteFeatureState: "Enabled", softDeleteRetentionPeriodInDays: 20 };
  await azure.write("PATCH", `${id}/backupconfig/vaultconfig`, { properties: settings });
}

/** The fault plan that kills the provider at the write of the lane's row. */
const crashOf = (lane: Lane): Json =>
  lane.kill === undefined
    ? []
    : { crash: lane.kill.moment, call: lane.kill.call ?? 1, ...matchWrite(lane, lane.kill.write) };

/** The method and path in a fault plan that match a write to a lane's target. */
export const matchWrite = ({ target }: Lane, write: PlannedWrite): { method: string; path: string } => ({
  method: write.method,
  path: `^${escaped(target.id + (write.below ?? ""))}$`,
});

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
