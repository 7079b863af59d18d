/**
 * The long-running operations of vaults (protocol A of the recordings). An operation's name is base64 of a number for its verb
 * and of a GUID, as Azure's are.
 */
import { type Azure, type Call, param } from "../azure/route.js";
import { asyncHeaders, startOperation } from "../schedule/operations.js";

const VERBS = { DELETE: 1023, PUT: 2047, PATCH: 4095 } as const;
/** Azure takes up to a minute. */
const TOOK_MS = 30_000;

/** Starts a vault's operation and returns the headers of its reply; that to a PUT has no Location, while its polls do. */
export function startVaultOperation(call: Call, azure: Azure, vaultId: string): Readonly<Record<string, string>> {
  const verb = call.method as keyof typeof VERBS;
  const name = startOperation(azure, {
    subscription: param(call, "subscription"),
    name: Buffer.from(`${VERBS[verb]};${azure.newGuid()}`).toString("base64"),
    tookMs: TOOK_MS,
  });
  return asyncHeaders(call, azure, {
    operation: `${vaultId}/operationStatus/${name}`,
    ...(verb === "PUT" ? {} : { location: `${vaultId}/operationResults/${name}` }),
  });
}
