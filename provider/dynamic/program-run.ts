/**
 * Which run of which program the code at hand belongs to. One process may hold many: the inline programs of Pulumi's
 * Automation API, each preview and each update of them, and the programs of a test runner. Pulumi's SDK keeps one object
 * of state per run, in globals that all copies of the SDK in a process share, so a second copy sees the same run.
 */
import * as pulumi from "@pulumi/pulumi";

/** The part of the SDK's state of a run that is read here. */
interface SdkState {
  readonly settings?: { readonly monitor?: object; readonly options?: { readonly monitorAddr?: string } };
  readonly config?: Readonly<Record<string, unknown>>;
  /** The server through which the engine calls functions of the program; made for the first of them. */
  readonly callbacks?: object;
}

/** Stands for the only run of a process whose SDK keeps no such state. */
const onlyRun: SdkState = {};

/** Inline programs each have a state of their own, which follows their promises; any other program has the global one. */
function sdkState(): SdkState {
  const globals = globalThis as SdkGlobals;
  const ofInlineProgram = globals.asyncLocalStorage?.getStore();
  if (ofInlineProgram !== undefined) return ofInlineProgram;
  // The SDK creates the global state with its first use.
  if (globals.globalStore === undefined) pulumi.getProject();
  return globals.globalStore ?? onlyRun;
}

interface SdkGlobals {
  readonly asyncLocalStorage?: { getStore(): SdkState | undefined };
  readonly globalStore?: SdkState;
}

/** The state that tests set their mocks in: the same for all programs that a test file loads, another one for an inline program. */
export const currentScope = (): object => sdkState();

/** Whether `pulumi.runtime.setMocks` answers in place of Pulumi's engine. */
export const isMocked = (): boolean => sdkState().settings?.options?.monitorAddr === "mock";

/** Whether the run has given the engine a function to call, such as a transform. */
export const hasTransforms = (): boolean => sdkState().callbacks !== undefined;

/** The run as an object; each `setMocks` begins another run in the same state. */
function currentRun(): object {
  const state = sdkState();
  return (isMocked() ? state.settings?.monitor : undefined) ?? state;
}

/** The configuration as the SDK keeps it, which costs less than reading it. */
const configText = (): string => {
  const text = sdkState().config?.["PULUMI_CONFIG"];
  return typeof text === "string" ? text : JSON.stringify(pulumi.runtime.allConfig());
};

const done = new WeakMap<object, Set<string>>();

/**
 * Runs `work` unless it has succeeded before under this name in the same run with the same project, stack, configuration
 * and `setting`. Throws what `work` throws, each time.
 */
export function oncePerRun(name: string, setting: string, work: () => void): void {
  const program = `${pulumi.getProject()}/${pulumi.getStack()}/${pulumi.runtime.isDryRun()}`;
  const key = `${name}\n${program}\n${setting}\n${configText()}`;
  const run = currentRun();
  const keys = done.get(run) ?? new Set();
  done.set(run, keys);
  if (keys.has(key)) return;
  work();
  keys.add(key);
}
