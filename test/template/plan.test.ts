import assert from "node:assert/strict";
import { at, type Json, type JsonObject } from "../../provider/core/json.js";
import { type Plan, planDeployment, type Runtime } from "../../provider/template/index.js";
import { evaluated, NOTHING, network, planOf, refusalOf, TEMPLATE_GROUP, template } from "../support/templates.js";

const namesOf = ({ resources }: Plan): string[] => resources.map(({ name }) => name);
const bodyOf = (plan: Plan, name: string): JsonObject | undefined =>
  plan.resources.find((resource) => resource.name === name)?.body(NOTHING);

describe("copy loops", () => {
  it("create a resource for each iteration, and a dependency on the loop waits for all of them", () => {
    const loop = {
      copy: { name: "nets", count: 2 },
      properties: { index: "[copyIndex()]", of: "[copyIndex('nets', 10)]" },
    };
    const plan = planOf(
      template([network("last", { dependsOn: ["nets"] }), network("[concat('n', copyIndex())]", loop)]),
    );
    assert.deepEqual(namesOf(plan), ["n0", "n1", "last"]);
    assert.deepEqual(bodyOf(plan, "n1"), { location: "westeurope", properties: { index: 1, of: 11 } });
  });

  it("may have no iterations and still be a dependency", () => {
    const none = network("[concat('n', copyIndex())]", { copy: { name: "nets", count: 0 } });
    assert.deepEqual(namesOf(planOf(template([network("last", { dependsOn: ["nets"] }), none]))), ["last"]);
  });

  it("create arrays of properties at any depth", () => {
    const copy = [{ name: "disks", count: 2, input: { lun: "[copyIndex('disks')]" } }];
    const plan = planOf(template([network("a", { properties: { storage: { copy, size: 1 } } })]));
    assert.deepEqual(bodyOf(plan, "a")?.["properties"], { storage: { size: 1, disks: [{ lun: 0 }, { lun: 1 }] } });
  });

  it("ignore a property that is only named copy", () => {
    const plan = planOf(template([network("a", { properties: { copy: ["x"] } })]));
    assert.deepEqual(bodyOf(plan, "a")?.["properties"], { copy: ["x"] });
  });

  const REFUSED: readonly (readonly [what: string, more: JsonObject, reason: RegExp])[] = [
    ["with more than 800 iterations", { copy: { name: "n", count: 801 } }, /must be from 0 to 800/],
    ["with a negative count", { copy: { name: "n", count: -1 } }, /must be from 0 to 800/],
    [
      "with iterations that have the same name",
      { copy: { name: "n", count: 2 } },
      /is defined multiple times in a template/,
    ],
  ];
  for (const [what, more, reason] of REFUSED) {
    it(`are refused ${what}`, () =>
      assert.match(
        refusalOf(() => planOf(template([network("a", more)]))),
        reason,
      ));
  }
});

describe("a full reference", () => {
  const anything: Runtime = { ...NOTHING, reference: () => ({}) };
  const referred = (id: string): Json => evaluated(`reference('${id}', '2021-04-01', 'full')`, anything);

  it("contains the subscription and the resource group of its resource", () => {
    const found = referred("/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/disks/d");
    assert.deepEqual([at(found, "subscriptionId"), at(found, "resourceGroupName")], ["s", "g"]);
  });

  it("contains no resource group if its resource is in none", () => {
    const found = referred("/subscriptions/s/providers/Microsoft.Features/features/f");
    assert.deepEqual([at(found, "subscriptionId"), at(found, "resourceGroupName")], ["s", ""]);
  });
});

describe("a nested resource", () => {
  const nested = (child: JsonObject) =>
    planOf(template([network("net", { resources: [{ apiVersion: "2021-01-01", ...child }] })]));

  it("has its parent's type and name as prefixes and its own api-version, and comes after its parent", () => {
    const [parent, child] = nested({ type: "subnets", name: "a" }).resources;
    assert.deepEqual(
      [parent?.apiVersion, child?.type, child?.name, child?.apiVersion, child?.id],
      [
        "2020-06-01",
        "Microsoft.Network/virtualNetworks/subnets",
        "net/a",
        "2021-01-01",
        `${TEMPLATE_GROUP}/providers/Microsoft.Network/virtualNetworks/net/subnets/a`,
      ],
    );
  });

  it("may be declared with its full type and name", () => {
    const [, child] = nested({ type: "Microsoft.Network/virtualNetworks/subnets", name: "net/a" }).resources;
    assert.equal(child?.name, "net/a");
  });

  it("waits for its parent, and gets a warning if it does not declare this dependency", () => {
    const implicit = nested({ type: "subnets", name: "a" });
    const declared = nested({ type: "subnets", name: "a", dependsOn: ["net"] });

    for (const { resources } of [implicit, declared]) {
      const order = resources.map(({ name, dependsOn }) => `${name} after [${dependsOn.map((one) => one.name)}]`);
      assert.deepEqual(order, ["net after []", "net/a after [net]"]);
    }
    assert.match(implicit.warnings.join(), /'net\/a' does not depend on its parent 'net'/);
    assert.deepEqual(declared.warnings, []);
  });

  it("gets a warning if it does not declare a dependency on the resource in its scope", () => {
    const lock = { type: "Microsoft.Authorization/locks", apiVersion: "2020-05-01", name: "keep" };
    const scope = "Microsoft.Network/virtualNetworks/net";
    const { warnings } = planOf(template([network("net"), { ...lock, scope }]));

    assert.match(warnings.join(), /'keep' does not depend on its parent 'net'/);
  });

  it("comes after a parent that has dependencies", () => {
    const child = { type: "subnets", name: "a", apiVersion: "2021-01-01" };
    const of = template([network("net", { dependsOn: ["late"], resources: [child] }), network("late")]);
    assert.deepEqual(namesOf(planOf(of)), ["late", "net", "net/a"]);
  });

  it("is refused if its name and its type have different numbers of segments", () => {
    assert.match(
      refusalOf(() => nested({ type: "subnets", name: "a/b" })),
      /has incorrect segment lengths/,
    );
  });
});

