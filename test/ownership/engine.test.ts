/** The model of Pulumi's engine itself, over a provider that notes which RPCs were made: what it does is what `step_generator.go` does. */
import assert from "node:assert/strict";
import type { JsonObject } from "../../provider/core/json.js";
import { Stack } from "./engine.js";
import type { ProviderProcess } from "./provider-process.js";
import { Gone, InitFailed } from "./provider-rpcs.js";
import { type Declaration, idOf } from "./stack-state.js";

interface Noted {
  readonly provider: ProviderProcess;
  /** The RPCs, such as `check one {}`. */
  readonly calls: string[];
}

/** A provider whose resources are replaced where `size` changes, and updated where `color` does. */
function noting(fail: (call: string) => Error | undefined = () => undefined): Noted {
  const calls: string[] = [];
  const note = async (rpc: string, urn: string, more = ""): Promise<void> => {
    const call = [rpc, urn.split("::").at(-1), more].filter((part) => part !== "").join(" ");
    calls.push(call);
    const error = fail(call);
    if (error !== undefined) throw error;
  };
  const provider: ProviderProcess = {
    warnings: [],
    ended: Promise.resolve(""),
    kill: () => undefined,
    close: async () => undefined,
    disconnect: () => undefined,
    configure: async () => undefined,
    check: async (urn, olds, news) => {
      await note("check", urn, Object.keys(olds).length === 0 ? "afresh" : "");
      return { inputs: news, failures: [] };
    },
    diff: async (urn, { outputs }, news) => {
      await note("diff", urn);
      const replaces = ["size", "of"].filter((key) => outputs[key] !== news[key]);
      const changes = replaces.length > 0 || outputs["color"] !== news["color"];
      return { changes, replaces, deleteBeforeReplace: news["first"] === true };
    },
    create: async (urn, inputs) => {
      await note("create", urn);
      return { id: `id of ${urn.split("::").at(-1)}`, outputs: inputs };
    },
    read: async (urn, { id, outputs = {} }) => {
      await note("read", urn);
      return { id, outputs, inputs: undefined };
    },
    update: async (urn, _, news) => {
      await note("update", urn);
      return news;
    },
    delete: async (urn) => note("delete", urn),
  };
  return { provider, calls };
}

const disk = (name: string, inputs: Declaration["inputs"] = {}, more: Partial<Declaration> = {}): Declaration => ({
  name,
  kind: "ArmResource",
  inputs,
  ...more,
});

/** A stack after an up of a program. */
async function stackOf(...program: Declaration[]): Promise<Stack> {
  const stack = new Stack("model");
  await stack.up(noting().provider, program);
  return stack;
}

const namesOf = (stack: Stack): string[] => stack.state.map(({ urn }) => stack.nameOf(urn));

