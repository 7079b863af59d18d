/** Tests as table rows: setup requests, a request and Azure's answer to it. Each row starts with an empty store. */
import assert from "node:assert/strict";
import type { Json, JsonObject } from "../../provider/core/json.js";
import { type Answer, codeOf, GROUP, messageOf, openTestAzure, type TestAzure } from "../support/service.js";

export type Request = readonly [method: string, path: string, body?: JsonObject];

export interface RuleRow {
  /** The title of the test, which continues the table's title. */
  readonly rule: string;
  /** Setup requests; each must be answered with a status below 400. */
  readonly before?: readonly Request[];
  readonly request: Request;
  readonly status: number;
  /** The error code; undefined if the request is accepted. */
  readonly code?: string;
  /** A pattern of the error message, or of the warning if the request is accepted. */
  readonly message?: RegExp;
}

export const NEW_GROUP: Request = ["PUT", GROUP, { location: "westeurope" }];

/** Sends a request, and fails if it is refused. */
export async function accepted(azure: TestAzure, [method, path, body]: Request): Promise<Answer> {
  const answer = await azure.call(method, path, body as Json | undefined);
  assert.ok(answer.status < 400, `${method} ${path}: ${answer.status} ${messageOf(answer)}`);
  return answer;
}

async function check(azure: TestAzure, row: RuleRow): Promise<void> {
  await accepted(azure, NEW_GROUP);
  for (const request of row.before ?? []) await accepted(azure, request);
  const [method, path, body] = row.request;
  const answer = await azure.call(method, path, body as Json | undefined);
  const warning = answer.headers.get("x-ms-azvb-warning") ?? "";
  assert.deepEqual([answer.status, codeOf(answer)], [row.status, row.code], messageOf(answer));
  if (row.message !== undefined) assert.match(row.code === undefined ? warning : messageOf(answer), row.message);
}

/** Declares one test for each row. */
export function testRules(title: string, rows: readonly RuleRow[]): void {
  describe(title, () => {
    let azure: TestAzure;
    beforeEach(async () => {
      azure = await openTestAzure();
    });
    afterEach(() => azure.close());
    for (const row of rows) it(row.rule, () => check(azure, row));
  });
}
