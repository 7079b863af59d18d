import assert from "node:assert/strict";
import { armError, operationError } from "../../../provider/arm/failures.js";
import { scripted } from "./scripted-azure.js";

describe("an error response of Azure", () => {
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

  it("may have code and message at the top level", () => {
    const error = armError("GET /p", 409, { code: "Conflict", message: "busy" }, undefined);

    assert.equal(error.azureCode, "Conflict");
    assert.equal(error.message, "GET /p was refused: busy");
    assert.equal(error.requestId, undefined);
  });

  it("is reported even if it has no body", () => {
    const error = armError("GET /p", 418, undefined, undefined);

    assert.equal(error.message, "GET /p was refused: Azure answered 418 without an explanation");
    assert.equal(error.code, "Refused");
    assert.equal(error.azureCode, undefined);
  });

  it("gets the BackupError code of its status", () => {
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

  it("is reported by its status if Azure returns no error", () => {
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

describe("the inner errors of an error", () => {
  const inner = (error: object) =>
    armError("GET /p", 400, { error: { code: "Outer", message: "no", ...error } }, "r-1");

  it("are reported as a flat list, outermost first, without duplicates", () => {
    const error = inner({
      details: [
        { code: "A", message: "a", details: [{ code: "B", message: "b" }] },
        { code: "A", message: "a" },
      ],
      innererror: { code: "C", message: "c", innererror: { code: "D", exceptiontype: "X" } },
    });

    assert.deepEqual(error.details, [
      { code: "C", message: "c" },
      { code: "D", exceptiontype: "X" },
      { code: "A", message: "a" },
      { code: "B", message: "b" },
    ]);
  });

  it("are empty if they repeat the error or are null, as in responses of Azure Backup", () => {
    assert.deepEqual(inner({ target: null, details: null, innerError: null }).details, []);
    assert.deepEqual(inner({ details: [{ code: "Outer", message: "no", target: "ns" }] }).details, []);
  });

  it("are also found in the message, where a service puts the error of another service", () => {
    const message = JSON.stringify({ error: { code: "DiskNotFound", message: "no disk d" } });

    const error = inner({ message });

    assert.equal(error.azureCode, "DiskNotFound");
    assert.equal(error.message, "GET /p was refused: no disk d");
  });

  it("are not expected in a message that only begins like JSON", () => {
    assert.equal(inner({ message: "{0} is missing" }).message, "GET /p was refused: {0} is missing");
  });
});

describe("an error response that is not JSON", () => {
  it("is reported with its status and the text of its page", () => {
    const page = "<html><head><style>p { color: red }</style><title>502</title></head><h1>Bad  Gateway</h1></html>";

    const error = armError("GET /p", 502, page, undefined);

    assert.equal(error.code, "Unavailable");
    assert.equal(
      error.message,
      'GET /p was refused: Azure answered 502 with a page that is not JSON: "502 Bad Gateway"',
    );
  });

  it("is thrown by the client as an error with the text of its page", async () => {
    const { arm } = scripted({ status: 403, body: "<h1>Blocked by the proxy</h1>" });

    await assert.rejects(arm.get("/p", "1"), {
      code: "Forbidden",
      message: 'GET /p was refused: Azure answered 403 with a page that is not JSON: "Blocked by the proxy"',
    });
  });
});

describe("the hint of an error", () => {
  const hintOf = (status: number, code: string, method = "PUT") =>
    armError(`${method} /p`, status, { error: { code, message: "m" } }, "r").hint;

  it("depends on Azure's code", () => {
    assert.equal(
      hintOf(409, "MissingSubscriptionRegistration"),
      "Register the resource provider once for the subscription: az provider register --namespace Microsoft.RecoveryServices",
    );
    assert.equal(
      hintOf(400, "BMSUserErrorVaultStorageTypeChangeNotAllowed"),
      "Declare the current value, or create another vault with another name.",
    );
    assert.match(hintOf(403, "AuthorizationFailed") ?? "", /Backup Contributor/);
    assert.match(hintOf(400, "ServiceResourceNotEmptyWithBackendMessage") ?? "", /soft-deleted/);
  });

  it("depends on the status if the code is unknown", () => {
    assert.equal(
      hintOf(429, "ResourceRequestsThrottled"),
      "Azure throttles this subscription. Run again later, or with fewer parallel requests (pulumi up --parallel 4).",
    );
    assert.match(hintOf(401, "Odd") ?? "", /^Sign in again/);
  });

  it("is not that of the status for a code of Azure Backup, whose message is more specific", () => {
    for (const code of ["UserErrorOperationRequestMissing", "BMSUserErrorGuarded", "ServiceResourceGuarded"]) {
      assert.equal(hintOf(403, code), undefined, code);
    }
    assert.match(hintOf(403, "Forbidden") ?? "", /lacks a role/);
  });

  it("for an immutable vault says that retention can only be extended, unless the request deletes backups", () => {
    const code = "UserErrorOperationDeniedOnImmutableItem";

    assert.match(hintOf(400, code) ?? "", /retention can only be extended/);
    assert.doesNotMatch(hintOf(400, code) ?? "", /Stop protection/);
    assert.match(hintOf(400, code, "DELETE") ?? "", /^The vault is immutable\. Stop protection and retain/);
  });

  it("is missing if neither the code nor the status has one", () => {
    assert.equal(hintOf(400, "BMSUserErrorInvalidPolicyInput"), undefined);
    assert.equal(hintOf(400, "constructor"), undefined);
  });

  it("is also set for an operation that was accepted and then failed", () => {
    const operation = { status: "Failed", error: { code: "BMSUserErrorPolicyObjectInUse", message: "in use" } };

    assert.equal(
      operationError("DELETE /p", operation).hint,
      "Assign another policy to the VMs that this policy protects first.",
    );
  });
});
