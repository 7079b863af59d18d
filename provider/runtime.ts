/**
 * The wiring of the dynamic door: the configuration, one engine a process, the verbs of every kind in Pulumi's words.
 * Values go out as plain JSON; errors go out as sentences without a stack.
 */

import type { Connection } from "./connect.js";
import { asCall, warn } from "./core/call.js";
import { BackupError, readableMessage } from "./core/errors.js";
import { homeFolder, openHome } from "./core/home.js";
import { type JsonObject, textAt, withoutUndefined } from "./core/json.js";
import { createLog } from "./core/log.js";
import type { BackupEngine, Intents } from "./engine/engine.js";
import { createIntents } from "./engine/intents.js";
import { watchEngine } from "./engine-watch.js";
import { kinds } from "./kinds/index.js";
import type { Kind } from "./kinds/kind.js";
import { check, diff, internalPart, reasons } from "./kinds/lifecycle.js";
import { createResource, deleteResource, HalfMade, inputsIn, readResource, updateResource } from "./kinds/verbs.js";
import { createWarnings, toEngine, type Warnings } from "./warnings.js";

interface Settings {
  readonly endpoint: string;
  readonly home: string;
  readonly config: (key: string) => string | undefined;
}

let settings: Settings | undefined;
let opened: Promise<BackupEngine> | undefined;
let intents: Intents | undefined;
let warnings: Warnings | undefined;
let watching = false;

/** The environment goes before the configuration: refresh and destroy see the configuration of the last up. */
function configured(get: (key: string) => string | undefined = () => undefined): Settings {
  const { AZURE_VM_BACKUP_ENDPOINT, AZURE_VM_BACKUP_HOME } = process.env;
  return {
    endpoint: AZURE_VM_BACKUP_ENDPOINT || get("azure-vm-backup:endpoint") || "embedded",
    home: homeFolder(AZURE_VM_BACKUP_HOME || get("azure-vm-backup:home"), process.cwd()),
    config: get,
  };
}

const currentSettings = (): Settings => {
  settings ??= configured();
  return settings;
};

const currentIntents = (): Intents => {
  intents ??= createIntents(currentSettings().home, openHome);
  return intents;
};

function engine(): Promise<BackupEngine> {
  opened ??= open();
  // A home that could not be opened may be mended while the process lives.
  opened.catch(() => {
    opened = undefined;
  });
  return opened;
}

/** Check and diff ask nobody, so the client and the store are loaded when the first verb does. */
async function open(): Promise<BackupEngine> {
  const { connect } = await import("./connect.js");
  return connect(connectionOf(currentSettings(), currentIntents()));
}

function connectionOf({ endpoint, home, config }: Settings, intents: Intents): Connection {
  const log = createLog((line) => process.stderr.write(`${line}\n`), isDebugging() ? "debug" : "warn");
  const faults = process.env["AZURE_VM_BACKUP_FAULTS"];
  const sources = { variable: (name: string) => process.env[name], config };
  return { endpoint, home, intents, log, faults, sources };
}

/** How a program itself connects, in whose process no verb is called; `get` reads its configuration by whole keys. */
export function programConnection(get: (key: string) => string | undefined): Connection {
  const found = configured(get);
  return connectionOf(found, createIntents(found.home, openHome));
}

function kindOf(name: string): Kind {
  const kind = kinds[name];
  if (kind !== undefined) return kind;
  throw new BackupError("Bug", `There is no kind ${name} in this version of azure-vm-backup.`);
}

/** The verbs, called by the frozen shell with what Pulumi gave. */
export const runtime = {
  configure(config: { get(key: string): string | undefined }): void {
    settings = configured((key) => config.get(key));
    // Pulumi configures every kind for itself.
    const address = process.argv[2];
    if (address !== undefined && !watching) watchEngine(address, () => process.exit(1));
    watching = true;
  },

  check: (name: string, olds: JsonObject, news: JsonObject) =>
    told(news, async () => {
      const kind = kindOf(name);
      const { inputs, failures, warnings } = check(kind, news, olds);
      for (const text of warnings) warn(text);
      return { inputs, failures: reasons(kind, failures, news).map((reason) => ({ property: "", reason })) };
    }),

  diff: (name: string, id: string, olds: JsonObject, news: JsonObject) =>
    told(news, async () => {
      // The state knows this resource: what was begun for it is done.
      currentIntents().clear(id);
      return { ...diff(kindOf(name), olds, news) };
    }),

  create: (name: string, inputs: JsonObject) =>
    told(inputs, async () => {
      const { id, outputs } = await createResource(kindOf(name), await engine(), inputs);
      return { id, outs: outputs };
    }),

  read: (name: string, id: string, props: JsonObject) =>
    told(props, async () => {
      const kind = kindOf(name);
      const found = await readResource(kind, await engine(), { id, outputs: props });
      if (found === undefined) return { id: "", props: {} };
      return { id, props: found.outputs, inputs: { ...internalPart(props), ...inputsIn(kind, found.outputs) } };
    }),

  update: (name: string, id: string, olds: JsonObject, news: JsonObject) =>
    told(news, async () => {
      const updated = await updateResource(kindOf(name), await engine(), { id, outputs: olds }, news);
      return { outs: updated.outputs };
    }),

  delete: (name: string, id: string, props: JsonObject) =>
    told(props, async () => {
      await deleteResource(kindOf(name), await engine(), { id, outputs: props });
      return {};
    }),
};

const isDebugging = (): boolean => Boolean(process.env["AZURE_VM_BACKUP_DEBUG"]);

/** Runs a verb for the resource of these properties; its result as plain JSON, its failure in Pulumi's words, its warnings at the resource. */
async function told(resource: JsonObject, verb: () => Promise<JsonObject>): Promise<JsonObject> {
  const { show, shown } = currentWarnings();
  try {
    return withoutUndefined(await asCall({ warn: (text) => show(textAt(resource, "__urn"), text) }, verb));
  } catch (error) {
    throw pulumiError(error);
  } finally {
    await shown();
  }
}

function currentWarnings(): Warnings {
  const address = process.argv[2];
  warnings ??= createWarnings(
    address === undefined ? undefined : toEngine(address),
    (text) => void process.stderr.write(`${text}\n`),
  );
  return warnings;
}

/** Pulumi prints a stack where there is one, and records a half-made resource from `id`, `properties` and `reasons`. */
function pulumiError(error: unknown): Error {
  const shown = new Error(error instanceof HalfMade ? error.message : readableMessage(error));
  if (!isDebugging()) shown.stack = "";
  if (!(error instanceof HalfMade)) return shown;
  const { id, outputs } = error.resource;
  return Object.assign(shown, { id, properties: withoutUndefined(outputs), reasons: [...error.reasons] });
}
