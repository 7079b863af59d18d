import assert from "node:assert/strict";
import fc from "fast-check";
import { type Column, table } from "../../provider/cli/table.js";
import { terminalWidth } from "../../provider/cli/terminal.js";
import { widthOf } from "../../provider/cli/text.js";

type Row = readonly string[];

const column = (header: string, index: number, more: Partial<Column<Row>> = {}): Column<Row> => ({
  header,
  cell: (row) => row[index] ?? "",
  rank: 0,
  ...more,
});

const COLUMNS = [
  column("NAME", 0, { least: 8, cut: "middle" }),
  column("STATE", 1),
  column("ID", 2, { rank: 1, least: 15, cut: "middle" }),
  column("DETAILS", 3, { rank: 2, least: 10 }),
];

const ID = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/shop";
const ROWS = [
  ["web", "Protected", ID, "Take Snapshot: Completed"],
  ["a-long-name-of-a-machine", "Failed", "/short", ""],
];

describe("a table", () => {
  it("aligns columns by their widest cell, without trailing blanks", () => {
    assert.equal(
      table(COLUMNS.slice(0, 2), [
        ["a", "Protected"],
        ["longer", ""],
      ]),
      "NAME    STATE\na       Protected\nlonger\n",
    );
  });

  it("has its full width if no width limits it", () => {
    assert.equal(
      table(COLUMNS, ROWS),
      [
        "NAME                      STATE      ID                                                                       DETAILS\n",
        "web                       Protected  /subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/shop  Take Snapshot: Completed\n",
        "a-long-name-of-a-machine  Failed     /short\n",
      ].join(""),
    );
  });

  it("narrows the widest columns first, and cuts ids and names in the middle and other cells at the end", () => {
    assert.equal(
      table(COLUMNS, ROWS, 80),
      [
        "NAME                   STATE      ID                      DETAILS\n",
        "web                    Protected  /subscripti…roups/shop  Take Snapshot: Comple…\n",
        "a-long-nam…-a-machine  Failed     /short\n",
      ].join(""),
    );
  });

  it("hides the columns of the highest rank if not all fit, and names them", () => {
    assert.equal(
      table(COLUMNS, ROWS, 40),
      [
        "NAME          STATE      ID\n",
        "web           Protected  /subscr…ps/shop\n",
        "a-long…chine  Failed     /short\n",
        "Hidden columns: DETAILS. Widen the\n",
        "terminal, or use --output json.\n",
      ].join(""),
    );
  });

  it("never hides a column of rank 0", () => {
    assert.equal(
      table(COLUMNS, ROWS, 10).split("\n").slice(0, 3).join("\n"),
      ["NAME      STATE", "web       Protected", "a-lo…ine  Failed"].join("\n"),
    );
  });

  it("aligns and cuts wide and combining characters by their width on a terminal", () => {
    assert.equal(
      table(
        [column("NAME", 0, { least: 6 }), column("STATE", 1)],
        [
          ["東京都庁", "a"],
          ["e\u0301te\u0301", "b"],
          ["👩‍👩‍👧", "c"],
          ["plain", "d"],
        ],
        14,
      ),
      "NAME     STATE\n東京都…  a\ne\u0301te\u0301      b\n👩‍👩‍👧       c\nplain    d\n",
    );
  });

  it("escapes control characters and line breaks", () => {
    assert.equal(table([column("NAME", 0)], [["a\u001b[2Jb\nc"]]), "NAME\na\\u001b[2Jb\\nc\n");
  });

  it("fits every width that its narrowest columns allow, without trailing blanks", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 60 });
    fc.assert(
      fc.property(fc.array(fc.tuple(text, fc.string({ maxLength: 9 }), text, text)), fc.nat(200), (rows, more) => {
        const width = 60 + more;
        for (const line of table(COLUMNS, rows, width).split("\n").slice(0, -1)) {
          assert.ok(widthOf(line) <= width, line);
          assert.equal(line, line.trimEnd());
        }
      }),
    );
  });
});

describe("the width of a table", () => {
  it("is COLUMNS, by default the width of the terminal, and otherwise unlimited", () => {
    const terminal = { isTTY: true, columns: 132 };

    assert.equal(terminalWidth("80", terminal), 80);
    assert.equal(terminalWidth("40", {}), 40);
    assert.equal(terminalWidth(undefined, terminal), 132);
    assert.equal(terminalWidth(undefined, { columns: 132 }), Number.POSITIVE_INFINITY);
    for (const wrong of ["", "0", "-1", "wide", "1e9"]) assert.equal(terminalWidth(wrong, terminal), 132);
  });
});