describe("the body of a resource", () => {
  it("has evaluated expressions, unchanged literals and no null members", () => {
    const properties = { a: "[add(1, 2)]", b: "[[x]", c: null, d: ["[null()]", "[toLower('E')]"], "[e]": 1 };
    const plan = planOf(
      template([network("a", { properties, comments: "none", tags: { t: "[resourceGroup().name]" } })]),
    );
    assert.deepEqual(bodyOf(plan, "a"), {
      location: "westeurope",
      tags: { t: "rehearsal" },
      properties: { a: 3, b: "[x]", d: [null, "e"], "[e]": 1 },
    });
  });

  it("is refused before the deployment if an expression is invalid, even next to one that needs the deployment's results", () => {
    const properties = { a: "[reference('other', '2020-01-01').x]", b: { c: "[nosuch()]" } };
    assert.match(
      refusalOf(() => planOf(template([network("a", { properties })]))),
      /The template resource 'a' at 'resources\[0\]\.properties\.b\.c', expression '\[nosuch\(\)\]' is not valid: The template function 'nosuch' is not valid\./,
    );
  });

  it("reads resources of the template by name with their own api-version, and others by id", () => {
    const asked: Json[] = [];
    const properties = {
      a: "[reference('net').x]",
      b: "[listKeys('/subscriptions/s/resourceGroups/g/providers/A.B/c/d', '2019-01-01').k]",
    };
    const plan = planOf(template([network("a", { properties }), network("net")]));
    const body = plan.resources[1]?.body({
      reference: (id, apiVersion) => {
        asked.push([id, apiVersion]);
        return { properties: { x: 1 } };
      },
      list: (id, { name, apiVersion }) => {
        asked.push([id, name, apiVersion]);
        return { k: "secret" };
      },
    });
    assert.deepEqual(body?.["properties"], { a: 1, b: "secret" });
    assert.deepEqual(asked, [
      [`${TEMPLATE_GROUP}/providers/Microsoft.Network/virtualNetworks/net`, "2020-06-01"],
      ["/subscriptions/s/resourceGroups/g/providers/A.B/c/d", "listKeys", "2019-01-01"],
    ]);
  });

  it("keeps the template of a nested deployment with inner scope, and evaluates that of one with outer scope", () => {
    const deployment = (name: string, more: JsonObject): JsonObject => ({
      type: "Microsoft.Resources/deployments",
      apiVersion: "2021-04-01",
      name,
      properties: { mode: "Incremental", template: { resources: ["[add(1, 1)]", "[concat('[', 'x]')]"] }, ...more },
    });
    const plan = planOf(
      template([deployment("outer", {}), deployment("inner", { expressionEvaluationOptions: { scope: "Inner" } })]),
    );
    const templates = ["outer", "inner"].map((name) => at(bodyOf(plan, name), "properties", "template"));
    assert.deepEqual(templates, [{ resources: [2, "[[x]"] }, { resources: ["[add(1, 1)]", "[concat('[', 'x]')]"] }]);
  });
});

describe("a template", () => {
  const REFUSED: readonly (readonly [what: string, of: JsonObject, reason: RegExp])[] = [
    [
      "without resources",
      { $schema: template([])["$schema"] ?? null, contentVersion: "1.0.0.0" },
      /Required property 'resources' not found in JSON/,
    ],
    [
      "with another schema",
      { ...template([]), $schema: "https://example.com/x.json" },
      /Template schema 'https:\/\/example\.com\/x\.json' is not supported/,
    ],
    [
      "with an unknown section",
      template([], { extra: 1 }),
      /Could not find member 'extra' on object of type 'Template'/,
    ],
    [
      "with a resource without a name",
      template([{ type: "A.B/c", apiVersion: "1" }]),
      /the name property cannot be null or empty/,
    ],
    [
      "with a resource without an api-version",
      template([{ type: "A.B/c", name: "x" }]),
      /the apiVersion property cannot be null or empty/,
    ],
    [
      "with two resources that have the same id",
      template([network("a"), network("A")]),
      /'Microsoft\.Network\/virtualNetworks\/A' .* is defined multiple times/,
    ],
    [
      "with a resource name that reads a resource",
      template([network("[reference('b').x]")]),
      /'REFERENCE' is not expected at this location/,
    ],
  ];
  for (const [what, of, reason] of REFUSED) {
    it(`${what} is refused`, () => {
      const work = () =>
        planDeployment({
          template: of,
          parameters: {},
          environment: { subscriptionId: "s", tenantId: "t", resourceGroup: { name: "g" }, deploymentName: "d" },
          now: new Date(0),
          seed: "s",
        });
      assert.match(refusalOf(work), reason);
    });
  }

  it("results in the same plan with symbolic names as without", () => {
    const plain = planOf(template([network("b", { dependsOn: ["a"] }), network("a")]));
    const symbolic = planOf(
      template({ two: network("b", { dependsOn: ["one"] }), one: network("a") }, { languageVersion: "2.0" }),
    );
    assert.deepEqual(namesOf(symbolic), namesOf(plain));
  });
});
