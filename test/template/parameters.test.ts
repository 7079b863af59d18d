import assert from "node:assert/strict";
import type { JsonObject } from "../../provider/core/json.js";
import { NOTHING, network, planOf, refusalOf, template } from "../support/templates.js";

const withParameters = (parameters: JsonObject, outputs: JsonObject = {}) => template([], { parameters, outputs });

describe("the parameters of a template", () => {
  it("have the given values or else their defaults, which may reference other parameters", () => {
    const { parameters } = planOf(
      withParameters({
        vaultName: { type: "string", defaultValue: "[concat(parameters('prefix'), '-vault')]" },
        prefix: { type: "String" },
        days: { type: "int", defaultValue: 30 },
      }),
      { Prefix: "west" },
    );
    assert.deepEqual(parameters.redacted, {
      vaultName: { type: "String", value: "west-vault" },
      prefix: { type: "String", value: "west" },
      days: { type: "Int", value: 30 },
    });
  });

  it("may use utcNow() and newGuid() in defaults, with the same results each time the template is planned", () => {
    const of = withParameters({
      at: { type: "string", defaultValue: "[utcNow('yyyy-MM-dd')]" },
      id: { type: "string", defaultValue: "[newGuid()]" },
    });
    const [first, second] = [planOf(of).parameters.redacted, planOf(of).parameters.redacted];
    assert.deepEqual(first["at"], { type: "String", value: "2024-05-13" });
    assert.match(JSON.stringify(first["id"]), /"value":"[0-9a-f-]{36}"/);
    assert.deepEqual(first, second);
  });

  const REFUSED: readonly (readonly [what: string, parameters: JsonObject, values: JsonObject, reason: RegExp])[] = [
    ["is missing", { a: { type: "string" } }, {}, /The value for the template parameter 'a' is not provided/],
    [
      "is not declared",
      { a: { type: "int", defaultValue: 1 } },
      { b: 1 },
      /'b' in the parameters file are not valid; .* supported parameters for this template are 'a'/,
    ],
    ["is of another type", { a: { type: "int" } }, { a: "1" }, /Expected 'Integer'\. Actual 'String'/],
    [
      "is not allowed",
      { a: { type: "string", allowedValues: ["x"] } },
      { a: "y" },
      /The provided value "y" for the template parameter 'a' is not valid\. The parameter value is not part of the allowed/,
    ],
    ["is too small", { a: { type: "int", minValue: 7 } }, { a: 6 }, /must be at least '7'/],
    ["is too long", { a: { type: "string", maxLength: 2 } }, { a: "abc" }, /The length must be at most '2'/],
    [
      "references itself",
      { a: { type: "string", defaultValue: "[parameters('a')]" } },
      {},
      /Circular dependency detected on template parameter 'a'/,
    ],
    ["has no type", { a: {} }, { a: 1 }, /'' is not a type/],
    [
      "reads a variable",
      { a: { type: "string", defaultValue: "[variables('v')]" } },
      {},
      /'VARIABLES' is not expected at this location/,
    ],
    [
      "reads a resource",
      { a: { type: "string", defaultValue: "[reference('v').x]" } },
      {},
      /'REFERENCE' is not expected at this location/,
    ],
  ];
  for (const [what, parameters, values, reason] of REFUSED) {
    it(`are refused if one ${what}`, () => {
      assert.match(
        refusalOf(() => planOf(withParameters(parameters), values)),
        reason,
      );
    });
  }
});

