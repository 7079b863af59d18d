/** What a vault's resource guard asks of critical operations. Source: "Multi-user authorization", Azure Backup documentation. */
import { type RuleFault, refused } from "../shared/fault.js";

interface GuardFacts {
  /** The vault has a resource guard. */
  readonly isGuarded: boolean;
  /** The request names one of the guard's requests, or the deletion was unlocked by one. */
  readonly isGranted: boolean;
}

/** Whether one of the requests that a call names is the guard's own. Ids are compared in any case. */
export const namesRequestOf = (guardId: string, named: readonly unknown[]): boolean =>
  named.some((request) => typeof request === "string" && request.toLowerCase().startsWith(`${guardId.toLowerCase()}/`));

/** Why a critical operation is not done, or undefined where it is. The text is Azure's, as reported; its code is ours. */
export function guardFault({ isGuarded, isGranted }: GuardFacts): RuleFault | undefined {
  if (!isGuarded || isGranted) return undefined;
  return refused(
    "UserErrorResourceGuardOperationRequestMissing",
    "ResourceGuard Operation requestid is either null or empty. The vault has a resource guard: name a request of it in resourceGuardOperationRequests, and unlock a deletion first.",
    403,
  );
}
