/** The model of Pulumi's engine, over a provider that records its RPCs. The model must do the same as `step_generator.go`. */
import assert from "node:assert/strict";
import type { JsonObject } from "../../provider/core/json.js";
import { Stack } from "./engine.js";
import type { ProviderProcess } from "./provider-process.js";
import { InitFailed, ProviderEnded } from "./provider-rpcs.js";
import { type Declaration, idOf } from "./stack-state.js";

interface RecordingProvider {
  readonly provider: ProviderProcess;
  /** The RPCs, such as `check one without olds`. */
  readonly calls: string[];
}

/** A provider that replaces a resource if `size` changes, and updates it if `color` changes. */
function recordingProvider(fail: (call: string) => Error | undefined = () => undefined): RecordingProvider {
  const calls: string[] = [];
  const record = async (rpc: string, urn: string, more = ""): Promise<void> => {
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
      await record("check", urn, Object.keys(olds).length === 0 ? "without olds" : "");
      return { inputs: news, failures: [] };
    },
    diff: async (urn, { outputs }, news) => {
      await record("diff", urn);
      const replaces = ["size", "of"].filter((key) => outputs[key] !== news[key]);
      const changes = replaces.length > 0 || outputs["color"] !== news["color"];
      return { changes, replaces, deleteBeforeReplace: news["first"] === true };
    },
    create: async (urn, inputs) => {
      await record("create", urn);
      return { id: `id of ${urn.split("::").at(-1)}`, outputs: inputs };
    },
    read: async (urn, { id, outputs = {} }) => {
      await record("read", urn);
      return { id, outputs, inputs: undefined };
    },
    update: async (urn, _, news) => {
      await record("update", urn);
      return news;
    },
    delete: async (urn) => record("delete", urn),
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
  await stack.up(recordingProvider().provider, program);
  return stack;
}

const namesOf = (stack: Stack): string[] => stack.state.map(({ urn }) => stack.nameOf(urn));

