/**
 * Runs the stories of the kinds under the real Pulumi CLI, from the first preview to the destroy, together in one stack. The
 * program has a resource for each row of a kind's table, so one command tests all rows. Other resources are replaced,
 * partially created, adopted and destroyed with each `onDelete`. A story runs once; each test checks a part of its results.
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { sameId } from "../../provider/arm/resource-id.js";
import { isJsonObject, type Json, type JsonObject, mergeJson } from "../../provider/core/json.js";
import type { KindStory, LiveValues, Replaced, Replacement, StoryResults } from "./kind-story.js";
import { azureOf, changesIn, inputsOf, type Step, valueAt } from "./kind-table.js";
import { type ServedAzure, serveAzure } from "./served-azure.js";
import { type Declaration, SharedStack, type Stack } from "./shared-stack.js";

/** The name of the resource for a row. */
export const slug = (path: string): string => path.replaceAll("[]", "").replaceAll(/[.#]/g, "-");

export const ADOPTIONS = ["never", "identical", "differs", "always"] as const;
export const PARTIALS = ["partial", "partial-refreshed"] as const;
/** The name of the resource whose update fails at first. */
export const BROKEN = "broken";
/** The name of the resource that is deleted outside Pulumi. */
export const VANISHED = "vanished";
const FOUND = ADOPTIONS.map((name) => `found-${name}`);

interface Stage {
  readonly story: KindStory;
  readonly azure: ServedAzure;
  readonly stack: Stack;
}

/** Runs the stories in one home and one stack, and removes them; the results of each story, in the order of the stories. */
export async function runStories(stories: readonly KindStory[]): Promise<PromiseSettledResult<StoryResults>[]> {
  const azure = await serveAzure();
  const kinds = stories.map(({ kind }) => kind.name);
  const stack = await SharedStack.create(azure, kinds);
  try {
    return await Promise.allSettled(
      stories.map((story) => stack.runStory(story.kind.name, (part) => acts({ story, azure, stack: part }))),
    );
  } finally {
    stack.dispose();
    await azure.close();
  }
}

async function acts(stage: Stage): Promise<StoryResults> {
  await stage.story.prepare(stage.azure, namesIn(stage.story));
  const { beginning, views } = await begin(stage);
  const drifted = await drift(stage, views);
  const removed = await removeInputs(stage);
  return { ...beginning, ...drifted, ...removed, ...(await adopt(stage)), ...(await destroy(stage)) };
}

async function begin(stage: Stage) {
  const { stack } = stage;
  const first = [...rowsAt(stage, "from"), ...othersAt(stage, "from")];
  stack.declare(first);
  const preview = await stack.run("preview");
  const previewed = { ...preview, exists: (await viewOf(stage, "ends-default")) !== undefined };
  const up = await stack.run("up");
  // If the first up fails, every test would fail: its errors are more useful.
  if (up.exitCode !== 0) throw new Error(errorLines(up.output));
  const views = new Map<string, JsonObject>();
  for (const [path] of changesIn(stage.story.rows)) views.set(path, (await viewOf(stage, slug(path))) ?? {});
  const created = { ...up, live: await liveValues(stage) };
  stack.declare(first.map((declaration) => ({ ...declaration, args: inOtherNotation(declaration.args) })));
  const rewritten = await stack.run("up", "--refresh");
  stack.declare([...rowsAt(stage, "to"), ...othersAt(stage, "from")]);
  const updated = { ...(await stack.run("up")), live: await liveValues(stage) };
  return { beginning: { previewed, created, rewritten, updated }, views };
}

const errorLines = (output: string): string => [...new Set(output.match(/^ *error: .*$/gm))].join("\n");

async function drift(stage: Stage, views: ReadonlyMap<string, JsonObject>) {
  const { story, azure, stack } = stage;
  for (const [path, row] of changesIn(story.rows)) {
    if (row.to === undefined || row.noDriftReason !== undefined) continue;
    const value = row.drift ?? azureOf(row, "from");
    const created = views.get(path) ?? {};
    await story.changeOutside(azure, { id: idOf(story, slug(path)), path: row.at, value, created });
  }
  await azure.write("DELETE", idOf(story, VANISHED));
  const drifted = await stack.run("refresh");
  const corrected = { ...(await stack.run("up")), live: await liveValues(stage) };
  const isBack = (await viewOf(stage, VANISHED)) !== undefined;
  return { drifted, corrected: { ...corrected, isBack }, refreshedAgain: await stack.run("refresh") };
}

async function removeInputs(stage: Stage) {
  const { story, stack } = stage;
  stack.declare([...rowsAt(stage, "removed"), ...othersAt(stage, "to")]);
  const removed = await stack.run("up");
  const replaced: Record<string, Replaced> = {};
  for (const [name, replacement] of Object.entries(story.replacements)) {
    replaced[name] = await replacedBy(stage, name, replacement);
  }
  return { removed: { ...removed, live: await liveValues(stage), replaced } };
}

async function replacedBy(stage: Stage, name: string, { from, to, at }: Replacement): Promise<Replaced> {
  const { story } = stage;
  const [before, after] = [from, to].map((args) => idFrom(story, { ...story.required(name), ...args })) as [
    string,
    string,
  ];
  const isSame = sameId(before, after);
  return { before: isSame ? undefined : await stateOf(stage, before), value: valueAt(await viewAt(stage, after), at) };
}

/** Declares resources that exist in Azure already, and some that can be created only in part. */
async function adopt(stage: Stage) {
  const { story, azure, stack } = stage;
  const steady = [...rowsAt(stage, "removed"), ...othersAt(stage, "to")].filter(({ name }) => name !== BROKEN);
  const partials = PARTIALS.map((name) => declarationOf(story, name, story.partial.args));
  const unfinished = [...partials, declarationOf(story, BROKEN, story.broken.to)];
  stack.declare([...steady, ...adoptions(story), ...unfinished]);
  // Without its records, the home has no owner for them.
  for (const folder of ["owners", "intents"]) rmSync(join(azure.home, folder), { recursive: true, force: true });
  stack.injectFaults([story.partial.plan, story.broken.plan]);
  const claiming = await stack.run("up", "--continue-on-error");
  stack.injectFaults([]);
  const claimed = {
    ...claiming,
    state: await stack.state(),
    adopted: valueAt(await viewOf(stage, "found-always"), story.found.at),
  };
  const urn =
    claimed.state.find(({ urn }) => urn.endsWith("::partial-refreshed"))?.urn ??
    "partial-refreshed is not in the state";
  const refreshed = await stack.run("refresh", `--target=${urn}`);
  stack.declare([...steady, ...adoptions(story).filter(({ name }) => isAdopted(name)), ...unfinished]);
  const finishing = await stack.run("up");
  const views = await Promise.all(PARTIALS.map((name) => viewOf(stage, name)));
  const live = views.map((view) => valueAt(view, story.partial.at));
  const last = await viewOf(stage, BROKEN);
  const broken = Object.fromEntries(Object.keys(story.broken.expected).map((path) => [path, valueAt(last, path)]));
  return { claimed, refreshed, finished: { ...finishing, state: await stack.state(), live, broken } };
}

const isAdopted = (name: string): boolean => name === "adopt-identical" || name === "adopt-always";

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

/** Destroys, removes the reasons for refusals, and destroys again. */
async function destroy(stage: Stage) {
  const { story, azure, stack } = stage;
  const cases = Object.entries(story.destroyCases);
  for (const [mode, { before }] of cases) await before?.(azure, idOf(story, `ends-${mode}`));
  const destroyed = await stack.run("destroy", "--continue-on-error");
  for (const [mode, { clear }] of cases) await clear?.(azure, idOf(story, `ends-${mode}`));
  const ended = destroyed.exitCode === 0 ? destroyed : await stack.run("destroy", "--continue-on-error");
  const names = [...changesIn(story.rows).map(([path]) => slug(path)), ...FOUND, ...PARTIALS];
  const states: Record<string, string> = {};
  for (const name of [...names, ...cases.map(([mode]) => `ends-${mode}`)]) {
    states[name] = await stateOf(stage, idOf(story, name));
  }
  return { destroyed, ended: { ...ended, states } };
}

const namesIn = (story: KindStory): string[] => [
  ...changesIn(story.rows).map(([path]) => slug(path)),
  ...Object.keys(story.replacements),
  BROKEN,
  VANISHED,
  ...PARTIALS,
  ...FOUND,
  ...Object.keys(story.destroyCases).map((mode) => `ends-${mode}`),
];

const declarationOf = (story: KindStory, name: string, args: JsonObject): Declaration => ({
  kind: story.kind.name,
  name,
  args: { ...story.required(name), ...args },
});

const rowsAt = ({ story }: Stage, step: Step): Declaration[] =>
  changesIn(story.rows).map(([path, row]) => declarationOf(story, slug(path), inputsOf(path, row, step)));

/** The resources that are not rows. Those for adoption are declared only at the first step, and retained in Azure. */
function othersAt({ story }: Stage, step: "from" | "to"): Declaration[] {
  const destroyed = Object.entries(story.destroyCases).map(([mode, { args = {} }]) =>
    declarationOf(story, `ends-${mode}`, mode === "default" ? args : { ...args, onDelete: mode }),
  );
  const found = FOUND.map((name) => declarationOf(story, name, { ...story.found.args, onDelete: "retain" }));
  const replaced = Object.entries(story.replacements).map(([name, replacement]) =>
    declarationOf(story, name, replacement[step]),
  );
  const broken = declarationOf(story, BROKEN, story.broken.from);
  const vanished = declarationOf(story, VANISHED, {});
  return [...replaced, broken, vanished, ...destroyed, ...(step === "from" ? found : [])];
}

function idFrom(story: KindStory, args: JsonObject): string {
  const id = story.kind.armId(args);
  if (id === undefined) throw new Error(`These inputs have no ARM id: ${JSON.stringify(args)}`);
  return id;
}

const idOf = (story: KindStory, name: string): string => idFrom(story, story.required(name));

const viewOf = (stage: Stage, name: string): Promise<JsonObject | undefined> => viewAt(stage, idOf(stage.story, name));

const viewAt = ({ story, azure }: Stage, id: string): Promise<JsonObject | undefined> =>
  story.view === undefined ? azure.find(id) : story.view(azure, id);

async function stateOf({ story, azure }: Stage, id: string): Promise<string> {
  if (story.stateOf !== undefined) return story.stateOf(azure, id);
  return (await azure.find(id)) === undefined ? "gone" : "exists";
}

async function liveValues(stage: Stage): Promise<LiveValues> {
  const found: Record<string, Json> = {};
  for (const [path, { at }] of changesIn(stage.story.rows)) found[path] = valueAt(await viewOf(stage, slug(path)), at);
  return found;
}

/** The same inputs with ids, regions and names in another case or notation. */
function inOtherNotation(args: JsonObject): JsonObject {
  const entries = Object.entries(args).map(([key, value]) => [key, valueInOtherNotation(value ?? null, key)]);
  return Object.fromEntries(entries) as JsonObject;
}

function valueInOtherNotation(value: Json, key: string): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map((entry) => valueInOtherNotation(entry, key));
  if (isJsonObject(value)) return inOtherNotation(value);
  if (typeof value !== "string") return value;
  if (key === "location") return "West Europe";
  return key === "name" || value.startsWith("/subscriptions/") ? value.toUpperCase() : value;
}
