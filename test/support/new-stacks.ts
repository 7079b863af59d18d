/**
 * Stacks as `pulumi stack init` leaves them. It runs once for each name in a process of tests; every further project gets a
 * copy of the files that it wrote, since its key takes much time to derive.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The names of a stack and its project; the files of a state contain both. */
export interface StackName {
  readonly project: string;
  readonly stack: string;
}

/** What `pulumi stack init` wrote. */
interface NewStack {
  /** The files of the state, by their paths below its folder. */
  readonly state: ReadonlyMap<string, Buffer>;
  /** The salt of the passphrase, which the stack's configuration repeats. */
  readonly salt: string;
}

/** The folder of a project for its state. */
export const STATE_FOLDER = ".pulumi-state";

const newStacks = new Map<string, Promise<NewStack>>();

/** Gives the project in a folder an empty stack; `init` runs `pulumi stack init` there. */
export async function placeStack(folder: string, name: StackName, init: () => Promise<void>): Promise<void> {
  const key = `${name.project}/${name.stack}`;
  const known = newStacks.get(key);
  if (known !== undefined) return write(folder, name, await known);
  const initialized = init().then(() => read(folder, name));
  newStacks.set(key, initialized);
  await initialized;
}

const configPath = (folder: string, { stack }: StackName): string => join(folder, `Pulumi.${stack}.yaml`);

function read(folder: string, name: StackName): NewStack {
  const state = new Map<string, Buffer>();
  const stateFolder = join(folder, STATE_FOLDER);
  for (const entry of readdirSync(stateFolder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    state.set(path.slice(stateFolder.length), readFileSync(path));
  }
  const [, salt] = /encryptionsalt: ?'?([^'}\s]+)/.exec(readFileSync(configPath(folder, name), "utf8")) ?? [];
  if (salt === undefined) throw new Error(`pulumi stack init wrote no encryptionsalt to ${configPath(folder, name)}`);
  return { state, salt };
}

function write(folder: string, name: StackName, { state, salt }: NewStack): void {
  for (const [path, content] of state) {
    const target = join(folder, STATE_FOLDER, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
  const config = JSON.parse(readFileSync(configPath(folder, name), "utf8")) as object;
  writeFileSync(configPath(folder, name), `${JSON.stringify({ ...config, encryptionsalt: salt }, null, 2)}\n`);
}
