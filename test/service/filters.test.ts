import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { BackupError } from "../../provider/core/errors.js";
import { parseFilter } from "../../provider/service/azure/filter.js";
import { codeOf, messageOf, openTestAzure, putProtected, type TestAzure, VAULT } from "../support/service.js";

const terms = (filter: string | null): readonly (readonly [string, string])[] => [...parseFilter(filter)];

describe("$filter", () => {
  for (const [what, filter, expected] of [
    ["is empty if it is missing", null, []],
    ["is empty if it is blank", "   ", []],
    ["reads a quoted value", "type eq 'VM'", [["type", "VM"]]],
    ["reads a value without quotes", "itemType eq VM", [["itemtype", "VM"]]],
    ["reads an empty value", "name eq ''", [["name", ""]]],
    ["reads '' as a quote", "name eq 'it''s'''", [["name", "it's'"]]],
    ["keeps ' and ' and parentheses inside quotes", "name eq 'a and (b) eq c'", [["name", "a and (b) eq c"]]],
    [
      "joins terms with and, in any case",
      "a eq 'x' AND b EQ 'y' and c eq 'z'",
      [
        ["a", "x"],
        ["b", "y"],
        ["c", "z"],
      ],
    ],
    [
      "accepts parentheses around one term and around several",
      "((a eq 'x') and (b eq 'y'))",
      [
        ["a", "x"],
        ["b", "y"],
      ],
    ],
    ["needs no blank after a quote", "(a eq 'x')and(b eq 'y')", terms("a eq 'x' and b eq 'y'")],
  ] as const) {
    it(what, () => assert.deepEqual(terms(filter), expected));
  }

  for (const filter of [
    "a eq 'x",
    "a eq 'it''s",
    "a ne 'x'",
    "a eq",
    "eq 'x'",
    "'a' eq 'x'",
    "a eq 'x' and",
    "and a eq 'x'",
    "a eq 'x' b eq 'y'",
    "a eq 'x' or b eq 'y'",
    "(a eq 'x'",
    "a eq 'x')",
    ")a eq 'x'(",
    "()",
    "a eq (x)",
  ]) {
    it(`refuses ${filter}`, () => {
      assert.throws(
        () => parseFilter(filter),
        (error) => error instanceof BackupError && error.status === 400,
      );
    });
  }

  it("refuses 15,000 blanks, quotes or parentheses in linear time", () => {
    const filters = [
      `a eq${" ".repeat(15_000)}x'y`,
      `a eq '${"''".repeat(7_500)}`,
      `a eq ${" ".repeat(7_500)}'${"y ".repeat(3_750)}`,
      `${"(".repeat(15_000)}a eq 'x'`,
      `a eq 'x'${" and a eq 'x'".repeat(1_200)} and`,
    ];
    // A backtracking regular expression would take minutes; a separate process can be killed while it is busy.
    const script = `
      const { parseFilter } = require(${JSON.stringify(join(__dirname, "../../provider/service/azure/filter.js"))});
      for (const filter of ${JSON.stringify(filters)}) {
        try { parseFilter(filter); console.log("accepted"); } catch (error) { console.log(error.status); }
      }`;
    const run = spawnSync(process.execPath, ["-e", script], {
      encoding: "utf8",
      timeout: 30_000,
      killSignal: "SIGKILL",
    });
    assert.deepEqual([run.signal, run.stdout.trim().split("\n")], [null, ["400", "400", "400", "400", "400"]]);
  });
});

describe("a list of a vault", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure();
    await putProtected(azure);
  });

  afterEach(() => azure.close());

  const countOrError = async (filter: string): Promise<unknown> => {
    const answer = await azure.call("GET", `${VAULT}/backupProtectedItems?$filter=${filter}`);
    return answer.status === 200 ? (answer.body["value"] as unknown[]).length : [answer.status, codeOf(answer)];
  };

  it("is filtered by names that contain ' and ' or a quote", async () => {
    assert.equal(await countOrError("friendlyName eq 'web'"), 1);
    assert.equal(await countOrError("friendlyName eq 'web and more'"), 0);
    assert.equal(await countOrError("friendlyName eq 'it''s' and itemType eq 'VM'"), 0);
    assert.equal(await countOrError("(itemType eq 'VM') and (friendlyName eq 'WEB')"), 1);
  });

  it("is refused if a quote or a parenthesis is not closed", async () => {
    assert.deepEqual(await countOrError("friendlyName eq 'web"), [400, "BadRequest"]);
    assert.deepEqual(await countOrError("(friendlyName eq 'web'"), [400, "BadRequest"]);
  });

  for (const word of ["constructor", "toString", "__proto__", "hasOwnProperty", "Nonsense"]) {
    it(`is refused for the unknown usage summary type ${word}`, async () => {
      const answer = await azure.call("GET", `${VAULT}/backupUsageSummaries?$filter=type eq '${word}'`);
      assert.deepEqual([answer.status, codeOf(answer)], [400, "BadRequest"]);
      assert.match(messageOf(answer), /expected one of BackupProtectedItemCountSummary, /);
    });
  }
});
