/**
 * For unit tests of programs that use this package, without a CLI, a network or a store: a mock engine, an in-memory engine
 * that returns what was written to it, a driver that runs one resource as Pulumi does, and Pulumi mocks for programs.
 */
import "../core/requires-node.js";
import * as pulumi from "@pulumi/pulumi";
import { BackupError } from "../core/errors.js";
import { isJsonObject, type Json, type JsonObject, withoutUndefined } from "../core/json.js";
import type { BackupEngine } from "../engine/engine.js";
import { useEngine } from "../functions/program-engine.js";
import type { Kind } from "../kinds/kind.js";
import { createResource, type Run, readResource } from "../kinds/verbs.js";
import { ownershipInMemory } from "../ownership/index.js";
import { declaredIn } from "../runtime/hidden.js";
import { isUnknown, UNKNOWN } from "../schema/unknown.js";
import { checkInputs, kindNamed } from "./drive.js";

export type { BackupEngine } from "../engine/engine.js";
export { type Driven, drive, type Plan, type StateEntry, type Step } from "./drive.js";
export { mockEngine } from "./mock-engine.js";
export { rememberingEngine } from "./remembering-engine.js";
export { type StubEngine, stubEngine, type Write, writesIn } from "./stub-engine.js";

const TYPE = /^pulumi-nodejs:dynamic\/azure-vm-backup:(\w+)$/;

/**
 * Mocks for `pulumi.runtime.setMocks`: a resource of this package is checked as in a preview and created with `engine`, or
 * read with it by a `get`; a resource of any other package gets the id `{name}_id` and its inputs as outputs. In a preview
 * (the last argument of `setMocks`) nothing is created, and ids are unknown. Functions such as `getVault` use `engine` too.
 *
 * @example
 * ```ts
 * const { engine, writes } = stubEngine(rememberingEngine());
 * await pulumi.runtime.setMocks(backupMocks(engine));
 * const { policy } = await import("./index.js");
 * ```
 */
export function backupMocks(engine: BackupEngine): pulumi.runtime.Mocks {
  useEngine(engine);
  return mocksOver(engine);
}

const mocksOver = (engine: BackupEngine): pulumi.runtime.Mocks => mocksOf({ engine, ownership: ownershipInMemory() });

const mocksOf = (run: Run): pulumi.runtime.Mocks => ({
  newResource: async ({ type, name, inputs, id: requestedId = "" }) => {
    const kindName = TYPE.exec(type)?.[1];
    if (kindName === undefined) return { id: `${name}_id`, state: inputs };
    const kind = kindNamed(kindName);
    const properties = withoutUndefined(objectOf(asProviderInput(inputs as Json)));
    if (requestedId !== "") return read(run, kind, requestedId, properties);
    const declared = declaredIn(properties);
    const { inputs: checked } = checkInputs(kind, name, declared);
    if (pulumi.runtime.isDryRun()) return { id: undefined, state: inputs };
    const { id, outputs } = await createResource(run, kind, { ...declared, inputs: checked });
    return { id, state: { ...inputs, ...outputs } };
  },
  call: ({ inputs }) => Promise.resolve(inputs as Record<string, unknown>),
});

/** Reads an existing resource, in a preview too, as Pulumi does. Throws `NotFound` if it does not exist. */
async function read(
  run: Run,
  kind: Kind,
  id: string,
  properties: JsonObject,
): Promise<pulumi.runtime.MockResourceResult> {
  if (isUnknown(id)) return { id, state: properties };
  const { inputs: outputs, caller } = declaredIn(properties);
  const found = await readResource(run, kind, { id, outputs, caller });
  if (found === undefined) throw new BackupError("NotFound", `The ${kind.name} ${id} does not exist.`);
  return { id: found.id, state: found.outputs };
}

/** The inputs as Pulumi's engine passes them to a provider: an unknown value is a special string. */
function asProviderInput(value: Json | undefined): Json | undefined {
  if (pulumi.isUnknown(value)) return UNKNOWN;
  if (Array.isArray(value)) return value.map((entry) => asProviderInput(entry as Json) ?? null);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, asProviderInput(member)]));
}

const objectOf = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});
