/** Rules as rows: what is there before, the request that breaks the rule, and what Azure answers. Each row starts from an empty store. */
import assert from "node:assert/strict";
import type { Json, JsonObject } from "../../provider/core/json.js";
import { type Answer, codeOf, GROUP, messageOf, openTestAzure, type TestAzure } from "../support/service.js";

export type Request = readonly [method: string, path: string, body?: JsonObject];

export interface RuleRow {
  /** The rule, as the end of a sentence that begins with the table's title. */
  readonly rule: string;
  /** What is done first; every one must be answered with less than 400. */
  readonly before?: readonly Request[];
  readonly request: Request;
  readonly status: number;
  /** The code of the error; left out where the request is taken. */
  readonly code?: string;
  /** What the message or the warning must say. */
  readonly says?: RegExp;
}

export const NEW_GROUP: Request = ["PUT", GROUP, { location: "westeurope" }];

/** Sends a request; fails where it is refused. */
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
  if (row.says !== undefined) assert.match(row.code === undefined ? warning : messageOf(answer), row.says);
}

/** One test a row. */
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
