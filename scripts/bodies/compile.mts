/** Compiles the shapes of request bodies: the published ones, with what they omit, and those of actions. */
import { readdirSync, readFileSync } from "node:fs";
import type { Shapes } from "../../provider/schema/bodies/shapes.ts";
import { amended } from "./amendments.mts";
import { requests } from "./requests.mts";

const reduced = new URL("../../provider/schema/bodies/microsoft/", import.meta.url);

/** The module of all shapes, each with the definitions of its file, as code. */
export function compiledShapes(): string {
  const files = readdirSync(reduced).sort();
  const published = files.map((file) => JSON.parse(readFileSync(new URL(file, reduced), "utf8")) as Shapes);
  return `module.exports = ${JSON.stringify([...published, requests].map(amended))};\n`;
}
