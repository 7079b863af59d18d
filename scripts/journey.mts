/**
 * Reports the files and folders of the package that a request uses: `npm run journey [-- NAME…] [--files]`. Every request is
 * sent over HTTP to an embedded Azure at the instant pace; V8's precise coverage reports the functions that ran. A climb is
 * an import between two of these files from a lower module to a higher one of test/architecture/layers.cjs. Fails if a
 * request uses more folders than its limit, or if there is a climb.
 */
import { readFileSync } from "node:fs";
import { Session } from "node:inspector/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { compiled } from "./bench/compiled.mts";
import { scratchFolder } from "./bench/scratch.mts";
import { checkoutFolder } from "./checkout.mts";
import { JOURNEYS, type Journey, SETUP, type Sent } from "./journey/requests.mts";

const checkout = checkoutFolder();
const { modules } = createRequire(import.meta.url)(join(checkout, "test/architecture/layers.cjs")) as {
  readonly modules: readonly { readonly name: string; readonly path: string }[];
};

interface Passed {
  readonly file: string;
  readonly functions: number;
  readonly calls: number;
}

/** The place of a file's module in the table, from the lowest to the highest. */
const placeOf = (file: string): number => modules.findIndex(({ path }) => new RegExp(path).test(file));

/** The imports of a file that exist when the program runs. */
function importsOf(file: string): string[] {
  const source = readFileSync(join(checkout, file), "utf8");
  const found = source.matchAll(/^(?:import|export) (?!type )[^;]*?from "(\.[^"]+)";/gm);
  return [...found].map(([, path = ""]) => join(dirname(file), path).replace(/\.js$/, ".ts"));
}

function climbsOf(files: readonly string[]): string[] {
  return files.flatMap((file) =>
    importsOf(file)
      .filter((imported) => files.includes(imported) && placeOf(imported) > placeOf(file))
      .map((imported) => `${file} → ${imported}`),
  );
}

/** The functions that ran since the last call of this, by file. The code of a module itself ran when it was loaded. */
async function passedSince(session: Session): Promise<Passed[]> {
  const { result } = await session.post("Profiler.takePreciseCoverage");
  return result.flatMap(({ url, functions }) => {
    const path = url.startsWith("file:") ? fileURLToPath(url) : url;
    const file = relative(join(checkout, "dist"), path).replace(/\.js$/, ".ts");
    // Generated code has no source file.
    if (!/^provider\/.*\.ts$/.test(file)) return [];
    const ran = functions.slice(1).flatMap(({ ranges: [whole] }) => (whole && whole.count > 0 ? [whole.count] : []));
    return ran.length === 0 ? [] : [{ file, functions: ran.length, calls: ran.reduce((sum, count) => sum + count, 0) }];
  });
}

const { openEmbedded } = await compiled("provider/runtime/embedded.js");
const { silentLog } = await compiled("provider/core/log.js");
const { listen } = await compiled("provider/http/http.js");

const azure = await openEmbedded({ home: join(scratchFolder(), "home"), log: silentLog });
const server = await listen(azure.fetch, 0);

async function send({ method, path, body }: Sent): Promise<void> {
  const url = `${server.url}${encodeURI(path)}?api-version=2024-04-01`;
  const headers = { "content-type": "application/json" };
  const answer = await fetch(url, { method, headers, body: body === undefined ? null : JSON.stringify(body) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path} returned ${answer.status}: ${text}`);
}

async function travel(session: Session, { before = [], request }: Journey): Promise<Passed[]> {
  for (const sent of before) await send(sent);
  await passedSince(session);
  await send(request);
  return passedSince(session);
}

function report({ name, mostFolders }: Journey, passed: readonly Passed[]): boolean {
  const files = passed.map(({ file }) => file);
  const folders = [...new Set(files.map((file) => dirname(file)))].sort();
  const climbs = climbsOf(files);
  const sum = (count: (one: Passed) => number) => passed.reduce((total, one) => total + count(one), 0);
  const counts = [
    `${folders.length} folders`,
    `${files.length} files`,
    `${sum(({ functions }) => functions)} functions`,
    `${sum(({ calls }) => calls)} calls`,
    `${climbs.length} climbs`,
  ];
  console.log(`${name}: ${counts.join(", ")}`);
  if (process.argv.includes("--files")) for (const file of [...files].sort()) console.log(`  ${file}`);
  for (const climb of climbs) console.log(`  climb: ${climb}`);
  if (folders.length > mostFolders) console.log(`  more than ${mostFolders} folders: ${folders.join(", ")}`);
  return climbs.length === 0 && folders.length <= mostFolders;
}

const asked = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const session = new Session();
session.connect();
await session.post("Profiler.enable");
await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: false });
for (const sent of SETUP) await send(sent);
const outcomes: boolean[] = [];
for (const journey of JOURNEYS) {
  const passed = await travel(session, journey);
  if (asked.length === 0 || asked.some((word) => journey.name.includes(word))) outcomes.push(report(journey, passed));
}
await server.close();
azure.close();
process.exitCode = outcomes.every(Boolean) ? 0 : 1;
