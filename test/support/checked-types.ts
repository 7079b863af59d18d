/**
 * Programs whose types a run of the Pulumi CLI has checked, by their content and that of the installed package. The check
 * takes seconds, so a program that passed it once is only transpiled after that.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { SHELF } from "./packed-package.js";

/** Whether the types of the program in a folder were checked against an installed package. */
export const areTypesChecked = (folder: string, installed: string): boolean => existsSync(markOf(folder, installed));

/** Keeps that the types of the program in a folder are correct with an installed package. */
export function keepTypesChecked(folder: string, installed: string): void {
  const mark = markOf(folder, installed);
  mkdirSync(dirname(mark), { recursive: true });
  writeFileSync(mark, "");
}

function markOf(folder: string, installed: string): string {
  const hash = createHash("sha256").update(basename(installed));
  const sources = readdirSync(folder).filter((name) => /\.ts$|^tsconfig\.json$/.test(name));
  for (const name of sources.sort()) hash.update(`\0${name}\0`).update(readFileSync(join(folder, name)));
  return join(SHELF, "checked-types", hash.digest("hex"));
}