describe("the model of Pulumi's engine", () => {
  it("checks a new resource without olds, and creates it", async () => {
    const { provider, calls } = recordingProvider();
    const stack = new Stack("model");

    const run = await stack.up(provider, [disk("one")]);

    assert.deepEqual(calls, ["check one without olds", "create one"]);
    assert.deepEqual(run.errors, []);
    assert.deepEqual(namesOf(stack), ["one"]);
  });

  it("updates in place, and stores the outputs that the provider returned", async () => {
    const stack = await stackOf(disk("one", { color: "red" }));
    const { provider, calls } = recordingProvider();

    await stack.up(provider, [disk("one", { color: "blue" })]);

    assert.deepEqual(calls, ["check one", "diff one", "update one"]);
    assert.equal(stack.state[0]?.outputs["color"], "blue");
  });

  it("checks a replacement without olds, and creates it before the old resource is deleted", async () => {
    const stack = await stackOf(disk("one", { size: 1 }));
    const { provider, calls } = recordingProvider();

    await stack.up(provider, [disk("one", { size: 2 })]);

    assert.deepEqual(calls, ["check one", "diff one", "check one without olds", "create one", "delete one"]);
    assert.deepEqual(namesOf(stack), ["one"]);
  });

  it("deletes a resource and its dependents first if diff returns deleteBeforeReplace", async () => {
    const program = (size: number) => [disk("one", { size, first: true }), disk("two", { of: idOf("one") })];
    const stack = await stackOf(...program(1));
    const { provider, calls } = recordingProvider();

    await stack.up(provider, program(2));

    const once = [
      "check one",
      "diff one",
      "check one without olds",
      "diff two",
      "delete two",
      "delete one",
      "create one",
    ];
    assert.deepEqual(calls, [...once, "check two without olds", "create two"]);
  });

  it("gives the option deleteBeforeReplace precedence over diff", async () => {
    const stack = await stackOf(disk("one", { size: 1, first: true }));
    const { provider, calls } = recordingProvider();

    await stack.up(provider, [disk("one", { size: 2, first: true }, { deleteBeforeReplace: false })]);

    assert.deepEqual(calls.slice(3), ["create one", "delete one"]);
  });

  it("calls no diff for a resource that is tainted or selected by --replace", async () => {
    const stack = await stackOf(disk("one"), disk("two"));
    stack.taint("one");
    const { provider, calls } = recordingProvider();

    await stack.up(provider, [disk("one"), disk("two")], { replace: ["two"] });

    const registered = ["check one without olds", "create one", "check two without olds", "create two"];
    assert.deepEqual([...calls.slice(0, 4)].sort(), [...registered].sort());
    assert.deepEqual(calls.slice(4), ["delete two", "delete one"]);
  });

  it("finds the state of a resource by its alias", async () => {
    const stack = await stackOf(disk("one"));
    const { provider, calls } = recordingProvider();

    await stack.up(provider, [disk("two", {}, { aliases: ["one"] })]);

    assert.deepEqual(calls, ["check two", "diff two"]);
    assert.deepEqual(namesOf(stack), ["two"]);
  });

  it("checks and deletes only the targets", async () => {
    const stack = await stackOf(disk("one"), disk("two"));
    const { provider, calls } = recordingProvider();

    await stack.up(provider, [disk("one")], { targets: ["one"] });

    assert.deepEqual(calls, ["check one", "diff one"]);
    assert.deepEqual(namesOf(stack), ["one", "two"]);
  });

  it("destroys in reverse order, without check and diff, until a delete fails", async () => {
    const stack = await stackOf(disk("one"), disk("two"), disk("three"));
    const { provider, calls } = recordingProvider((call) => (call === "delete two" ? new Error("no") : undefined));

    const run = await stack.destroy(provider);

    assert.deepEqual(calls, ["delete three", "delete two"]);
    assert.deepEqual(run.errors, ["delete two: no"]);
    assert.deepEqual(namesOf(stack), ["one", "two"]);
  });

  it("deletes nothing at the end of a run that failed", async () => {
    const stack = await stackOf(disk("one"));
    const { provider, calls } = recordingProvider((call) => (call === "create two" ? new Error("no") : undefined));

    await stack.up(provider, [disk("two")]);

    assert.deepEqual(calls, ["check two without olds", "create two"]);
    assert.deepEqual(namesOf(stack), ["one"]);
  });

  it("stores a partially created resource, and updates it even if nothing changed", async () => {
    const properties: JsonObject = { color: "red" };
    const stack = new Stack("model");
    const failing = recordingProvider((call) =>
      call === "create one" ? new InitFailed("id", properties, ["why"]) : undefined,
    );
    const run = await stack.up(failing.provider, [disk("one", { color: "red" })]);
    const { provider, calls } = recordingProvider();

    await stack.up(provider, [disk("one", { color: "red" })]);

    assert.deepEqual(run.errors, ["one: why"]);
    assert.deepEqual(calls, ["check one", "diff one", "update one"]);
    assert.deepEqual(stack.state[0]?.initErrors, []);
  });

  it("continues a replacement that was interrupted after its delete, whatever diff returns", async () => {
    const stack = await stackOf(disk("one", { size: 1, first: true }));
    const killed = recordingProvider((call) => (call === "create one" ? new ProviderEnded("killed") : undefined));
    await stack.up(killed.provider, [disk("one", { size: 2, first: true })]);
    const { provider, calls } = recordingProvider();

    await stack.up(provider, [disk("one", { size: 1, first: true })]);

    assert.deepEqual(stack.pending, ["create one"]);
    assert.deepEqual(calls, ["check one", "diff one", "check one without olds", "create one"]);
    assert.deepEqual(namesOf(stack), ["one"]);
  });

  it("calls no delete for an interrupted replacement that the program no longer declares", async () => {
    const stack = await stackOf(disk("one", { size: 1, first: true }));
    const killed = recordingProvider((call) => (call === "create one" ? new ProviderEnded("killed") : undefined));
    await stack.up(killed.provider, [disk("one", { size: 2, first: true })]);
    const { provider, calls } = recordingProvider();

    await stack.up(provider, []);

    assert.deepEqual(calls, []);
    assert.deepEqual(namesOf(stack), []);
  });

  it("has unknown ids in a preview, and does not change the state", async () => {
    const stack = new Stack("model");
    const { provider, calls } = recordingProvider();

    await stack.preview(provider, [disk("one"), disk("two", { of: idOf("one") })]);

    assert.deepEqual(calls, ["check one without olds", "check two without olds"]);
    assert.deepEqual(namesOf(stack), []);
  });

  it("reads and diffs each resource at a refresh, and diffs it again at an up", async () => {
    const stack = await stackOf(disk("one"));
    const { provider, calls } = recordingProvider();

    await stack.up(provider, [disk("one")], { refresh: true });

    assert.deepEqual(calls, ["read one", "diff one", "check one", "diff one"]);
  });
});
