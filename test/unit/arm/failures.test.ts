import assert from "node:assert/strict";
import { armError, operationError } from "../../../provider/arm/failures.js";
import { scripted } from "./scripted-azure.js";

describe("what Azure refuses", () => {
  it("keeps Azure's code, message, inner details and request id", async () => {
    const { arm } = scripted({
      status: 400,
      headers: { "x-ms-request-id": "r-1" },
      body: {
        error: {
          code: "BMSUserErrorInvalidPolicy",
          message: "The policy is not valid.",
          details: [{ code: "RetentionTooShort", message: "7 days or more" }],
        },
      },
    });

    await assert.rejects(arm.write({ method: "PUT", path: "/p", apiVersion: "1", body: {} }), {
      name: "BackupError",
      code: "Refused",
      status: 400,
      azureCode: "BMSUserErrorInvalidPolicy",
      message: "PUT /p was refused: The policy is not valid.",
      details: [{ code: "RetentionTooShort", message: "7 days or more" }],
      requestId: "r-1",
    });
  });

  it("is read where code and message stand at the top", () => {
    const error = armError("GET /p", 409, { code: "Conflict", message: "busy" }, undefined);

    assert.equal(error.azureCode, "Conflict");
    assert.equal(error.message, "GET /p was refused: busy");
    assert.equal(error.requestId, undefined);
  });

  it("is told where Azure explains nothing", () => {
    const error = armError("GET /p", 418, undefined, undefined);

    assert.equal(error.message, "GET /p was refused: Azure answered 418 without an explanation");
    assert.equal(error.code, "Refused");
    assert.equal(error.azureCode, undefined);
  });

  it("has a code of ours by its status", () => {
    const codeOf = (status: number) => armError("GET /p", status, undefined, undefined).code;

    assert.equal(codeOf(401), "Unauthorized");
    assert.equal(codeOf(403), "Forbidden");
    assert.equal(codeOf(404), "NotFound");
    assert.equal(codeOf(409), "Conflict");
    assert.equal(codeOf(412), "PreconditionFailed");
    assert.equal(codeOf(429), "Throttled");
    assert.equal(codeOf(422), "Refused");
    assert.equal(codeOf(500), "Unavailable");
    assert.equal(codeOf(503), "Unavailable");
  });
});

describe("an operation that was accepted and then failed", () => {
  it("keeps Azure's code, message and inner details", () => {
    const error = operationError("DELETE /vaults/v", {
      status: "Failed",
      error: { code: "ServiceResourceNotEmpty", message: "VMs are protected", details: [{ code: "vm1" }, "x"] },
    });

    assert.equal(error.code, "JobFailed");
    assert.equal(error.azureCode, "ServiceResourceNotEmpty");
    assert.equal(error.message, "DELETE /vaults/v was accepted and then failed: VMs are protected");
    assert.deepEqual(error.details, [{ code: "vm1" }]);
  });

  it("is told by its status where Azure explains nothing", () => {
    assert.equal(
      operationError("PUT /p", { status: "Canceled" }).message,
      "PUT /p was accepted and then failed: its operation ended as Canceled",
    );
    assert.equal(
      operationError("PUT /p", {}).message,
      "PUT /p was accepted and then failed: its operation ended as failed",
    );
  });
});
