/** Trees of resources under Pulumi's mocks: components, other resources as parents, and transformations. */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import sinon from "sinon";
import { ArmResource, BackupPolicy, ProtectedVm, Vault } from "../../../provider/index.js";
import { backupMocks, rememberingEngine } from "../../../provider/testing/index.js";
import { POLICY, policyInputs, VAULT, VM } from "../kinds/examples.js";

type Inputs = Record<string, unknown>;

const { schedule, retention } = policyInputs;
const SUBSCRIPTION = "/subscriptions/11111111-1111-1111-1111-111111111111";

class Tree extends pulumi.ComponentResource {
  constructor(name: string, build: (parent: Tree) => void, options: pulumi.ComponentResourceOptions = {}) {
    super("my:index:Tree", name, {}, options);
    build(this);
    this.registerOutputs({});
  }
}

const group = (name: string, options: pulumi.CustomResourceOptions = {}): ArmResource =>
  new ArmResource(
    name,
    {
      type: "Microsoft.Resources/resourceGroups",
      apiVersion: "2022-09-01",
      parent: SUBSCRIPTION,
      location: "westeurope",
    },
    options,
  );

const vault = (name: string, resourceGroup: pulumi.Input<string>, options: pulumi.CustomResourceOptions = {}): Vault =>
  new Vault(name, { resourceGroup, location: "westeurope" }, options);

/** A VM of another package. */
const otherVm = (name: string, location: string) => ({
  id: pulumi.output(VM.replace(/[^/]+$/, name)),
  location: pulumi.output(location),
});

/** A VM of another package that is not created yet. */
const uncreatedVm = (location: string) => ({
  id: pulumi.output(pulumi.unknown as unknown as string),
  location: pulumi.output(location),
});

/** Runs a program to its end, as a preview or as an up; returns the inputs of each registered resource, by its name. */
async function run(program: () => void, kind: "preview" | "up" = "up"): Promise<Map<string, Inputs>> {
  const sent = new Map<string, Inputs>();
  const { newResource, call } = backupMocks(rememberingEngine());
  const recording: pulumi.runtime.Mocks["newResource"] = (args) => {
    sent.set(args.name, args.inputs as Inputs);
    return newResource(args);
  };
  await pulumi.runtime.setMocks({ newResource: recording, call }, "shop", "dev", kind === "preview");
  await pulumi.runtime.runInPulumiStack(async () => program());
  await pulumi.runtime.disconnect();
  return sent;
}

describe("resources in a component", () => {
  before(() => {
    sinon.stub(console, "warn");
  });
  after(() => sinon.restore());

  /** The names of this package's resources, from the URNs in their hidden inputs. */
  const namesOf = (sent: Map<string, Inputs>): string[] =>
    [...sent.values()]
      .flatMap(({ __urn }) => (__urn === undefined ? [] : [String(__urn).replace(/^urn:pulumi:dev::shop::.*::/, "")]))
      .sort();

  it("are registered if none uses another", async () => {
    const sent = await run(
      () =>
        new Tree("pair", (parent) => {
          group("one", { parent });
          group("two", { parent });
        }),
    );

    assert.deepEqual(namesOf(sent), ["one", "two"]);
  });

  it("are registered if one uses another, at any depth", async () => {
    const sent = await run(
      () =>
        new Tree("outer", (outer) => {
          const used = group("one", { parent: outer });
          new Tree(
            "inner",
            (parent) => {
              const backups = vault("backups", used.id, { parent });
              new BackupPolicy("daily", { vault: backups, schedule, retention }, { parent: backups });
            },
            { parent: outer },
          );
          group("two", { parent: outer, dependsOn: used });
        }),
    );

    assert.deepEqual(namesOf(sent), ["backups", "daily", "one", "two"]);
  });

  it("are registered before a resource that depends on the component", async () => {
    const sent = await run(() => {
      const pair = new Tree("pair", (parent) => {
        group("one", { parent });
        group("two", { parent });
      });
      group("three", { dependsOn: [pair] });
    });

    assert.deepEqual([...sent.keys()].filter((name) => ["one", "two", "three"].includes(name)).at(-1), "three");
  });
});

describe("a transformation", () => {
  before(() => {
    sinon.stub(console, "warn");
  });
  after(() => sinon.restore());

  const changing =
    (change: Inputs): pulumi.ResourceTransformation =>
    ({ type, props, opts }) =>
      type.startsWith("pulumi-nodejs:dynamic/") ? { props: { ...props, ...change }, opts } : undefined;

  it("of the resource, the component and the stack changes the declared inputs", async () => {
    const sent = await run(() => {
      pulumi.runtime.registerStackTransformation(changing({ location: "northeurope" }));
      new Tree("tree", (parent) => group("one", { parent, transformations: [changing({ name: "renamed" })] }), {
        transformations: [changing({ tags: { team: "shop" } })],
      });
    });

    const { name, tags, location } = sent.get("one") ?? {};
    assert.deepEqual({ name, tags, location }, { name: "renamed", tags: { team: "shop" }, location: "northeurope" });
  });

  it("that sets another VM discards the known properties of the declared one", async () => {
    const near = otherVm("near", "westeurope");
    const backups = { id: pulumi.output(VAULT), location: pulumi.output("westeurope") };
    const options = { transformations: [changing({ vm: near.id })] };

    const sent = await run(
      () => void new ProtectedVm("web", { vault: backups, policy: POLICY, vm: otherVm("far", "northeurope") }, options),
    );

    assert.equal(sent.get("web")?.["vm"], VM.replace(/[^/]+$/, "near"));
  });

  for (const [of, tree, own] of [
    ["of the resource", () => [], () => [changing({ vm: uncreatedVm("westeurope").id })]],
    ["of a component", () => [changing({ vm: uncreatedVm("westeurope").id })], () => []],
  ] as const) {
    it(`${of} that may set another VM discards the known properties of a VM without an id in a preview`, async () => {
      const backups = { id: pulumi.output(VAULT), location: pulumi.output("westeurope") };

      const sent = await run(
        () =>
          new Tree(
            "tree",
            (parent) =>
              new ProtectedVm(
                "web",
                { vault: backups, policy: POLICY, vm: uncreatedVm("northeurope") },
                { parent, transformations: own() },
              ),
            { transformations: tree() },
          ),
        "preview",
      );

      assert.deepEqual(sent.get("web")?.["__known"], { vault: { id: VAULT, location: "westeurope" } });
    });
  }

  it("that adds a secret keeps the constructor's digest, which does not match the new value", async () => {
    const tags = { team: "shop", note: pulumi.secret("Tr4nsf0rmSecret") };

    const open = await run(() => void group("one"));
    const sent = await run(() => void group("one", { transformations: [changing({ tags })] }));

    const marks = String(sent.get("one")?.["__plain"]);
    assert.equal(marks, open.get("one")?.["__plain"]);
    assert.doesNotMatch(marks, /\btags:/);
  });
});
