/**
 * The serialized shell of the dynamic provider. Pulumi stores with every resource a JavaScript text that it evaluates to
 * call the resource's verbs. Because each `kinds/X/provider.js` is a CommonJS module of an installed package and exports the
 * verbs, that text is one `require` of the module's path, about 260 bytes. The path must never change: old states refer to
 * it when they are destroyed.
 *
 * The shell contains no logic. It requires the runtime only when a verb is called, so a program that declares resources
 * does not load the engine.
 */
import { unsupportedNodeError } from "../core/node-version.js";

type Json = Record<string, unknown>;

/** The interface of `provider/runtime/dynamic.ts`, whose types this lower layer may not import. */
interface Runtime {
  configure(kind: string, config: { get(key: string): string | undefined }): void;
  check(kind: string, olds: Json, news: Json): Promise<unknown>;
  diff(kind: string, id: string, olds: Json, news: Json): Promise<unknown>;
  create(kind: string, inputs: Json): Promise<unknown>;
  read(kind: string, id: string, props: Json): Promise<unknown>;
  update(kind: string, id: string, olds: Json, news: Json): Promise<unknown>;
  delete(kind: string, id: string, props: Json): Promise<unknown>;
}

function runtime(): Runtime {
  // A refresh or a destroy runs no program, so no other check of the version precedes it.
  const error = unsupportedNodeError();
  // Pulumi prints the message, and then the stack.
  if (error !== undefined) throw Object.assign(error, { stack: "" });
  return (require("../runtime/dynamic.js") as { runtime: Runtime }).runtime;
}

/** The verbs of a kind in the form that Pulumi's dynamic providers require. */
export const shellOf = (kind: string) => ({
  // Pulumi does not wait for configure before the first calls, so it must complete synchronously.
  configure: async (request: { config: { get(key: string): string | undefined } }) =>
    runtime().configure(kind, request.config),
  check: (olds: Json, news: Json) => runtime().check(kind, olds, news),
  diff: (id: string, olds: Json, news: Json) => runtime().diff(kind, id, olds, news),
  create: (inputs: Json) => runtime().create(kind, inputs),
  read: (id: string, props: Json = {}) => runtime().read(kind, id, props),
  update: (id: string, olds: Json, news: Json) => runtime().update(kind, id, olds, news),
  delete: (id: string, props: Json) => runtime().delete(kind, id, props),
});
