/** One run of the engine: the registrations of a program, and the deletes at the end. */
import type { JsonObject } from "../../provider/core/json.js";
import { dependenciesOf, type Goal, newResource, oldOf } from "./goal.js";
import { hiddenInputs } from "./hidden-inputs.js";
import type { ProviderProcess } from "./provider-process.js";
import { ProviderEnded, resourceOrPartial } from "./provider-rpcs.js";
import { dependentsToDelete } from "./replaced-dependents.js";
import {
  type Declaration,
  type Options,
  type Program,
  referencesIn,
  resolved,
  type StackState,
  type StateResource,
  UNKNOWN,
} from "./stack-state.js";

export interface DeploymentOptions extends Options {
  readonly isPreview: boolean;
}

export class Deployment {
  readonly stack: StackState;
  readonly provider: ProviderProcess;
  readonly errors: string[] = [];
  readonly steps: string[] = [];
  readonly #options: DeploymentOptions;
  /** The ids of registered resources, by name. The promise of a failed resource rejects. */
  readonly #ids = new Map<string, Promise<string>>();
  readonly #registered = new Set<string>();
  /** Dependents of a replaced resource, deleted before they are registered. */
  readonly #deletedEarly = new Set<string>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(stack: StackState, provider: ProviderProcess, options: DeploymentOptions) {
    this.stack = stack;
    this.provider = provider;
    this.#options = options;
  }

  isTargeted(urn: string): boolean {
    return this.#options.targets?.includes(this.stack.nameOf(urn)) ?? true;
  }

  /** Registers each declaration after the ones that it refers to. */
  async register(program: Program): Promise<void> {
    for (const declaration of program) {
      const id = this.#register(declaration);
      this.#ids.set(declaration.name, id);
      id.catch(() => undefined);
    }
    await Promise.allSettled(this.#ids.values());
  }

  async #register(declaration: Declaration): Promise<string> {
    const names = referencesIn(declaration.inputs).map(({ name }) => name);
    await Promise.all(names.map((name) => this.#ids.get(name)));
    const chain = await this.#inTurn(() => this.#generate(declaration));
    return chain();
  }

  /** Runs checks and diffs one at a time, in the order of the calls. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  /** Decides which step a declaration needs, and returns it. */
  async #generate(declaration: Declaration): Promise<() => Promise<string>> {
    if (this.errors.length > 0) throw new Error("the run has failed already");
    const urn = this.stack.urnOf(declaration.name, declaration.kind);
    const old = oldOf(this.stack, declaration, urn);
    if (old !== undefined) old.urn = urn;
    this.#registered.add(urn);
    const inputs = await this.#declared(declaration, urn);
    if (declaration.get !== undefined) return this.#get(declaration.get, { declaration, urn, inputs });
    const goal: Goal = { declaration, urn, old, inputs, next: dependenciesOf(this.stack, declaration) };
    if (!this.isTargeted(urn)) return this.#untargeted(old);
    const isRecreated = this.#deletedEarly.has(urn);
    const carriesOver = old !== undefined && !isRecreated && !this.#isToReplace(goal) && !old.isExternal;
    goal.inputs = await this.#checked(goal, carriesOver ? old.inputs : {}, inputs);
    if (old === undefined || isRecreated) return () => this.#create(goal);
    if (old.isExternal) return () => this.#createBefore(goal);
    return this.#compare(goal, old, inputs);
  }

  async #compare(goal: Goal, old: StateResource, declared: JsonObject): Promise<() => Promise<string>> {
    const isForced = this.#isToReplace(goal);
    const diff = isForced
      ? { changes: true, replaces: ["id"], deleteBeforeReplace: false }
      : await this.#attempted(goal.urn, () => this.provider.diff(goal.urn, old, goal.inputs));
    if (diff.replaces.length === 0 && !old.isPendingReplacement) {
      if (diff.changes || old.initErrors.length > 0) return () => this.#update(goal, old);
      Object.assign(old, goal.next, { inputs: goal.inputs });
      return async () => old.id;
    }
    // A replacement gets new defaults, unless it was checked without olds already.
    if (!isForced) goal.inputs = await this.#checked(goal, {}, declared);
    const isDeletedBefore = goal.declaration.deleteBeforeReplace ?? diff.deleteBeforeReplace;
    if (!isDeletedBefore) return () => this.#createBefore(goal);
    const dependents = await dependentsToDelete(this, old);
    for (const { urn } of dependents) this.#deletedEarly.add(urn);
    return async () => {
      for (const dependent of dependents) await this.#deleteToReplace(dependent);
      if (!old.isPendingReplacement) await this.#deleteToReplace(old);
      return this.#create(goal);
    };
  }

  #isToReplace = ({ declaration, old }: Goal): boolean =>
    old !== undefined && (old.isTainted || this.#options.replace?.includes(declaration.name) === true);

  async #declared(declaration: Declaration, urn: string): Promise<JsonObject> {
    const ids = new Map<string, string>();
    for (const { name } of referencesIn(declaration.inputs)) ids.set(name, (await this.#ids.get(name)) ?? UNKNOWN);
    const inputs = resolved(declaration.inputs, (name) => ids.get(name) ?? UNKNOWN) as JsonObject;
    return { ...inputs, ...hiddenInputs(declaration, urn) };
  }

  async #checked({ urn }: Goal, olds: JsonObject, news: JsonObject): Promise<JsonObject> {
    const { inputs, failures } = await this.#attempted(urn, () => this.provider.check(urn, olds, news));
    if (failures.length === 0) return inputs;
    for (const reason of failures) this.errors.push(`${this.stack.nameOf(urn)}: ${reason}`);
    throw new Error(failures.join("\n"));
  }

  async #untargeted(old: StateResource | undefined): Promise<() => Promise<string>> {
    if (old === undefined) throw new Error("it is not a target and does not exist yet");
    return async () => old.id;
  }

  async #get(id: string, { declaration, urn, inputs }: Pick<Goal, "declaration" | "urn" | "inputs">) {
    const { outputs } = await this.#attempted(urn, () => this.provider.read(urn, { id, inputs }));
    for (const existing of this.stack.state.filter((resource) => resource.urn === urn)) this.forget(existing);
    this.#put({ ...newResource(this.stack, { declaration, urn, inputs }), id, outputs, isExternal: true });
    return async () => id;
  }

  /** Creates the replacement first. The old resource is deleted at the end of the run. */
  async #createBefore(goal: Goal): Promise<string> {
    return this.#create(goal, (old) => {
      old.isToDelete = !old.isExternal;
      if (old.isExternal) this.forget(old);
    });
  }

  async #create(goal: Goal, replaced = (old: StateResource) => this.forget(old)): Promise<string> {
    const { urn, old } = goal;
    if (this.#options.isPreview) return this.#previewed(goal);
    const { id, outputs, failed } = await this.#step("create", urn, () =>
      resourceOrPartial(() => this.provider.create(urn, goal.inputs)),
    );
    if (old !== undefined) replaced(old);
    this.#put({ ...newResource(this.stack, goal), id, outputs, initErrors: failed?.reasons ?? [] });
    return this.#orFailed(urn, id, failed);
  }

  #previewed(goal: Goal): string {
    this.#put({ ...newResource(this.stack, goal), id: UNKNOWN, outputs: goal.inputs });
    return UNKNOWN;
  }

  async #update(goal: Goal, old: StateResource): Promise<string> {
    if (this.#options.isPreview) return old.id;
    const { outputs, failed } = await this.#step("update", goal.urn, () =>
      resourceOrPartial(async () => ({ id: old.id, outputs: await this.provider.update(goal.urn, old, goal.inputs) })),
    );
    Object.assign(old, goal.next, { outputs, initErrors: failed?.reasons ?? [] });
    // After a failure, the state keeps the inputs of the last success.
    if (failed === undefined) old.inputs = goal.inputs;
    return this.#orFailed(goal.urn, old.id, failed);
  }

  #orFailed(urn: string, id: string, failed: Error | undefined): string {
    if (failed === undefined) return id;
    this.errors.push(`${this.stack.nameOf(urn)}: ${failed.message}`);
    throw failed;
  }

  async #deleteToReplace(old: StateResource): Promise<void> {
    if (this.#options.isPreview) return;
    await this.#step("delete", old.urn, () => this.provider.delete(old.urn, old));
    old.isPendingReplacement = true;
  }

  /** Deletes replaced and unregistered resources in reverse order, until a delete fails. */
  async deleteTheRest(): Promise<void> {
    for (const resource of [...this.stack.state].reverse()) {
      const isDone = this.#registered.has(resource.urn) && !resource.isToDelete;
      if (isDone || !this.isTargeted(resource.urn)) continue;
      const isCalled = !resource.isPendingReplacement && !resource.isExternal;
      const ok = await this.attempt(`delete ${this.stack.nameOf(resource.urn)}`, async () => {
        if (isCalled) await this.provider.delete(resource.urn, resource);
        this.forget(resource);
      });
      if (!ok) return;
    }
  }

  /** Runs a step. Its failure is an error of the run. Returns whether it succeeded. */
  async attempt(step: string, work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      this.steps.push(step);
      return true;
    } catch (error) {
      this.#fail(step, error);
      return false;
    }
  }

  async #step<T>(operation: string, urn: string, work: () => Promise<T>): Promise<T> {
    if (this.errors.length > 0) throw new Error("the run has failed already");
    const result = await this.#attempted(urn, work, `${operation} ${this.stack.nameOf(urn)}`);
    this.steps.push(`${operation} ${this.stack.nameOf(urn)}`);
    return result;
  }

  async #attempted<T>(urn: string, work: () => Promise<T>, step = `register ${this.stack.nameOf(urn)}`): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.#fail(step, error);
      throw error;
    }
  }

  #fail(step: string, error: unknown): void {
    if (error instanceof ProviderEnded) this.stack.pending.push(step);
    this.errors.push(`${step}: ${(error as Error).message}`);
  }

  #put(resource: StateResource): void {
    this.stack.state.push(resource);
  }

  forget(resource: StateResource): void {
    this.stack.state = this.stack.state.filter((other) => other !== resource);
  }
}
