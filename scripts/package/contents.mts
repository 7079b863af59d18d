/** The rules for the content of the packed package, for a release and for the tests. Each function returns what is wrong. */
import { readFileSync } from "node:fs";
import { posix } from "node:path";
import type { Packed } from "./pack.mts";

/** The largest packed package, in bytes. */
export const LARGEST_BYTES = 512 * 1024;

const REQUIRED = [
  "README.md",
  "CHANGELOG.md",
  "LICENSE",
  "schema.json",
  "docs/README.md",
  "docs/azure.md",
  "examples/quickstart/index.ts",
  "dist/provider/index.js",
  "dist/provider/index.d.ts",
  "dist/provider/testing/index.d.ts",
  "dist/provider/cli/main.js",
  "dist/provider/kinds/validators.compiled.cjs",
];
const FOREIGN = /(^|\/)(node_modules|test|scripts|bin|\.[^/]+)\/|\.map$|\.tsbuildinfo$|\.tgz$/;
const SOURCE_MAP = /^\/\/# sourceMappingURL=/m;
const PAGE = /\bdocs\/[\w/-]+\.md\b/g;

/** What is wrong with the files of the package. */
export function contentFaults({ folder, files, sizeBytes }: Packed): string[] {
  const text = (path: string): string => readFileSync(posix.join(folder, path), "utf8");
  const packed = new Set(files);
  const scripts = files.filter((path) => /\.c?js$/.test(path));
  return [
    ...REQUIRED.filter((path) => !packed.has(path)).map((path) => `${path} is missing: see "files" in package.json`),
    ...files.filter((path) => FOREIGN.test(path)).map((path) => `${path} does not belong in the package`),
    ...scripts
      .filter((path) => SOURCE_MAP.test(text(path)))
      .map((path) => `${path} names a source map, which is not packed`),
    ...scripts.flatMap((path) =>
      missingPages(text(path), packed).map((page) => `${path} names ${page}, which is not packed`),
    ),
    ...brokenLinks("README.md", text("README.md"), packed).map(
      (link) => `README.md links to ${link}, which is not packed`,
    ),
    ...(sizeBytes <= LARGEST_BYTES ? [] : [`the package has ${sizeBytes} bytes, more than ${LARGEST_BYTES}`]),
  ];
}

/** The pages of docs/ that a text names, such as the messages in a script, and that are not packed. */
export const missingPages = (text: string, packed: ReadonlySet<string>): string[] =>
  [...text.matchAll(PAGE)].map(([page]) => page).filter((page) => !packed.has(page));

/** The relative links of a page that lead to no file and to no folder of the package. */
export function brokenLinks(page: string, text: string, packed: ReadonlySet<string>): string[] {
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
  const local = links.filter((target) => !/^(https?:|#)/.test(target));
  const paths = [...packed];
  return local.filter((target) => {
    const path = posix.join(posix.dirname(page), target.replace(/#.*$/, ""));
    return !packed.has(path) && !paths.some((file) => file.startsWith(`${path.replace(/\/$/, "")}/`));
  });
}

/** The versions that must agree, and the first heading of the change log. */
export interface Versions {
  readonly manifest: string;
  readonly lock: string;
  readonly schema: string;
  readonly heading: string;
}

const HEADING = /^## (\S+) \((unreleased|\d{4}-\d{2}-\d{2})\)$/;

/** The versions in the files of a checkout. */
export function versionsIn(checkout: string): Versions {
  const version = (path: string) =>
    (JSON.parse(readFileSync(posix.join(checkout, path), "utf8")) as { readonly version: string }).version;
  const log = readFileSync(posix.join(checkout, "CHANGELOG.md"), "utf8");
  return {
    manifest: version("package.json"),
    lock: version("package-lock.json"),
    schema: version("schema.json"),
    heading: /^## .*$/m.exec(log)?.[0] ?? "",
  };
}

/** What is wrong with the versions. package.json has the version of the next release, whose changes CHANGELOG.md lists first. */
export function versionFaults({ manifest, lock, schema, heading }: Versions, isDry: boolean): string[] {
  const [, logged, state] = HEADING.exec(heading) ?? [];
  const isLogged = logged === manifest;
  return [
    ...(lock === manifest
      ? []
      : [`package-lock.json has the version ${lock}, package.json ${manifest}: run npm install`]),
    ...(schema === manifest
      ? []
      : [`schema.json has the version ${schema}, package.json ${manifest}: run npm run schema`]),
    ...(isLogged ? [] : [`CHANGELOG.md starts with "${heading}": expected "## ${manifest} (unreleased)" or its date`]),
    ...(isDry || !isLogged || state !== "unreleased"
      ? []
      : [`CHANGELOG.md has no date for ${manifest}: replace "unreleased"`]),
  ];
}
