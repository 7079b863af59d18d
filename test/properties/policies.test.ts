import assert from "node:assert/strict";
import fc from "fast-check";
import { isJsonObject, type Json, type JsonObject, listAt, objectAt, textAt } from "../../provider/core/json.js";
import { wireText } from "../../provider/rules/policies/wire-paths.js";
import { type Answer, codeOf, messageOf, propertiesOf, type TestAzure, VAULT } from "../support/service.js";
import { openBasics } from "../support/started-azure.js";
import { policyBodies, SHAPES, type Wanted } from "./policy-bodies.js";
import { withAt, withTimes } from "./policy-edit.js";
import type { PolicyMutation } from "./policy-mutation.js";
import { POLICY_MUTATIONS } from "./policy-mutations.js";

const POLICIES = `${VAULT}/backupPolicies`;
/** At least 2,000 accepted and 2,000 refused bodies in total. */
const RUNS_ACCEPTED = 200;
const RUNS_REFUSED = Math.ceil(2000 / POLICY_MUTATIONS.flatMap(({ values }) => values).length);

const ACCEPTED: readonly Wanted[] = [
  ...SHAPES.map((shape) => ({ shape })),
  ...SHAPES.map((shape) => ({ shape, weekly: true, monthly: "Daily", yearly: "Weekly" }) as const),
  { shape: "V1 daily", monthly: "Weekly", tiering: "TierRecommended" },
  { shape: "V2 hourly", monthly: "Daily", tiering: "TierAfter" },
];

/** The body that Azure returns: without fractions of seconds, and with the properties that Azure adds. */
function returnedBody(sent: JsonObject): JsonObject {
  const body = JSON.parse(JSON.stringify(sent).replaceAll(".000Z", "Z")) as JsonObject;
  const schedule = objectAt(body, "schedulePolicy");
  const added = schedule["schedulePolicyType"] === "SimpleSchedulePolicy" ? { scheduleWeeklyFrequency: 0 } : {};
  return { ...body, schedulePolicy: { ...schedule, ...added } };
}

/** Such as `V1 daily, weekly: true, monthly: Daily`. */
const titleOf = ({ shape, ...options }: Wanted): string =>
  [shape, ...Object.entries(options).map(([key, value]) => `${key}: ${value}`)].join(", ");

/** Not compared: Azure omits a standard policy's type and some details, and computes counts. */
const AZURES_OWN = ["policyType", "protectedItemsCount", "instantRPDetails", "instantRpRetentionRangeInDays"];
const comparable = (properties: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(properties).filter(([key]) => !AZURES_OWN.includes(key)));

/** The body and the policy name of a PUT with the mutation of a row. */
function mutated(body: JsonObject, { path, also = {} }: PolicyMutation, value: Json | undefined) {
  if (path === "$name") return { name: String(value), body };
  if (path === "$times") return { name: "touched", body: withTimes(body, String(value)) };
  const edits: [string, Json | undefined][] = [[path, value], ...Object.entries(also)];
  const changed = edits.reduce<Json>(
    (edited, [where, put]) => withAt(edited, ["properties", ...where.split(".")], put),
    body,
  );
  return { name: "touched", body: isJsonObject(changed) ? changed : {} };
}

describe("a policy within Azure's limits", () => {
  let azure: TestAzure;

  before(async () => {
    azure = await openBasics();
  });

  after(() => azure.close());

  for (const [index, wanted] of ACCEPTED.entries()) {
    it(`is stored as sent: ${titleOf(wanted)}`, async () => {
      await fc.assert(
        fc.asyncProperty(policyBodies(wanted), async (body) => {
          // A PUT without a tiering policy keeps an existing one.
          await azure.call("DELETE", `${POLICIES}/accepted-${index}`);
          const answer = await azure.call("PUT", `${POLICIES}/accepted-${index}`, body);
          assert.equal(answer.status, 200, messageOf(answer));
          assert.deepEqual(comparable(propertiesOf(answer)), comparable(returnedBody(objectAt(body, "properties"))));
        }),
        { numRuns: RUNS_ACCEPTED },
      );
    });
  }
});

describe("a policy that breaks one rule is refused:", () => {
  let azure: TestAzure;

  before(async () => {
    azure = await openBasics();
  });

  after(() => azure.close());

  const names = async (): Promise<string[]> =>
    listAt((await azure.call("GET", POLICIES)).body, "value").map((policy) => textAt(policy, "name") ?? "");

  const refused = (answer: Answer, mutation: PolicyMutation, sent: JsonObject): void => {
    const code = mutation.path === "$name" ? "BMSUserErrorInvalidPolicyName" : "BMSUserErrorInvalidPolicyInput";
    assert.deepEqual([answer.status, codeOf(answer)], [400, code]);
    const message = messageOf(answer).replace(/^Input for [^.]*\. /, "");
    const path = wireText({ property: mutation.names, reason: "" }, objectAt(sent, "properties")).trim();
    const names = new RegExp(`(^|[ "])(${[path, mutation.names].join("|").replaceAll(".", "\\.")})[ .]`);
    assert.ok(names.test(message) || isAbout(message, mutation.path), `${message} does not name ${path}`);
  };

  /** Whether a message about the shape of a body begins with the path that was changed, or with a part of it. */
  const isAbout = (message: string, path: string): boolean => {
    const [place = ""] = message.split(" ");
    const inProperties = place.replace(/^properties\./, "").replaceAll(/\[(\d+)\]/g, ".$1");
    return place.startsWith("properties.") && (path.startsWith(inProperties) || inProperties.startsWith(path));
  };

  for (const mutation of POLICY_MUTATIONS) {
    it(`${mutation.rule} (${mutation.source})`, async () => {
      const before = await names();
      for (const value of mutation.values) {
        const property = fc.asyncProperty(policyBodies(mutation.on), async (body) => {
          const put = mutated(body, mutation, value);
          refused(await azure.call("PUT", `${POLICIES}/${put.name}`, put.body), mutation, put.body);
        });
        await fc.assert(property, { numRuns: RUNS_REFUSED });
      }
      assert.deepEqual(await names(), before);
    });
  }

  it("an enhanced policy cannot become a standard policy", async () => {
    const change = fc.tuple(policyBodies({ shape: "V2 hourly" }), policyBodies({ shape: "V1 daily" }));
    await fc.assert(
      fc.asyncProperty(change, async ([enhanced, standard]) => {
        await azure.call("PUT", `${POLICIES}/enhanced`, enhanced);
        const answer = await azure.call("PUT", `${POLICIES}/enhanced`, standard);
        assert.deepEqual([answer.status, codeOf(answer)], [400, "BMSUserErrorPolicyTypeChangeNotAllowed"]);
      }),
      { numRuns: 20 },
    );
  });
});
