/** Where the long-running operations of vaults are read. Source: the recordings, protocol A. */
import { isSince } from "../azure/eras.js";
import { noContent, ok } from "../azure/replies.js";
import type { Azure, Call, Reply, Route } from "../azure/route.js";
import { asyncHeaders, pending, poll, requireOperation } from "../schedule/operations.js";
import { renderVault } from "./vault/body.js";
import { VAULT, vaultId } from "./vault/document.js";

/** The end of a vault's deletion can be read after the vault is deleted. In the recordings some clients got 404 instead. */
function vaultStatus(call: Call, azure: Azure): Reply {
  const state = requireOperation(call, azure);
  const id = vaultId(call);
  const body = {
    id: `${id}/operationStatus/${state.name}`,
    name: state.name,
    status: state.done ? "Succeeded" : "InProgress",
    ...(isSince(call, "2022-09-01") ? {} : { percentComplete: 0 }),
  };
  if (state.done) return ok(body);
  const headers = asyncHeaders(call, azure, {
    operation: call.path,
    location: `${id}/operationResults/${state.name}`,
  });
  return { status: 200, headers, body };
}

function vaultResult(call: Call, azure: Azure): Reply {
  const state = requireOperation(call, azure);
  if (!state.done) return pending(call, azure);
  const vault = azure.documents.get(vaultId(call));
  return vault === undefined ? noContent : ok(renderVault(call, vault, "full"));
}

export const vaultOperationRoutes: readonly Route[] = [
  poll(`${VAULT}/operationStatus/{operation}`, vaultStatus),
  poll(`${VAULT}/operationResults/{operation}`, vaultResult),
];
