/** A folder of a user: what it contains, and the commands that run in it with one version of Node.js. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { checkoutFolder, type Environment } from "../../scripts/checkout.mts";
import { start } from "../../scripts/processes.mts";
import type { ReadyCli } from "../../scripts/pulumi/cli.mts";
import { engineEnvironment } from "../../scripts/pulumi/environment.mts";
import type { NodeVersion, Tools } from "./tools.mts";

/** After this time a command counts as hanging. On a busy machine `npm install` takes five minutes. */
const COMMAND_LIMIT_MS = 15 * 60 * 1_000;
/** The variables that `npm run` and a user's own settings of Pulumi add to the environment. */
const NOT_INHERITED =
  /^(PULUMI_|AZURE_|ARM_|NODE_OPTIONS$|NODE_PATH$|INIT_CWD$|npm_(package|lifecycle|command|execpath|node)|npm_config_(local_prefix|global_prefix|prefix|loglevel|user_agent))/;

/** What a command runs with, if not with the folder's own Node.js. */
export interface Options {
  readonly node?: NodeVersion;
}

/** A user's folder. Paths are relative to it. */
export interface Folder {
  readonly path: string;
  /** Writes a file, an object as JSON. */
  write(file: string, content: string | object): void;
  read(file: string): string;
  /** Copies a project of test/install/projects. */
  copy(project: string): void;
  /** Runs a line of shell; returns its output. Throws with the output if it fails. */
  run(line: string, options?: Options): Promise<string>;
  /** The output of a line that must fail. Throws if it succeeds. */
  fails(line: string, options?: Options): Promise<string>;
}

/** What a folder is made with. */
export interface Surroundings {
  readonly path: string;
  readonly node: NodeVersion;
  readonly tools: Tools;
  readonly cli: ReadyCli;
}

/** Makes an empty folder, with Pulumi's state next to it. */
export function makeFolder(surroundings: Surroundings): Folder {
  const { path } = surroundings;
  mkdirSync(path, { recursive: true });
  mkdirSync(`${path}.state`, { recursive: true });
  const ended = async (line: string, { node = surroundings.node }: Options = {}) => {
    const environment = environmentOf({ ...surroundings, node });
    const running = start({ path: "/bin/sh", args: ["-c", line], folder: path, environment });
    let isTimedOut = false;
    const limit = setTimeout(() => {
      isTimedOut = true;
      running.kill("SIGKILL");
    }, COMMAND_LIMIT_MS);
    const result = await running.ended.finally(() => clearTimeout(limit));
    if (isTimedOut)
      throw new Error(`${line}\ndid not end within ${COMMAND_LIMIT_MS / 60_000} minutes:\n${result.output}`);
    return result;
  };
  return {
    path,
    write: (file, content) => {
      const text = typeof content === "string" ? content : `${JSON.stringify(content, null, 2)}\n`;
      mkdirSync(dirname(join(path, file)), { recursive: true });
      writeFileSync(join(path, file), text);
    },
    read: (file) => readFileSync(join(path, file), "utf8"),
    copy: (project) =>
      cpSync(join(checkoutFolder(), "test", "install", "projects", project), path, { recursive: true }),
    run: async (line, options) => {
      const { exitCode, output } = await ended(line, options);
      if (exitCode !== 0) throw new Error(`${line}\nended with exit code ${exitCode}:\n${output}`);
      return output;
    },
    fails: async (line, options) => {
      const { exitCode, output } = await ended(line, options);
      if (exitCode === 0) throw new Error(`${line}\nsucceeded, but it must fail:\n${output}`);
      return output;
    },
  };
}

/** The environment of a user: without that of `npm run` of the checkout, and with one Node.js first on PATH. */
function environmentOf({ path, node, tools, cli }: Surroundings): Environment {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_INHERITED.test(name)));
  const engine = engineEnvironment({
    environment: { ...inherited, PULUMI_CONFIG_PASSPHRASE: "" },
    checkout: checkoutFolder(),
    cli,
    stateFolder: `${path}.state`,
    pulumiHome: `${path}.pulumi-home`,
  });
  const outer = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => !folder.includes("node_modules"));
  const folders = [tools.nodeFolder(node), tools.binFolder, dirname(cli.path), ...outer, cli.hostFolder];
  return { ...engine, PATH: folders.filter((folder) => folder !== undefined).join(delimiter) };
}
