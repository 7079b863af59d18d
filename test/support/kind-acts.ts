/**
 * What happens to the resources of one kind under the real Pulumi CLI, from the first preview to the destroy. A resource
 * stands for each row of the kind's table, so that one command does what many would; others are replaced, partially created,
 * found and destroyed in each way. The story is played once, and each test looks at a part of what it left.
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { sameId } from "../../provider/arm/resource-id.js";
import { isJsonObject, type Json, type JsonObject, mergeJson } from "../../provider/core/json.js";
import { createStack, type Declaration, type Stack } from "./declarations.js";
import type { Held, KindStory, Played, Replaced, Replacement } from "./kind-story.js";
import { azureOf, changesIn, inputsOf, valueAt } from "./kind-table.js";
import type { StateResource } from "./pulumi.js";
import { type ServedAzure, serveAzure } from "./served-azure.js";

/** The name of the resource that stands for a row. */
export const slug = (path: string): string => path.replaceAll("[]", "").replaceAll(/[.#]/g, "-");

export const ADOPTIONS = ["never", "identical", "differs", "always"] as const;
export const HALVES = ["half", "half-refreshed"] as const;
/** The resource whose update fails at first. */
export const BROKEN = "broken";
/** The resource that somebody deletes outside. */
export const VANISHED = "vanished";
const FOUND = ADOPTIONS.map((name) => `found-${name}`);

interface Stage {
  readonly story: KindStory;
  readonly azure: ServedAzure;
  readonly stack: Stack;
}

type Moment = "from" | "to" | "gone";

/** Plays the story in a home and a stack of its own, which go with it. */
export async function play(story: KindStory): Promise<Played> {
  const azure = await serveAzure();
  const config = { "azure-vm-backup:endpoint": azure.url, "azure-vm-backup:home": azure.home };
  const stack = await createStack(config);
  try {
    await story.prepare(azure, namesIn(story));
    return await acts({ story, azure, stack });
  } finally {
    stack.dispose();
    await azure.close();
  }
}

async function acts(stage: Stage): Promise<Played> {
  const { beginning, views } = await begin(stage);
  const drifted = await drift(stage, views);
  const left = await leave(stage);
  return { ...beginning, ...drifted, ...left, ...(await claim(stage)), ...(await end(stage)) };
}

async function begin(stage: Stage) {
  const { stack } = stage;
  const first = [...rowsAt(stage, "from"), ...othersAt(stage, "from")];
  stack.declare(first);
  const preview = await stack.run("preview");
  const previewed = { ...preview, there: (await viewOf(stage, "ends-default")) !== undefined };
  const up = await stack.run("up");
  // Without a first up there is no story: what it said tells more than what every test misses.
  if (up.exitCode !== 0) throw new Error(errorLines(up.output));
  const views = new Map<string, JsonObject>();
  for (const [path] of changesIn(stage.story.rows)) views.set(path, (await viewOf(stage, slug(path))) ?? {});
  const made = { ...up, held: await held(stage) };
  stack.declare(first.map((declaration) => ({ ...declaration, args: otherwiseWritten(declaration.args) })));
  const rewritten = await stack.run("up", "--refresh");
  stack.declare([...rowsAt(stage, "to"), ...othersAt(stage, "from")]);
  const updated = { ...(await stack.run("up")), held: await held(stage) };
  return { beginning: { previewed, made, rewritten, updated }, views };
}

const errorLines = (output: string): string => [...new Set(output.match(/^ *error: .*$/gm))].join("\n");

async function drift(stage: Stage, views: ReadonlyMap<string, JsonObject>) {
  const { story, azure, stack } = stage;
  for (const [path, row] of changesIn(story.rows)) {
    if (row.to === undefined || row.unseen !== undefined) continue;
    const value = row.drift ?? azureOf(row, "from");
    const made = views.get(path) ?? {};
    await story.meddle(azure, { id: idOf(story, slug(path)), path: row.at, value, made });
  }
  await azure.write("DELETE", idOf(story, VANISHED));
  const shown = await stack.run("refresh");
  const mended = { ...(await stack.run("up")), held: await held(stage) };
  const isBack = (await viewOf(stage, VANISHED)) !== undefined;
  return { shown, mended: { ...mended, isBack }, reread: await stack.run("refresh") };
}

async function leave(stage: Stage) {
  const { story, stack } = stage;
  stack.declare([...rowsAt(stage, "gone"), ...othersAt(stage, "to")]);
  const left = await stack.run("up");
  const replaced: Record<string, Replaced> = {};
  for (const [name, replacement] of Object.entries(story.replacements)) {
    replaced[name] = await replacedBy(stage, name, replacement);
  }
  return { left: { ...left, held: await held(stage), replaced } };
}

async function replacedBy(stage: Stage, name: string, { from, to, at }: Replacement): Promise<Replaced> {
  const { story } = stage;
  const [before, after] = [from, to].map((args) => idFrom(story, { ...story.least(name), ...args })) as [
    string,
    string,
  ];
  const isSame = sameId(before, after);
  return { before: isSame ? undefined : await stateOf(stage, before), holds: valueAt(await viewAt(stage, after), at) };
}

/** Resources that are in Azure already, and some of which only a part can be made. */
async function claim(stage: Stage) {
  const { story, azure, stack } = stage;
  const steady = [...rowsAt(stage, "gone"), ...othersAt(stage, "to")].filter(({ name }) => name !== BROKEN);
  const halves = HALVES.map((name) => declarationOf(story, name, story.half.args));
  const unfinished = [...halves, declarationOf(story, BROKEN, story.broken.to)];
  stack.declare([...steady, ...adoptions(story), ...unfinished]);
  // A home that does not know them: they are somebody else's then.
  for (const folder of ["owners", "intents"]) rmSync(join(azure.home, folder), { recursive: true });
  await azure.injectFaults([story.half.plan, story.broken.plan]);
  const claiming = await stack.run("up", "--continue-on-error");
  await azure.injectFaults();
  const claimed = {
    ...claiming,
    state: await stateIn(stack),
    adopted: valueAt(await viewOf(stage, "found-always"), story.found.at),
  };
  const urn = claimed.state.find(({ urn }) => urn.endsWith("::half-refreshed"))?.urn ?? "half-refreshed is not there";
  const looked = await stack.run("refresh", "--target", urn);
  stack.declare([...steady, ...adoptions(story).filter(({ name }) => isTaken(name)), ...unfinished]);
  const finishing = await stack.run("up");
  const views = await Promise.all(HALVES.map((name) => viewOf(stage, name)));
  const holding = views.map((view) => valueAt(view, story.half.at));
  const last = await viewOf(stage, BROKEN);
  const broken = Object.fromEntries(Object.keys(story.broken.holds).map((path) => [path, valueAt(last, path)]));
  return { claimed, looked, finished: { ...finishing, state: await stateIn(stack), held: holding, broken } };
}

const isTaken = (name: string): boolean => name === "adopt-identical" || name === "adopt-always";

function adoptions(story: KindStory): Declaration[] {
  const { args, other } = story.found;
  const declared = (name: (typeof ADOPTIONS)[number], adopt: string, more: JsonObject = {}): Declaration => ({
    ...declarationOf(story, `found-${name}`, mergeJson(mergeJson(args, more), { adopt })),
    name: `adopt-${name}`,
  });
  return [
    declared("never", "never"),
    declared("identical", "ifIdentical"),
    declared("differs", "ifIdentical", other),
    declared("always", "always", { ...other, onDelete: "delete" }),
  ];
}

/** Destroys, clears what is in the way of some, and destroys again. */
async function end(stage: Stage) {
  const { story, azure, stack } = stage;
  const endings = Object.entries(story.endings);
  for (const [mode, { before }] of endings) await before?.(azure, idOf(story, `ends-${mode}`));
  const destroyed = await stack.run("destroy", "--continue-on-error");
  for (const [mode, { clear }] of endings) await clear?.(azure, idOf(story, `ends-${mode}`));
  const ended = destroyed.exitCode === 0 ? destroyed : await stack.run("destroy", "--continue-on-error");
  const names = [...changesIn(story.rows).map(([path]) => slug(path)), ...FOUND, ...HALVES];
  const states: Record<string, string> = {};
  for (const name of [...names, ...endings.map(([mode]) => `ends-${mode}`)]) {
    states[name] = await stateOf(stage, idOf(story, name));
  }
  return { destroyed, ended: { ...ended, states } };
}

const namesIn = (story: KindStory): string[] => [
  ...changesIn(story.rows).map(([path]) => slug(path)),
  ...Object.keys(story.replacements),
  BROKEN,
  VANISHED,
  ...HALVES,
  ...FOUND,
  ...Object.keys(story.endings).map((mode) => `ends-${mode}`),
];

const declarationOf = (story: KindStory, name: string, args: JsonObject): Declaration => ({
  kind: story.kind.name,
  name,
  args: { ...story.least(name), ...args },
});

const rowsAt = ({ story }: Stage, moment: Moment): Declaration[] =>
  changesIn(story.rows).map(([path, row]) => declarationOf(story, slug(path), inputsOf(path, row, moment)));

/** What stands beside the rows: those that others find later are left in Azure at the second moment. */
function othersAt({ story }: Stage, moment: "from" | "to"): Declaration[] {
  const endings = Object.entries(story.endings).map(([mode, { args = {} }]) =>
    declarationOf(story, `ends-${mode}`, mode === "default" ? args : { ...args, onDelete: mode }),
  );
  const found = FOUND.map((name) => declarationOf(story, name, { ...story.found.args, onDelete: "retain" }));
  const replaced = Object.entries(story.replacements).map(([name, replacement]) =>
    declarationOf(story, name, replacement[moment]),
  );
  const broken = declarationOf(story, BROKEN, story.broken.from);
  const vanished = declarationOf(story, VANISHED, {});
  return [...replaced, broken, vanished, ...endings, ...(moment === "from" ? found : [])];
}

function idFrom(story: KindStory, args: JsonObject): string {
  const id = story.kind.armId(args);
  if (id === undefined) throw new Error(`These inputs make no ARM id: ${JSON.stringify(args)}`);
  return id;
}

const idOf = (story: KindStory, name: string): string => idFrom(story, story.least(name));

const viewOf = (stage: Stage, name: string): Promise<JsonObject | undefined> => viewAt(stage, idOf(stage.story, name));

const viewAt = ({ story, azure }: Stage, id: string): Promise<JsonObject | undefined> =>
  story.view === undefined ? azure.find(id) : story.view(azure, id);

async function stateOf({ story, azure }: Stage, id: string): Promise<string> {
  if (story.stateOf !== undefined) return story.stateOf(azure, id);
  return (await azure.find(id)) === undefined ? "gone" : "there";
}

async function held(stage: Stage): Promise<Held> {
  const found: Record<string, Json> = {};
  for (const [path, { at }] of changesIn(stage.story.rows)) found[path] = valueAt(await viewOf(stage, slug(path)), at);
  return found;
}

async function stateIn({ project }: Stack): Promise<readonly StateResource[]> {
  return (await project.stackExport()).deployment.resources ?? [];
}

/** The same inputs with ids, regions and names as somebody else would write them. */
function otherwiseWritten(args: JsonObject): JsonObject {
  const entries = Object.entries(args).map(([key, value]) => [key, otherwise(value ?? null, key)]);
  return Object.fromEntries(entries) as JsonObject;
}

function otherwise(value: Json, key: string): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map((entry) => otherwise(entry, key));
  if (isJsonObject(value)) return otherwiseWritten(value);
  if (typeof value !== "string") return value;
  if (key === "location") return "West Europe";
  return key === "name" || value.startsWith("/subscriptions/") ? value.toUpperCase() : value;
}
