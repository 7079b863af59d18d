/**
 * The sizes of disks. Source: "Azure managed disk types". The form of the text is Compute's, recorded for LUNs in
 * microsoft/lisa 692; for sizes it is ours.
 */
import { type RuleFault, rangeFault } from "../shared/fault.js";

const MAX_GB = 32_767;
const MAX_LARGE_GB = 65_536;

/** The largest size in GiB; without a storage type, that of the types with the largest disks. */
const maxSizeOf = (sku: string | undefined): number =>
  sku === undefined || /^(UltraSSD|PremiumV2)_/i.test(sku) ? MAX_LARGE_GB : MAX_GB;

/** Refuses a size in GiB that no disk of a storage type has; `parameter` is its name in Azure's message. */
export function diskSizeFault(parameter: string, sizeGB: number, sku: string | undefined): RuleFault | undefined {
  return rangeFault(parameter, sizeGB, { least: 1, most: maxSizeOf(sku) });
}
