/** The tables of docs/fidelity.md: each row has a witness, a source or a reason, and tests that exist. */
import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkoutFolder } from "../../../scripts/checkout.mjs";

interface Row {
  readonly section: string;
  readonly cells: readonly string[];
}

const TABLES = ["Recorded", "Documented", "Our choice"];

function rowsOfPage(): Row[] {
  const sections = readFileSync(join(checkoutFolder(), "docs", "fidelity.md"), "utf8").split(/^## /m);
  return sections.flatMap((text) => {
    const section = text.slice(0, text.indexOf("\n"));
    const lines = text.split("\n").filter((line) => line.startsWith("|"));
    return lines.slice(2).map((line) => ({ section, cells: cellsOf(line) }));
  });
}

const cellsOf = (line: string): string[] =>
  line
    .replace(/^\|/, "")
    .replace(/\|$/, "")
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());

describe("a row of docs/fidelity.md", () => {
  const rows = rowsOfPage().filter(({ section }) => TABLES.includes(section));

  it("is in the table of its witness", () => {
    for (const table of TABLES) assert.ok(rows.filter(({ section }) => section === table).length > 20, table);
  });

  it("has a behavior, a source or a reason, and a test", () => {
    const incomplete = rows.filter(({ cells }) => cells.length !== 3 || cells.some((cell) => cell === ""));
    assert.deepEqual(incomplete, []);
  });

  it("names tests that exist", () => {
    const folder = join(checkoutFolder(), "test");
    const named = rows.flatMap(({ cells }) => (cells.at(-1) ?? "").split(/,\s*/)).filter((name) => name !== "-");
    const missing = [...new Set(named)].filter((name) => globSync(name, { cwd: folder }).length === 0);
    assert.deepEqual(missing, []);
  });
});