describe("a secure parameter", () => {
  const SECRET = "correct horse";

  it("is listed without its value, and so is a parameter whose default references it", () => {
    const of = withParameters({
      password: { type: "securestring" },
      login: { type: "object", defaultValue: { text: "[concat('u:', parameters('password'))]" } },
      keys: { type: "secureObject", defaultValue: { a: "b" } },
    });
    assert.deepEqual(planOf(of, { password: SECRET }).parameters.redacted, {
      password: { type: "SecureString" },
      login: { type: "Object" },
      keys: { type: "SecureObject" },
    });
  });

  it("is not returned in any output, directly or through a variable", () => {
    const of = template([], {
      parameters: { password: { type: "securestring" } },
      variables: { encoded: "[base64(parameters('password'))]" },
      outputs: {
        plain: { type: "string", value: "[parameters('password')]" },
        encoded: { type: "string", value: "[variables('encoded')]" },
        declared: { type: "securestring", value: "open" },
        other: { type: "string", value: "open" },
      },
    });
    assert.deepEqual(planOf(of, { password: SECRET }).outputs(NOTHING), {
      plain: { type: "String" },
      encoded: { type: "String" },
      declared: { type: "SecureString" },
      other: { type: "String", value: "open" },
    });
  });

  const LEAKS: readonly (readonly [what: string, parameter: JsonObject, outputs: JsonObject])[] = [
    ["a function that quotes its argument", {}, { o: { type: "int", value: "[int(parameters('password'))]" } }],
    [
      "a member that has its value as name",
      {},
      { o: { type: "string", value: "[createObject('a', 1)[parameters('password')]]" } },
    ],
    [
      "a function that quotes its base64 encoding",
      {},
      { o: { type: "int", value: "[int(base64(parameters('password')))]" } },
    ],
    [
      "a function that quotes a part of it",
      {},
      { o: { type: "int", value: "[int(substring(parameters('password'), 2, 7))]" } },
    ],
    ["its allowed values", { allowedValues: ["other"] }, {}],
    ["its maximum length", { maxLength: 3 }, {}],
  ];
  for (const [what, terms, outputs] of LEAKS) {
    it(`is not quoted by the error about ${what}`, () => {
      const of = withParameters({ password: { type: "securestring", ...terms } }, outputs);
      const message = refusalOf(() => planOf(of, { password: SECRET }));
      assert.match(message, /^Deployment template validation failed: /);
      assert.doesNotMatch(message, /rrect h|Y29ycmVjdCBob3JzZQ/);
    });
  }
});

describe("an error or a warning that would contain a secure value", () => {
  const SECRET = { name: "hidden-name" };
  const parameters = { name: { type: "securestring" } };

  it("is redacted", () => {
    const lost = template([network("a", { dependsOn: ["[parameters('name')]"] })], { parameters });
    assert.match(
      refusalOf(() => planOf(lost, SECRET)),
      /'The resource '\[not shown\]' is not defined/,
    );
    const child = { type: "subnets", name: "a", apiVersion: "2020-06-01" };
    const unwaited = template([network("[parameters('name')]", { resources: [child] })], { parameters });
    assert.match(
      planOf(unwaited, SECRET).warnings.join(),
      /'\[not shown\]\/a' does not depend on its parent '\[not shown\]'/,
    );
  });

  it("is redacted even if the value is in base64, in a URI component, or in upper case", () => {
    for (const form of ["base64", "uriComponent", "toUpper"]) {
      const lost = template([network("a", { dependsOn: [`[${form}(parameters('name'))]`] })], { parameters });
      assert.match(
        refusalOf(() => planOf(lost, { name: "hidden <name>" })),
        /'The resource '\[not shown\]' is not defined/,
      );
    }
  });
});

describe("the variables of a template", () => {
  it("can reference each other, and create arrays with copy loops", () => {
    const of = template([], {
      variables: {
        copy: [{ name: "names", count: 2, input: "[concat(variables('prefix'), copyIndex('names', 1))]" }],
        prefix: "vm",
        nested: { copy: [{ name: "luns", count: 3, input: { lun: "[copyIndex('luns')]" } }], other: true },
      },
      outputs: {
        names: { type: "array", value: "[variables('names')]" },
        nested: { type: "object", value: "[variables('NESTED')]" },
      },
    });
    assert.deepEqual(planOf(of).outputs(NOTHING), {
      names: { type: "Array", value: ["vm1", "vm2"] },
      nested: { type: "Object", value: { other: true, luns: [{ lun: 0 }, { lun: 1 }, { lun: 2 }] } },
    });
  });

  it("cannot reference themselves or read resources", () => {
    const circle = { a: "[variables('b')]", b: "[variables('a')]" };
    assert.match(
      refusalOf(() => planOf(template([], { variables: circle }))),
      /Circular dependency detected on template variable 'a'/,
    );
    const runtime = { a: "[reference('x').y]" };
    assert.match(
      refusalOf(() => planOf(template([], { variables: runtime }))),
      /'REFERENCE' is not expected at this location/,
    );
  });
});

describe("a user-defined function of a template", () => {
  it("computes its output from its own parameters", () => {
    const functions = [
      {
        namespace: "contoso",
        members: {
          named: {
            parameters: [{ name: "prefix", type: "string" }],
            output: { type: "string", value: "[toLower(concat(parameters('PREFIX'), '-1'))]" },
          },
        },
      },
    ];
    const outputs = { o: { type: "string", value: "[contoso.named('AB')]" } };
    assert.deepEqual(planOf(template([], { functions, outputs })).outputs(NOTHING), {
      o: { type: "String", value: "ab-1" },
    });
  });
});
