/**
 * The entry point of Pulumi's dynamic providers: converts the hidden properties of inputs and outputs to a `Caller`,
 * results to plain JSON, and errors to messages without a stack trace.
 */
import type { Sources } from "../core/account.js";
import { readableMessage } from "../core/errors.js";
import { type JsonObject, textAt, withoutUndefined } from "../core/json.js";
import { hiddenPart, plainMark, plainText } from "../dynamic/hidden-inputs.js";
import type { Declared } from "../kinds/caller.js";
import { STATE_VERSION } from "../kinds/migrate.js";
import { inputsIn, PartiallyCreated, type Resource } from "../kinds/verbs.js";
import { watchEngine } from "./engine-watch.js";
import { declaredIn, migratedIn } from "./hidden.js";
import { createRuntime, kindOf, type Runtime, type State } from "./runtime.js";
import { isDebugging, readSettings, type Settings, settingsKey } from "./settings.js";
import { createWarnings, toEngine, type Warnings } from "./warnings.js";

interface Configured {
  readonly settings: Settings;
  readonly runtime: Runtime;
  readonly warnings: Warnings;
}

/** By kind, since Pulumi configures each kind separately. Kinds with equal settings share one runtime. */
const configured = new Map<string, Configured>();

/** The verbs, which the serialized shell calls with Pulumi's arguments. */
export const runtime = {
  configure(kind: string, config: { get(key: string): string | undefined }): void {
    configured.set(
      kind,
      configurationOf((key) => config.get(key)),
    );
  },

  check: (kind: string, olds: JsonObject, news: JsonObject) =>
    answer(kind, async ({ runtime }) => {
      const declared = declaredIn(news);
      const before = Object.keys(olds).length === 0 ? undefined : declaredIn(migratedIn(kindOf(kind), olds));
      const { inputs, failures } = await runtime.check(kind, declared, before);
      const hidden = { ...hiddenPart(news), ...plainAfterCheck(declared, inputs, news), __version: STATE_VERSION };
      return { inputs: { ...hidden, ...inputs }, failures: failures.map((reason) => ({ property: "", reason })) };
    }),

  diff: (kind: string, id: string, olds: JsonObject, news: JsonObject) =>
    answer(kind, async ({ runtime }) => {
      const found = await runtime.diff(kind, stateIn(kind, id, olds), declaredIn(news));
      // A destroy runs the shell in the state, so a new version of the shell is an update.
      return { ...found, changes: found.changes || olds["__provider"] !== news["__provider"] };
    }),

  create: (kind: string, news: JsonObject) =>
    answer(kind, async ({ runtime }) => {
      const created = await orPartial(news, () => runtime.create(kind, declaredIn(news)));
      return { id: created.id, outs: outputsOf(news, created) };
    }),

  read: (kind: string, id: string, props: JsonObject) =>
    answer(kind, async ({ runtime }) => {
      const found = await runtime.read(kind, stateIn(kind, id, props));
      if (found === undefined) return { id: "", props: {} };
      const { __token: _, ...hidden } = hiddenPart(migratedIn(kindOf(kind), props));
      const inputs = inputsIn(kindOf(kind), found.outputs);
      return { id, props: { ...hidden, ...found.outputs }, inputs: { ...hidden, ...inputs } };
    }),

  update: (kind: string, id: string, olds: JsonObject, news: JsonObject) =>
    answer(kind, async ({ runtime }) => {
      const updated = await orPartial(news, () => runtime.update(kind, stateIn(kind, id, olds), declaredIn(news)));
      return { outs: outputsOf(news, updated) };
    }),

  delete: (kind: string, id: string, props: JsonObject) =>
    answer(kind, async ({ runtime }) => {
      await runtime.delete(kind, stateIn(kind, id, props));
      return {};
    }),
};

function configurationOf(config: Sources["config"]): Configured {
  const settings = readSettings({ variable: (name) => process.env[name], config });
  for (const known of configured.values()) if (settingsKey(known.settings) === settingsKey(settings)) return known;
  const address = process.argv[2];
  if (address !== undefined && configured.size === 0) watchEngine(address, () => process.exit(1));
  const deliver = address === undefined ? undefined : toEngine(address);
  const warnings = createWarnings(deliver, (text) => void process.stderr.write(`${text}\n`));
  return { settings, warnings, runtime: createRuntime(settings, (urn, text) => warnings.show(urn, text)) };
}

function currentOf(kind: string): Configured {
  const known = configured.get(kind) ?? configurationOf(() => undefined);
  configured.set(kind, known);
  return known;
}

/** Runs a verb. Returns plain JSON, throws an error in Pulumi's form, and waits until the warnings are delivered. */
async function answer(kind: string, verb: (configured: Configured) => Promise<JsonObject>): Promise<JsonObject> {
  const current = currentOf(kind);
  try {
    return withoutUndefined(await verb(current));
  } catch (error) {
    throw pulumiError(error, isDebugging(current.settings.sources));
  } finally {
    await current.warnings.delivered();
  }
}

function stateIn(kind: string, id: string, properties: JsonObject): State {
  const { inputs, caller } = declaredIn(migratedIn(kindOf(kind), properties));
  return { id, outputs: inputs, caller, token: textAt(properties, "__token") };
}

/** `__plain` after the defaults: the constructor marked only declared values, and a default is never secret. */
function plainAfterCheck({ inputs, caller }: Declared, checked: JsonObject, news: JsonObject): JsonObject {
  if (news["__plain"] === undefined) return {};
  const marks = Object.entries(checked).map(([key, value]) => {
    const declared = inputs[key];
    const isQuotable = declared === undefined || caller.mayQuote(key, declared);
    return value !== undefined && isQuotable ? plainMark(key, value) : undefined;
  });
  return { __plain: plainText(marks) };
}

const outputsOf = (news: JsonObject, { outputs, token }: Resource): JsonObject => ({
  ...hiddenPart(news),
  ...outputs,
  __version: STATE_VERSION,
  ...(token === undefined ? {} : { __token: token }),
});

/** Adds the hidden properties to a partially created resource, which refresh and destroy need. */
async function orPartial(news: JsonObject, write: () => Promise<Resource>): Promise<Resource> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof PartiallyCreated)) throw error;
    throw new PartiallyCreated({ ...error.resource, outputs: outputsOf(news, error.resource) }, error.cause);
  }
}

/** Pulumi prints `stack` if it is set, and records an incomplete resource from `id`, `properties` and `reasons`. */
function pulumiError(error: unknown, isDebugging: boolean): Error {
  const readable = new Error(error instanceof PartiallyCreated ? error.message : readableMessage(error));
  if (!isDebugging) readable.stack = "";
  if (!(error instanceof PartiallyCreated)) return readable;
  const { id, outputs } = error.resource;
  return Object.assign(readable, { id, properties: withoutUndefined(outputs), reasons: [...error.reasons] });
}
