import assert from "node:assert/strict";
import { createHttpHeaders } from "@azure/core-rest-pipeline";
import { pauseBeforeRetryMs, retryAfterMs } from "../../../provider/arm/retry-policy.js";

const failed = { retries: 0, retryAfterMs: undefined, isIdempotent: true, hasDeadline: false };

describe("a call is made again", () => {
  const again = (status: number | undefined, isIdempotent: boolean) =>
    pauseBeforeRetryMs({ ...failed, status, isIdempotent }) !== undefined;

  it("when it may have been lost and may be made twice", () => {
    assert.equal(again(undefined, true), true);
    assert.equal(again(408, true), true);
    assert.equal(again(500, true), true);
    assert.equal(again(502, true), true);
    assert.equal(again(503, true), true);
    assert.equal(again(504, true), true);
  });

  it("not when it may have been lost and may not be made twice", () => {
    assert.equal(again(undefined, false), false);
    assert.equal(again(408, false), false);
    assert.equal(again(500, false), false);
    assert.equal(again(502, false), false);
    assert.equal(again(503, false), false);
    assert.equal(again(504, false), false);
  });

  it("when it was throttled, whatever it is", () => {
    assert.equal(again(429, true), true);
    assert.equal(again(429, false), true);
  });

  it("not for any other answer", () => {
    assert.equal(again(200, true), false);
    assert.equal(again(202, true), false);
    assert.equal(again(400, true), false);
    assert.equal(again(401, true), false);
    assert.equal(again(403, true), false);
    assert.equal(again(404, true), false);
    assert.equal(again(409, true), false);
    assert.equal(again(412, true), false);
    assert.equal(again(501, true), false);
    assert.equal(again(505, true), false);
  });

  it("four times, with longer pauses", () => {
    const pauses = [0, 1, 2, 3, 4].map((retries) => pauseBeforeRetryMs({ ...failed, retries, status: 500 }));

    assert.deepEqual(pauses, [500, 1000, 2000, 4000, undefined]);
  });

  it("as long as somebody waits when it was throttled, and four times when nobody said how long", () => {
    const throttled = { ...failed, retries: 40, status: 429, retryAfterMs: 17_000 };

    assert.equal(pauseBeforeRetryMs({ ...throttled, hasDeadline: true }), 17_000);
    assert.equal(pauseBeforeRetryMs({ ...throttled, hasDeadline: false }), undefined);
  });

  it("after a pause of an hour only where somebody said that he waits", () => {
    const throttled = { ...failed, status: 429, retryAfterMs: 3_600_000 };

    assert.equal(pauseBeforeRetryMs({ ...throttled, hasDeadline: true }), 3_600_000);
    assert.equal(pauseBeforeRetryMs({ ...throttled, hasDeadline: false }), undefined);
  });
});

describe("how long Azure asks to wait", () => {
  const asks = (headers: Record<string, string>, bodyAsText?: string) =>
    retryAfterMs({ headers: createHttpHeaders(headers), ...(bodyAsText === undefined ? {} : { bodyAsText }) });

  it("is read from its headers", () => {
    assert.equal(asks({ "Retry-After": "60" }), 60_000);
    assert.equal(asks({ "Retry-After": "0" }), 0);
    assert.equal(asks({ "x-ms-retry-after-ms": "250", "Retry-After": "60" }), 250);
    assert.equal(asks({ "retry-after-ms": "7.5" }), 7.5);
  });

  it("may be a date, and one that is past asks nothing", () => {
    assert.equal(asks({ "Retry-After": "Mon, 01 Jan 2024 00:00:00 GMT" }), 0);
    assert.ok((asks({ "Retry-After": "Fri, 01 Jan 2100 00:00:00 GMT" }) ?? 0) > 1e12);
    assert.equal(asks({ "Retry-After": "soon" }), undefined);
  });

  it("is read from the words of the error where no header says it", () => {
    assert.equal(asks({}, "Too many requests. Please retry in 17 seconds."), 17_000);
    assert.equal(asks({}, "retry in 5 s"), 5000);
    assert.equal(asks({}, "Try again after 2 minutes."), 120_000);
    assert.equal(asks({}, "Please retry after 1 hour"), 3_600_000);
    assert.equal(asks({}, "Please retry later."), undefined);
    assert.equal(asks({}), undefined);
  });
});
