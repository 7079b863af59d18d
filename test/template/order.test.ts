import assert from "node:assert/strict";
import fc from "fast-check";
import type { Plan } from "../../provider/template/index.js";
import { network, planOf, refusalOf, template } from "../support/templates.js";

const namesOf = ({ resources }: Plan): string[] => resources.map(({ name }) => name);

describe("the order of a template's resources", () => {
  it("places each resource after its dependencies, and includes all resources", () => {
    const edges = fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 20 });
    fc.assert(
      fc.property(edges, fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], { minLength: 10 }), (pairs, written) => {
        const forward = pairs.filter(([from, to]) => from > to);
        const resources = written.map((one) =>
          network(`n${one}`, { dependsOn: forward.filter(([from]) => from === one).map(([, to]) => `n${to}`) }),
        );
        const order = namesOf(planOf(template(resources)));
        assert.deepEqual([...order].sort(), ["n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9"]);
        for (const [from, to] of forward) assert.ok(order.indexOf(`n${to}`) < order.indexOf(`n${from}`));
      }),
    );
  });

  it("is that of the template if there are no dependencies", () => {
    assert.deepEqual(namesOf(planOf(template([network("c"), network("a"), network("b")]))), ["c", "a", "b"]);
  });

  const NAMED: readonly (readonly [how: string, entry: string])[] = [
    ["name", "NET"],
    ["type and name", "Microsoft.Network/virtualNetworks/net"],
    ["id", "[resourceId('Microsoft.Network/virtualNetworks', 'net')]"],
  ];
  for (const [how, entry] of NAMED) {
    it(`resolves a dependency by ${how}`, () => {
      const of = template([network("first", { dependsOn: [entry] }), network("net")]);
      assert.deepEqual(namesOf(planOf(of)), ["net", "first"]);
    });
  }

  it("places a resource after those that its reference() calls read", () => {
    const reading = network("first", { properties: { id: "[reference('net').x]" } });
    assert.deepEqual(namesOf(planOf(template([reading, network("net")]))), ["net", "first"]);
  });

  it("refuses a dependency that is not in the template", () => {
    assert.match(
      refusalOf(() => planOf(template([network("a", { dependsOn: ["b"] })]))),
      /The resource 'b' is not defined in the template\. Please see https:\/\/aka\.ms\/arm-template/,
    );
  });

  it("refuses a circular dependency, and names a resource of the circle, not one that only depends on it", () => {
    const of = template([
      network("waits", { dependsOn: ["a"] }),
      network("a", { dependsOn: ["b"] }),
      network("b", { dependsOn: ["a"] }),
    ]);
    assert.throws(() => planOf(of), {
      azureCode: "InvalidTemplateCircularDependency",
      message: /Circular dependency detected on resource: '.*\/virtualnetworks\/[ab]'/,
    });
  });

  it("makes each iteration of a serial copy loop depend on an iteration of the previous batch", () => {
    const copy = { name: "nets", count: 4, mode: "Serial", batchSize: 2 };
    const { resources } = planOf(template([network("[concat('n', copyIndex())]", { copy })]));
    assert.deepEqual(
      resources.map(({ dependsOn }) => dependsOn.map(({ name }) => name)),
      [[], [], ["n0"], ["n1"]],
    );
  });

  it("omits resources whose condition is false, and resources declared as existing", () => {
    const of = template({
      left: network("left", { condition: "[equals(1, 2)]" }),
      old: network("old", { existing: true }),
      made: network("made", { dependsOn: ["left", "old"] }),
    });
    assert.deepEqual(namesOf(planOf(of)), ["made"]);
  });
});