describe("the model of Pulumi's engine", () => {
  it("checks what is new without olds, and creates it", async () => {
    const { provider, calls } = noting();
    const stack = new Stack("model");

    const run = await stack.up(provider, [disk("one")]);

    assert.deepEqual(calls, ["check one afresh", "create one"]);
    assert.deepEqual(run.errors, []);
    assert.deepEqual(namesOf(stack), ["one"]);
  });

  it("updates in place, and keeps what the provider returned", async () => {
    const stack = await stackOf(disk("one", { color: "red" }));
    const { provider, calls } = noting();

    await stack.up(provider, [disk("one", { color: "blue" })]);

    assert.deepEqual(calls, ["check one", "diff one", "update one"]);
    assert.equal(stack.state[0]?.outputs["color"], "blue");
  });

  it("checks afresh before a replacement, which is created before the old one is deleted", async () => {
    const stack = await stackOf(disk("one", { size: 1 }));
    const { provider, calls } = noting();

    await stack.up(provider, [disk("one", { size: 2 })]);

    assert.deepEqual(calls, ["check one", "diff one", "check one afresh", "create one", "delete one"]);
    assert.deepEqual(namesOf(stack), ["one"]);
  });

  it("deletes first where diff says so, and what depends on it before", async () => {
    const program = (size: number) => [disk("one", { size, first: true }), disk("two", { of: idOf("one") })];
    const stack = await stackOf(...program(1));
    const { provider, calls } = noting();

    await stack.up(provider, program(2));

    const once = ["check one", "diff one", "check one afresh", "diff two", "delete two", "delete one", "create one"];
    assert.deepEqual(calls, [...once, "check two afresh", "create two"]);
  });

  it("lets the option decide over diff which is first", async () => {
    const stack = await stackOf(disk("one", { size: 1, first: true }));
    const { provider, calls } = noting();

    await stack.up(provider, [disk("one", { size: 2, first: true }, { deleteBeforeReplace: false })]);

    assert.deepEqual(calls.slice(3), ["create one", "delete one"]);
  });

  it("asks no diff for what is tainted or to be replaced", async () => {
    const stack = await stackOf(disk("one"), disk("two"));
    stack.taint("one");
    const { provider, calls } = noting();

    await stack.up(provider, [disk("one"), disk("two")], { replace: ["two"] });

    const registered = ["check one afresh", "create one", "check two afresh", "create two"];
    assert.deepEqual([...calls.slice(0, 4)].sort(), [...registered].sort());
    assert.deepEqual(calls.slice(4), ["delete two", "delete one"]);
  });

  it("finds the state of an alias", async () => {
    const stack = await stackOf(disk("one"));
    const { provider, calls } = noting();

    await stack.up(provider, [disk("two", {}, { aliases: ["one"] })]);

    assert.deepEqual(calls, ["check two", "diff two"]);
    assert.deepEqual(namesOf(stack), ["two"]);
  });

  it("checks and deletes no others than the targets", async () => {
    const stack = await stackOf(disk("one"), disk("two"));
    const { provider, calls } = noting();

    await stack.up(provider, [disk("one")], { targets: ["one"] });

    assert.deepEqual(calls, ["check one", "diff one"]);
    assert.deepEqual(namesOf(stack), ["one", "two"]);
  });

  it("destroys in reverse order, without check and diff, until one fails", async () => {
    const stack = await stackOf(disk("one"), disk("two"), disk("three"));
    const { provider, calls } = noting((call) => (call === "delete two" ? new Error("no") : undefined));

    const run = await stack.destroy(provider);

    assert.deepEqual(calls, ["delete three", "delete two"]);
    assert.deepEqual(run.errors, ["delete two: no"]);
    assert.deepEqual(namesOf(stack), ["one", "two"]);
  });

  it("deletes nothing at the end of a run that failed", async () => {
    const stack = await stackOf(disk("one"));
    const { provider, calls } = noting((call) => (call === "create two" ? new Error("no") : undefined));

    await stack.up(provider, [disk("two")]);

    assert.deepEqual(calls, ["check two afresh", "create two"]);
    assert.deepEqual(namesOf(stack), ["one"]);
  });

  it("keeps what was made in part, and updates it though nothing changed", async () => {
    const properties: JsonObject = { color: "red" };
    const stack = new Stack("model");
    const failing = noting((call) => (call === "create one" ? new InitFailed("id", properties, ["why"]) : undefined));
    const run = await stack.up(failing.provider, [disk("one", { color: "red" })]);
    const { provider, calls } = noting();

    await stack.up(provider, [disk("one", { color: "red" })]);

    assert.deepEqual(run.errors, ["one: why"]);
    assert.deepEqual(calls, ["check one", "diff one", "update one"]);
    assert.deepEqual(stack.state[0]?.initErrors, []);
  });

  it("goes on with a replacement of which only the delete was done, whatever diff says", async () => {
    const stack = await stackOf(disk("one", { size: 1, first: true }));
    const killed = noting((call) => (call === "create one" ? new Gone("killed") : undefined));
    await stack.up(killed.provider, [disk("one", { size: 2, first: true })]);
    const { provider, calls } = noting();

    await stack.up(provider, [disk("one", { size: 1, first: true })]);

    assert.deepEqual(stack.pending, ["create one"]);
    assert.deepEqual(calls, ["check one", "diff one", "check one afresh", "create one"]);
    assert.deepEqual(namesOf(stack), ["one"]);
  });

  it("deletes nothing of what is to be replaced once the program has it no more", async () => {
    const stack = await stackOf(disk("one", { size: 1, first: true }));
    const killed = noting((call) => (call === "create one" ? new Gone("killed") : undefined));
    await stack.up(killed.provider, [disk("one", { size: 2, first: true })]);
    const { provider, calls } = noting();

    await stack.up(provider, []);

    assert.deepEqual(calls, []);
    assert.deepEqual(namesOf(stack), []);
  });

  it("knows no id in a preview, and leaves the state as it was", async () => {
    const stack = new Stack("model");
    const { provider, calls } = noting();

    await stack.preview(provider, [disk("one"), disk("two", { of: idOf("one") })]);

    assert.deepEqual(calls, ["check one afresh", "check two afresh"]);
    assert.deepEqual(namesOf(stack), []);
  });

  it("reads and compares each resource at a refresh, and compares it again at an up", async () => {
    const stack = await stackOf(disk("one"));
    const { provider, calls } = noting();

    await stack.up(provider, [disk("one")], { refresh: true });

    assert.deepEqual(calls, ["read one", "diff one", "check one", "diff one"]);
  });
});
