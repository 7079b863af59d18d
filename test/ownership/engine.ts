/**
 * A small model of Pulumi's engine: the RPCs of a command, their order, and what the state keeps of the responses. One run
 * is one provider process. Source: `pkg/resource/deploy/step_generator.go` and `step.go` of Pulumi 3.259.
 *
 * Checks and diffs run one after the other, in the order of the program. Creates, updates and the deletes of a replacement
 * run concurrently with them. The deletes at the end run one at a time.
 */
import { Deployment } from "./deployment.js";
import type { ProviderProcess } from "./provider-process.js";
import type { Options, Program, Run, StackState, StateResource } from "./stack-state.js";

const TYPE = "pulumi-nodejs:dynamic/azure-vm-backup";

/** A stack: its state, which each command changes as Pulumi would. */
export class Stack implements StackState {
  readonly name: string;
  state: StateResource[] = [];
  /** Pending operations of a killed run. Pulumi warns about them and continues. */
  readonly pending: string[] = [];

  constructor(name: string) {
    this.name = name;
  }

  urnOf(name: string, kind: string): string {
    return `urn:pulumi:${this.name}::rehearsal::${TYPE}:${kind}::${name}`;
  }

  nameOf(urn: string): string {
    return urn.split("::").at(-1) ?? "";
  }

  /** Marks a resource as `pulumi state taint` does. */
  taint(name: string): void {
    for (const resource of this.state) if (this.nameOf(resource.urn) === name) resource.isTainted = true;
  }

  async preview(provider: ProviderProcess, program: Program, options: Options = {}): Promise<Run> {
    const before = structuredClone(this.state);
    const deployment = new Deployment(this, provider, { ...options, isPreview: true });
    await deployment.register(program);
    this.state = before;
    return this.#ended("preview", provider, deployment);
  }

  async up(provider: ProviderProcess, program: Program, options: Options = {}): Promise<Run> {
    const deployment = new Deployment(this, provider, { ...options, isPreview: false });
    if (options.refresh === true) await refreshed(deployment);
    if (deployment.errors.length === 0) await deployment.register(program);
    if (deployment.errors.length === 0) await deployment.deleteTheRest();
    return this.#ended("up", provider, deployment);
  }

  async refresh(provider: ProviderProcess, options: Options = {}): Promise<Run> {
    const deployment = new Deployment(this, provider, { ...options, isPreview: false });
    await refreshed(deployment);
    return this.#ended("refresh", provider, deployment);
  }

  /** Deletes all resources of the state, without check and diff. */
  async destroy(provider: ProviderProcess, options: Options = {}): Promise<Run> {
    const deployment = new Deployment(this, provider, { ...options, isPreview: false });
    await deployment.deleteTheRest();
    return this.#ended("destroy", provider, deployment);
  }

  #ended(verb: Run["verb"], { warnings }: ProviderProcess, { errors, steps }: Deployment): Run {
    const ours = warnings.filter(({ urn }) => urn.startsWith(`urn:pulumi:${this.name}::`));
    return { verb, errors, steps, warnings: ours.map(({ urn, text }) => `${this.nameOf(urn)}: ${text}`) };
  }
}

/** Reads each resource of the state, and diffs it with the inputs that the state then has. */
async function refreshed(deployment: Deployment): Promise<void> {
  const { stack, provider } = deployment;
  for (const resource of [...stack.state]) {
    if (!deployment.isTargeted(resource.urn) || resource.isPendingReplacement) continue;
    await deployment.attempt(`refresh ${stack.nameOf(resource.urn)}`, async () => {
      const read = await provider.read(resource.urn, resource);
      if (read.id === "") {
        deployment.forget(resource);
        return;
      }
      Object.assign(resource, { id: read.id, outputs: read.outputs, inputs: read.inputs ?? resource.inputs });
      resource.initErrors = [];
      await provider.diff(resource.urn, resource, resource.inputs);
    });
  }
}
