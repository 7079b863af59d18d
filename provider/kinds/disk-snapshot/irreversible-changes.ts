/** What Azure never takes back of a snapshot. A replacement begins afresh and meets no wall. */
import type { Failure } from "../../schema/failures.js";
import { hasUnknown, isUnknown } from "../../schema/unknown.js";
import { sameValue } from "../comparison.js";
import { type Inputs, inputs } from "./schema.js";

/** The one-way changes from `olds` to `news`, which have the same ARM id. */
export function irreversibleFaults(olds: Partial<Inputs>, news: Inputs): readonly Failure[] {
  if (isReplaced(olds, news)) return [];
  return [sourceFault, sizeFault, encryptionFault].flatMap((faultOf) => {
    const fault = faultOf(olds, news);
    return fault === undefined ? [] : [fault];
  });
}

const isReplaced = (olds: Partial<Inputs>, news: Inputs): boolean =>
  Object.entries(inputs.properties).some(
    ([key, schema]) =>
      "replaceOnChanges" in schema &&
      schema["replaceOnChanges"] === true &&
      !("inherited" in schema && news[key as keyof Inputs] === undefined) &&
      !sameValue(schema, olds[key as keyof Inputs], news[key as keyof Inputs]),
  );

function sourceFault({ source: before }: Partial<Inputs>, { source: now }: Inputs): Failure | undefined {
  if (before === undefined || hasUnknown(now) || sameValue(inputs.properties.source, before, now)) return undefined;
  const currentSource = before.disk ?? before.snapshot ?? "a VHD that was imported";
  const reason = `is another one than the snapshot was taken of (${currentSource}), and a snapshot never changes its source: change triggers to take it anew, which deletes the old one; or leave source as it was, or name it in the resource option ignoreChanges, to keep it`;
  return { property: "source", reason };
}

function sizeFault({ diskSizeGb: before }: Partial<Inputs>, { diskSizeGb: now }: Inputs): Failure | undefined {
  if (before === undefined || now === undefined || isUnknown(now) || now >= before) return undefined;
  return { property: "diskSizeGb", found: String(now), reason: `is less than ${before}: a snapshot never shrinks` };
}

/** Source: "Server-side encryption of Azure Disk Storage", restrictions of customer-managed keys. */
function encryptionFault(olds: Partial<Inputs>, news: Inputs): Failure | undefined {
  if (olds.diskEncryptionSet === undefined || news.diskEncryptionSet !== undefined || !news.incremental)
    return undefined;
  const reason = `is gone, but an incremental snapshot never goes back from a customer's key: keep ${olds.diskEncryptionSet}, or change triggers to take the snapshot anew`;
  return { property: "diskEncryptionSet", reason };
}
