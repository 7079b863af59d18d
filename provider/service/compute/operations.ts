/** Long-running operations of Microsoft.Compute: `…/locations/{location}/operations/{guid}`, and DiskOperations for disks and snapshots. */
import { regionKey } from "../../rules/shared/regions.js";
import { type Azure, type Call, param } from "../azure/route.js";
import { asyncHeaders, startOperation } from "../schedule/operations.js";

export interface ComputeOperation {
  readonly collection: "operations" | "DiskOperations";
  readonly location: string;
  readonly tookMs: number;
  /** The resource whose body the ended operation returns. */
  readonly output?: string;
  /** Whether the reply has a Location in addition to its Azure-AsyncOperation: writes of VMs and extensions have none. */
  readonly withLocation: boolean;
  readonly facts?: Readonly<Record<string, string>>;
}

/** Starts an operation and returns the headers of the reply. */
export function startComputeOperation(
  call: Call,
  azure: Azure,
  operation: ComputeOperation,
): Readonly<Record<string, string>> {
  const subscription = param(call, "subscription");
  const name = startOperation(azure, {
    subscription,
    tookMs: operation.tookMs,
    facts: { ...operation.facts, ...(operation.output === undefined ? {} : { output: operation.output }) },
  });
  const location = regionKey(operation.location);
  const path = `/subscriptions/${subscription}/providers/Microsoft.Compute/locations/${location}/${operation.collection}/${name}`;
  return asyncHeaders(call, azure, {
    operation: path,
    ...(operation.withLocation ? { location: `${path}?monitor=true` } : {}),
  });
}
