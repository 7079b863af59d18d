import assert from "node:assert/strict";
import sinon from "sinon";
import { loadSqlite, withoutWarning } from "../../provider/service/store/sqlite.js";

describe("loading SQLite", () => {
  let emitWarning: sinon.SinonStub;
  beforeEach(() => {
    emitWarning = sinon.stub(process, "emitWarning");
  });
  afterEach(() => sinon.restore());

  it("drops only Node's warning about SQLite, and only while it loads", () => {
    const warnings = [
      "SQLite is an experimental feature and might change at any time",
      "Another feature is experimental",
    ];

    const loaded = withoutWarning(() => {
      for (const warning of warnings) process.emitWarning(warning, "ExperimentalWarning");
      return "loaded";
    });
    process.emitWarning(warnings[0] ?? "");

    assert.equal(loaded, "loaded");
    assert.deepEqual(
      emitWarning.args.map(([warning]) => warning),
      [warnings[1], warnings[0]],
    );
  });

  it("restores the warnings if the module does not load", () => {
    assert.throws(() =>
      withoutWarning(() => {
        throw new Error("no such module");
      }),
    );

    assert.equal(process.emitWarning, emitWarning);
  });

  it("emits no warning", () => {
    assert.equal(typeof loadSqlite().DatabaseSync, "function");
    assert.equal(emitWarning.callCount, 0);
  });
});
