/**
 * Shrinks the compiled package to what users need: minified scripts, without those that only had types, and only the
 * declarations that the public API reaches.
 * `pack` does this to a copy. `npm pack` runs this file before it packs the checkout itself; the next build writes all files again.
 */
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { transformSync } from "esbuild";
import { checkoutFolder } from "../checkout.mts";

const ENTRY_POINTS = ["index", "testing/index"];
/** The scripts that a program, a state or a shell names. */
const LOADED = ["index.js", "testing/index.js", "cli/main.js", "kinds/*/provider.js"];
/** The import of a module of this package, in a declaration file. */
const IMPORT = /(?:from|import)[ (]"(\.[^"]+)\.js"/g;
/** The path of a module of this package, in a script. */
const REQUIRE = /["'`](\.{1,2}\/[^"'`]+\.c?js)["'`]/g;

/** Shrinks the folder of a package that has a `dist/provider`; any other folder is unchanged. */
export function shrink(folder: string): void {
  const root = join(folder, "dist", "provider");
  const loaded = reachedFiles(
    globSync(LOADED, { cwd: root }).map((path) => join(root, path)),
    REQUIRE,
    "",
  );
  const declarations = ENTRY_POINTS.map((name) => join(root, `${name}.d.ts`));
  removeOthers(root, "**/*.{js,cjs}", loaded);
  removeOthers(root, "**/*.d.ts", reachedFiles(declarations, IMPORT, ".d.ts"));
  const scripts = globSync("**/*.{js,cjs}", { cwd: root });
  for (const file of scripts.filter((path) => !isEntryPoint(path))) minify(join(root, file));
}

function removeOthers(root: string, pattern: string, kept: ReadonlySet<string>): void {
  for (const file of globSync(pattern, { cwd: root })) if (!kept.has(join(root, file))) rmSync(join(root, file));
}

/** Node.js finds the names that a program of ES modules can import in the text of an entry point, if that is not minified. */
const isEntryPoint = (path: string): boolean => ENTRY_POINTS.some((name) => path === `${name}.js`);

function minify(file: string): void {
  const { code } = transformSync(readFileSync(file, "utf8"), {
    charset: "utf8",
    format: "cjs",
    legalComments: "none",
    minify: true,
    platform: "node",
    target: "node22",
  });
  writeFileSync(file, code);
}

/** The files that some files name by relative paths, directly or not, and those files. */
function reachedFiles(
  files: readonly string[],
  path: RegExp,
  suffix: string,
  reached = new Set<string>(),
): ReadonlySet<string> {
  for (const file of files) {
    if (reached.has(file) || !existsSync(file)) continue;
    reached.add(file);
    const named = [...readFileSync(file, "utf8").matchAll(path)].map(([, target = ""]) => target);
    reachedFiles(
      named.map((target) => join(dirname(file), `${target}${suffix}`)),
      path,
      suffix,
      reached,
    );
  }
  return reached;
}

if (import.meta.main) {
  const checkout = checkoutFolder();
  // Without this file the compiler writes all files again.
  rmSync(join(checkout, "dist", ".tsbuildinfo"), { force: true });
  shrink(checkout);
}
