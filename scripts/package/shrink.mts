/**
 * Shrinks the compiled package to what users need: minified scripts, and only the declarations that the public API reaches.
 * `pack` does this to a copy. `npm pack` runs this file before it packs the checkout itself; the next build writes all files again.
 */
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { transformSync } from "esbuild";
import { checkoutFolder } from "../checkout.mts";

const ENTRY_POINTS = ["index", "testing/index"];
/** The import of a module of this package, in a declaration file. */
const IMPORT = /(?:from|import)[ (]"(\.[^"]+)\.js"/g;

/** Shrinks the folder of a package that has a `dist/provider`; any other folder stays as it is. */
export function shrink(folder: string): void {
  const root = join(folder, "dist", "provider");
  const scripts = globSync("**/*.{js,cjs}", { cwd: root });
  for (const file of scripts.filter((path) => !isEntryPoint(path))) minify(join(root, file));
  const reached = reachedDeclarations(ENTRY_POINTS.map((name) => join(root, `${name}.d.ts`)));
  for (const file of globSync("**/*.d.ts", { cwd: root })) {
    if (!reached.has(join(root, file))) rmSync(join(root, file));
  }
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

/** The declaration files that some files import, directly or not, and those files. */
function reachedDeclarations(files: readonly string[], reached = new Set<string>()): ReadonlySet<string> {
  for (const file of files) {
    if (reached.has(file) || !existsSync(file)) continue;
    reached.add(file);
    const imported = [...readFileSync(file, "utf8").matchAll(IMPORT)].map(([, path = ""]) => path);
    reachedDeclarations(
      imported.map((path) => join(dirname(file), `${path}.d.ts`)),
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
