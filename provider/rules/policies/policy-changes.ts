/** How one policy compares with another, and how many a vault has. Sources: "Immutable vault", the Azure Backup FAQ. */
import { type RuleFault, refused } from "../shared/fault.js";
import type { PolicyRetention } from "./policy-terms.js";

const LEVELS = ["daily", "weekly", "monthly", "yearly"] as const;

/** Whether points would be kept for a shorter time than before, at any level. */
export const reducesRetention = (before: PolicyRetention, after: PolicyRetention): boolean =>
  LEVELS.some((level) => (after[level]?.count ?? 0) < (before[level]?.count ?? 0));

const MOST_POLICIES = 200;

/** Why a vault that has so many policies gets no other. The code is ours. */
export function policyCountFault(count: number): RuleFault | undefined {
  if (count < MOST_POLICIES) return undefined;
  return refused(
    "BMSUserErrorPolicyCountLimitReached",
    `The vault has ${count} backup policies: expected at most ${MOST_POLICIES}. Delete one that no item uses.`,
  );
}

interface PolicyTypes {
  readonly before: "V1" | "V2" | undefined;
  readonly after: "V1" | "V2";
}

/** Why a policy cannot become one of the other type in place. The text is ours. */
export function policyTypeFault({ before, after }: PolicyTypes): RuleFault | undefined {
  if (before === undefined || before === after) return undefined;
  const named = (type: "V1" | "V2") => (type === "V2" ? "an enhanced one (V2)" : "a standard one (V1)");
  return refused(
    "BMSUserErrorPolicyTypeChangeNotAllowed",
    `The policy is ${named(before)} and cannot become ${named(after)}. Create another policy and give it to the items.`,
  );
}

interface ManagementTypes {
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Why a policy cannot become one for something else in place: its retention could not be compared. The code and the text are ours. */
export function managementChangeFault({ before, after }: ManagementTypes): RuleFault | undefined {
  if (before === undefined || before === after) return undefined;
  return refused(
    "BMSUserErrorPolicyTypeChangeNotAllowed",
    `The policy is for ${before} and cannot become one for ${after}. Create another policy.`,
  );
}

/** Why an item does not go from its policy to another: enhanced protection does not become standard. The code is ours. */
export function policyPathFault({ before, after }: PolicyTypes): RuleFault | undefined {
  if (before !== "V2" || after === "V2") return undefined;
  return refused(
    "BMSUserErrorPolicyTypeChangeNotAllowed",
    "The item is protected by an enhanced policy (V2) and cannot go back to a standard one (V1).",
  );
}
