/** Changes of a snapshot that Azure cannot make. They do not apply to a replacement. */
import type { Failure } from "../../schema/failures.js";
import { hasUnknown, isUnknown } from "../../schema/unknown.js";
import { sameValue } from "../comparison.js";
import { type Inputs, inputs } from "./schema.js";

/** The failures of the changes from `olds` to `news`, which have the same ARM id. */
export function irreversibleFaults(olds: Partial<Inputs>, news: Inputs): readonly Failure[] {
  if (isReplaced(olds, news)) return [];
  return [sourceFault, instantAccessFault, sizeFault, encryptionFault].flatMap((faultOf) => {
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
  const reason = `is not the source of the existing snapshot (${currentSource}), and Azure cannot change the source: to take a new snapshot, change triggers, which deletes the old one; to keep the snapshot, restore source or add it to the resource option ignoreChanges`;
  return { property: "source", reason };
}

/** Removing the input changes nothing. */
function instantAccessFault(olds: Partial<Inputs>, news: Inputs): Failure | undefined {
  const [before, now] = [olds.instantAccessDurationMinutes, news.instantAccessDurationMinutes];
  if (now === undefined || isUnknown(now) || now === before) return undefined;
  const taken = before === undefined ? "without instant access" : `with ${before} minutes`;
  const reason = `cannot be changed: the existing snapshot was taken ${taken}. To take a new snapshot, change triggers, which deletes the old one; to keep the snapshot, ${before === undefined ? "omit instantAccessDurationMinutes" : `set it to ${before} again`}`;
  return { property: "instantAccessDurationMinutes", found: String(now), reason };
}

function sizeFault({ diskSizeGb: before }: Partial<Inputs>, { diskSizeGb: now }: Inputs): Failure | undefined {
  if (before === undefined || now === undefined || isUnknown(now) || now >= before) return undefined;
  return {
    property: "diskSizeGb",
    found: String(now),
    reason: `is less than ${before}: Azure cannot shrink a snapshot; keep at least ${before}`,
  };
}

/** Source: "Server-side encryption of Azure Disk Storage", restrictions of customer-managed keys. */
function encryptionFault(olds: Partial<Inputs>, news: Inputs): Failure | undefined {
  if (olds.diskEncryptionSet === undefined || news.diskEncryptionSet !== undefined || !news.incremental)
    return undefined;
  const reason = `is missing, but an incremental snapshot cannot change back from a customer-managed key: keep ${olds.diskEncryptionSet}, or change triggers to take a new snapshot`;
  return { property: "diskEncryptionSet", reason };
}
