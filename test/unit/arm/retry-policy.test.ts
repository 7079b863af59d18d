import assert from "node:assert/strict";
import { createHttpHeaders } from "@azure/core-rest-pipeline";
import { pauseBeforeRetryMs, retryAfterMs } from "../../../provider/arm/retry-policy.js";

const failed = { retries: 0, retryAfterMs: undefined, isIdempotent: true, hasDeadline: false };

describe("the retry policy", () => {
  const isRetried = (status: number | undefined, isIdempotent: boolean) =>
    pauseBeforeRetryMs({ ...failed, status, isIdempotent }) !== undefined;

  it("retries an idempotent request that may have been lost", () => {
    assert.equal(isRetried(undefined, true), true);
    assert.equal(isRetried(408, true), true);
    assert.equal(isRetried(500, true), true);
    assert.equal(isRetried(502, true), true);
    assert.equal(isRetried(503, true), true);
    assert.equal(isRetried(504, true), true);
  });

  it("does not retry a request that may have been lost and is not idempotent", () => {
    assert.equal(isRetried(undefined, false), false);
    assert.equal(isRetried(408, false), false);
    assert.equal(isRetried(500, false), false);
    assert.equal(isRetried(502, false), false);
    assert.equal(isRetried(503, false), false);
    assert.equal(isRetried(504, false), false);
  });

  it("retries any throttled request", () => {
    assert.equal(isRetried(429, true), true);
    assert.equal(isRetried(429, false), true);
  });

  it("does not retry after any other response", () => {
    assert.equal(isRetried(200, true), false);
    assert.equal(isRetried(202, true), false);
    assert.equal(isRetried(400, true), false);
    assert.equal(isRetried(401, true), false);
    assert.equal(isRetried(403, true), false);
    assert.equal(isRetried(404, true), false);
    assert.equal(isRetried(409, true), false);
    assert.equal(isRetried(412, true), false);
    assert.equal(isRetried(501, true), false);
    assert.equal(isRetried(505, true), false);
  });

  it("retries four times, with growing pauses", () => {
    const pauses = [0, 1, 2, 3, 4].map((retries) => pauseBeforeRetryMs({ ...failed, retries, status: 500 }));

    assert.deepEqual(pauses, [500, 1000, 2000, 4000, undefined]);
  });

  it("retries a throttled request until its deadline, or four times without a deadline", () => {
    const throttled = { ...failed, retries: 40, status: 429, retryAfterMs: 17_000 };

    assert.equal(pauseBeforeRetryMs({ ...throttled, hasDeadline: true }), 17_000);
    assert.equal(pauseBeforeRetryMs({ ...throttled, hasDeadline: false }), undefined);
  });

  it("waits for an hour only with a deadline", () => {
    const throttled = { ...failed, status: 429, retryAfterMs: 3_600_000 };

    assert.equal(pauseBeforeRetryMs({ ...throttled, hasDeadline: true }), 3_600_000);
    assert.equal(pauseBeforeRetryMs({ ...throttled, hasDeadline: false }), undefined);
  });
});

describe("the wait that Azure requests", () => {
  const requestedWaitMs = (headers: Record<string, string>, bodyAsText?: string) =>
    retryAfterMs({ headers: createHttpHeaders(headers), ...(bodyAsText === undefined ? {} : { bodyAsText }) });

  it("is read from the headers of the response", () => {
    assert.equal(requestedWaitMs({ "Retry-After": "60" }), 60_000);
    assert.equal(requestedWaitMs({ "Retry-After": "0" }), 0);
    assert.equal(requestedWaitMs({ "x-ms-retry-after-ms": "250", "Retry-After": "60" }), 250);
    assert.equal(requestedWaitMs({ "retry-after-ms": "7.5" }), 7.5);
  });

  it("may be a date, and a past date means no wait", () => {
    assert.equal(requestedWaitMs({ "Retry-After": "Mon, 01 Jan 2024 00:00:00 GMT" }), 0);
    assert.ok((requestedWaitMs({ "Retry-After": "Fri, 01 Jan 2100 00:00:00 GMT" }) ?? 0) > 1e12);
    assert.equal(requestedWaitMs({ "Retry-After": "soon" }), undefined);
  });

  it("is read from the error message if no header contains it", () => {
    assert.equal(requestedWaitMs({}, "Too many requests. Please retry in 17 seconds."), 17_000);
    assert.equal(requestedWaitMs({}, "retry in 5 s"), 5000);
    assert.equal(requestedWaitMs({}, "Try again after 2 minutes."), 120_000);
    assert.equal(requestedWaitMs({}, "Please retry after 1 hour"), 3_600_000);
    assert.equal(requestedWaitMs({}, "Please retry later."), undefined);
    assert.equal(requestedWaitMs({}), undefined);
  });
});
