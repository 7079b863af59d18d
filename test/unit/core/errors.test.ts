import assert from "node:assert/strict";
import { BackupError, isNotFound, readableMessage } from "../../../provider/core/errors.js";

describe("BackupError", () => {
  it("has the HTTP status of its code", () => {
    assert.equal(new BackupError("NotFound", "no vault v").status, 404);
    assert.equal(new BackupError("Throttled", "slow down").status, 429);
  });

  it("contains Azure's status, code, details and request id", () => {
    const error = new BackupError("Refused", "no", {
      status: 422,
      azureCode: "BMSUserErrorInvalidInput",
      details: [{ code: "A", message: "b" }],
      requestId: "r-1",
    });

    assert.equal(error.status, 422);
    assert.equal(error.azureCode, "BMSUserErrorInvalidInput");
    assert.deepEqual(error.details, [{ code: "A", message: "b" }]);
    assert.equal(error.requestId, "r-1");
  });

  it("has a cause only if one is given", () => {
    const cause = new Error("disk full");

    assert.equal(new BackupError("HomeUnusable", "no", { cause }).cause, cause);
    assert.equal("cause" in new BackupError("HomeUnusable", "no"), false);
  });

  it("counts as not found only by its code", () => {
    assert.equal(isNotFound(new BackupError("NotFound", "no")), true);
    assert.equal(isNotFound(new BackupError("Refused", "no", { status: 404 })), false);
    assert.equal(isNotFound(new Error("NotFound")), false);
  });
});

describe("readableMessage", () => {
  it("is the message, then Azure's details, code and request id", () => {
    const error = new BackupError("Refused", "PUT /vaults/v was refused: invalid", {
      azureCode: "BadRequest",
      details: [{ code: "InvalidSku", message: "Standard expected" }, { message: "see the documentation" }],
      requestId: "r-1",
    });

    assert.equal(
      readableMessage(error),
      [
        "PUT /vaults/v was refused: invalid",
        "  InvalidSku: Standard expected",
        "  see the documentation",
        "(Azure's code: BadRequest, request id: r-1)",
      ].join("\n"),
    );
  });

  it("contains the hint before Azure's code", () => {
    const error = new BackupError("Throttled", "slow down", { hint: "Run again later.", azureCode: "TooManyRequests" });

    assert.equal(readableMessage(error), "slow down\nRun again later.\n(Azure's code: TooManyRequests)");
  });

  it("is only the message if Azure returned nothing", () => {
    assert.equal(readableMessage(new BackupError("Bug", "no kind X")), "no kind X");
  });

  it("omits a detail without code and message", () => {
    assert.equal(readableMessage(new BackupError("Refused", "no", { details: [{ target: "x" }, { code: 7 }] })), "no");
  });

  it("has no stack, even for an error that is not a BackupError", () => {
    assert.equal(readableMessage(new TypeError("x is undefined")), "x is undefined");
    assert.equal(readableMessage("thrown text"), "thrown text");
    assert.equal(readableMessage(undefined), "undefined");
  });
});
