import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type Expression,
  escapedLiteral,
  isExpression,
  literalOf,
  parseExpression,
  printExpression,
} from "../../provider/template/index.js";
import { refusalOf } from "../support/templates.js";

const PLAIN = { noNullPrototype: true };
const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/);

const { expression } = fc.letrec<{ expression: Expression; root: Expression; call: Expression }>((tie) => ({
  call: fc.record(
    {
      kind: fc.constant("call" as const),
      name: fc.oneof(
        name,
        fc.tuple(name, name).map(([space, member]) => `${space}.${member}`),
      ),
      args: fc.array(tie("expression"), { maxLength: 3 }),
    },
    PLAIN,
  ),
  root: fc.oneof(
    { depthSize: "small" },
    fc.record({ kind: fc.constant("string" as const), value: fc.string({ unit: "grapheme" }) }, PLAIN),
    fc.record({ kind: fc.constant("integer" as const), value: fc.integer() }, PLAIN),
    tie("call"),
  ),
  expression: fc.oneof(
    { depthSize: "small" },
    tie("root"),
    fc.record({ kind: fc.constant("member" as const), of: tie("expression"), name }, PLAIN),
    fc.record({ kind: fc.constant("index" as const), of: tie("expression"), index: tie("expression") }, PLAIN),
  ),
}));

describe("an expression of a template", () => {
  it("is parsed to the same expression after it was printed", () => {
    fc.assert(
      fc.property(expression, (written) => {
        assert.deepEqual(parseExpression(`[${printExpression(written)}]`), written);
      }),
    );
  });

  it("is parsed as a chain of calls, members and indexes", () => {
    assert.deepEqual(parseExpression("[ concat( 'it''s', parameters('x').y[0]) ]"), {
      kind: "call",
      name: "concat",
      args: [
        { kind: "string", value: "it's" },
        {
          kind: "index",
          of: {
            kind: "member",
            of: { kind: "call", name: "parameters", args: [{ kind: "string", value: "x" }] },
            name: "y",
          },
          index: { kind: "integer", value: 0 },
        },
      ],
    });
  });

  it("may call a user-defined function by namespace and name", () => {
    assert.equal(printExpression(parseExpression("[contoso.uniqueName('a')]")), "contoso.uniqueName('a')");
  });

  const WRONG: readonly (readonly [text: string, position: number])[] = [
    ["[concat('a']", 11],
    ["[a] and [b]", 2],
    ["[concat('a',)]", 12],
    ["[concat('a') 'b']", 13],
    ["[1.5]", 3],
    ["[]", 1],
    ["[parameters('a]", 12],
    ["[variables]", 10],
  ];
  for (const [text, position] of WRONG) {
    it(`is refused at position ${position}: ${text}`, () => {
      assert.match(
        refusalOf(() => parseExpression(text)),
        new RegExp(`is not valid: the string character '.*' at position '${position}' is not expected`),
      );
    });
  }

  it("is refused if it is nested too deeply, before the stack overflows", () => {
    assert.match(
      refusalOf(() => parseExpression(`[${"a(".repeat(100_000)}]`)),
      /nested more than 200 levels deep/,
    );
  });
});

describe("a string of a template", () => {
  it("has its original value after escaping and reading, whatever it contains", () => {
    const bracketed = fc.string({ unit: fc.constantFrom("[", "]", "a", "'") });
    fc.assert(
      fc.property(fc.oneof(fc.string(), bracketed), (text) => {
        const written = escapedLiteral(text);
        assert.equal(isExpression(written), false);
        assert.equal(literalOf(written), text);
      }),
    );
  });

  it("is an expression only between brackets", () => {
    const texts = ["[a()]", "[[a()]", "[a()", "a()]", "plain", "[a()] ", ""];
    assert.deepEqual(texts.map(isExpression), [true, false, false, false, false, false, false]);
    assert.deepEqual(["[[a()]", "[[a()", "plain"].map(literalOf), ["[a()]", "[[a()", "plain"]);
  });
});
