/** How a language host starts a Node.js program: the arguments and variables that @pulumi/pulumi's `cmd/run` reads. */

/** The engine's request to run a program. */
export interface ProgramRun {
  readonly monitor: string;
  readonly engine: string;
  readonly organization: string;
  readonly project: string;
  readonly stack: string;
  readonly workFolder: string;
  readonly rootFolder: string;
  readonly entryPoint: string;
  readonly parallel: number;
  readonly preview: boolean;
  readonly args: readonly string[];
  readonly config: ReadonlyMap<string, string>;
  readonly secretKeys: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
}

/** The response to the engine: `bail` if the program has already reported its error to the user. */
export interface ProgramEnd {
  readonly error: string;
  readonly bail: boolean;
}

const ALREADY_TOLD = 32;

/** The arguments of node: those of the project's `nodeargs`, the runner, the runner's own, the entry point, the program's. */
export function programArguments(runner: string, run: ProgramRun): string[] {
  const named = {
    monitor: run.monitor,
    engine: run.engine,
    organization: run.organization,
    project: run.project,
    stack: run.stack,
    pwd: run.workFolder,
    "root-directory": run.rootFolder,
    parallel: String(run.parallel),
  };
  return [
    ...nodeArguments(run.options),
    runner,
    ...Object.entries(named).flatMap(([name, value]) => (value === "" ? [] : [`--${name}`, value])),
    ...(run.preview ? ["--dry-run"] : []),
    run.entryPoint === "" ? "." : run.entryPoint,
    ...run.args,
  ];
}

/** The environment variables of the program, in addition to those of the host. TypeScript is on unless the project's `typescript` option is false. */
export function programVariables(run: ProgramRun): Record<string, string> {
  return {
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(run.config)),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(run.secretKeys),
    ...(run.options["typescript"] === false ? {} : { PULUMI_NODEJS_TYPESCRIPT: "true" }),
  };
}

/** Converts the end of the program's process to the response to the engine. */
export function programEnd(exitCode: number): ProgramEnd {
  if (exitCode === 0) return { error: "", bail: false };
  if (exitCode === ALREADY_TOLD) return { error: "", bail: true };
  return { error: `Program exited with non-zero exit code: ${exitCode}`, bail: false };
}

function nodeArguments(options: ProgramRun["options"]): string[] {
  const text = options["nodeargs"];
  return typeof text === "string" ? text.split(/\s+/).filter((word) => word !== "") : [];
}
