import assert from "node:assert/strict";
import { EXIT_CODES, exitCodeOf } from "../../provider/cli/exit-codes.js";
import { BackupError, ERROR_CODES, type ErrorCode } from "../../provider/core/errors.js";

describe("the exit codes of azvb", () => {
  it("are 2 for a usage error, 3 if a resource does not exist, and 1 for every other error", () => {
    const others = (Object.keys(ERROR_CODES) as ErrorCode[]).filter((code) => !/^(InvalidInput|NotFound)$/.test(code));

    assert.equal(exitCodeOf(new BackupError("InvalidInput", "")), 2);
    assert.equal(exitCodeOf(new BackupError("NotFound", "")), 3);
    assert.deepEqual([...new Set(others.map((code) => exitCodeOf(new BackupError(code, ""))))], [1]);
    assert.equal(exitCodeOf(new TypeError("")), 1);
  });

  it("are all in the table of the help", () => {
    assert.deepEqual(
      EXIT_CODES.map(({ code }) => code),
      [0, 1, 2, 3],
    );
  });
});
