/**
 * The frozen shell of the dynamic door. Pulumi stores, with every resource, a text that it evaluates to call the
 * resource's verbs. Because each `kinds/X/provider.js` is a CommonJS module of an installed package and its exports are
 * the verbs, that text is one `require` of the module's path, about 260 bytes. The path is a contract for ever: states
 * written today call it when they are destroyed in years.
 *
 * The shell holds no logic. It reaches the runtime by name and only when a verb is called, so that a program that
 * declares resources loads no engine.
 */

type Json = Record<string, unknown>;

/** What `provider/runtime/dynamic.ts` answers; the shell may not import its types, since it stands below. */
interface Runtime {
  configure(kind: string, config: { get(key: string): string | undefined }): void;
  check(kind: string, olds: Json, news: Json): Promise<unknown>;
  diff(kind: string, id: string, olds: Json, news: Json): Promise<unknown>;
  create(kind: string, inputs: Json): Promise<unknown>;
  read(kind: string, id: string, props: Json): Promise<unknown>;
  update(kind: string, id: string, olds: Json, news: Json): Promise<unknown>;
  delete(kind: string, id: string, props: Json): Promise<unknown>;
}

const runtime = (): Runtime => (require("../runtime/dynamic.js") as { runtime: Runtime }).runtime;

/** The verbs of a kind, as Pulumi's dynamic providers want them. */
export const shellOf = (kind: string) => ({
  // Pulumi does not wait for configure before the first calls: what is done here is done before it returns.
  configure: async (request: { config: { get(key: string): string | undefined } }) =>
    runtime().configure(kind, request.config),
  check: (olds: Json, news: Json) => runtime().check(kind, olds, news),
  diff: (id: string, olds: Json, news: Json) => runtime().diff(kind, id, olds, news),
  create: (inputs: Json) => runtime().create(kind, inputs),
  read: (id: string, props: Json = {}) => runtime().read(kind, id, props),
  update: (id: string, olds: Json, news: Json) => runtime().update(kind, id, olds, news),
  delete: (id: string, props: Json) => runtime().delete(kind, id, props),
});
