/**
 * Identifies the current run of a program. One process may have many runs: the inline programs of Pulumi's Automation API,
 * each preview and each update of them, and the programs of a test runner. Pulumi's SDK keeps one state object per run, in
 * globals that all copies of the SDK in a process share.
 */
import * as pulumi from "@pulumi/pulumi";

/** The part of the SDK's state that this module reads. */
interface SdkState {
  readonly settings?: { readonly monitor?: object; readonly options?: { readonly monitorAddr?: string } };
  readonly config?: Readonly<Record<string, unknown>>;
  /** The server through which the engine calls functions of the program; created with the first of them. */
  readonly callbacks?: object;
}

/** The only run of a process whose SDK has no such state. */
const onlyRun: SdkState = {};

/** Each inline program has its own state, which follows its promises; any other program has the global state. */
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

/** The state to which tests add their mocks: one for all programs that a test file loads, another for an inline program. */
export const currentScope = (): object => sdkState();

/** Whether the program is an inline program of Pulumi's Automation API. */
export const isInline = (): boolean => (globalThis as SdkGlobals).asyncLocalStorage?.getStore() !== undefined;

/** Whether the mocks of `pulumi.runtime.setMocks` replace Pulumi's engine. */
export const isMocked = (): boolean => sdkState().settings?.options?.monitorAddr === "mock";

/** Whether the run has registered a function that the engine calls, such as a transform. */
export const hasTransforms = (): boolean => sdkState().callbacks !== undefined;

/** The object that identifies the run; each `setMocks` starts another run in the same state. */
function currentRun(): object {
  const state = sdkState();
  return (isMocked() ? state.settings?.monitor : undefined) ?? state;
}

/** The configuration as the SDK's JSON text, which avoids parsing it. */
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
