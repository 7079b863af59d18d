/**
 * The copy of a snapshot's data in the background: CopyStart, and incremental snapshots of Ultra and Premium v2 disks. The copy
 * is long-running work below the snapshot, in four equal steps; `completionPercent` is the share that is done. A copy whose
 * source is deleted meanwhile fails and has a `copyCompletionError` (CopySourceNotFound). Source: "Copy an incremental snapshot
 * to a new region"; the models SnapshotProperties and CopyCompletionError of Microsoft.Compute.
 */
import { sameId, subscriptionOf } from "../../../arm/resource-id.js";
import { objectAt, textAt } from "../../../core/json.js";
import type { Azure } from "../../azure/route.js";
import type { Touch } from "../../schedule/stages.js";
import { factsOf, isFinished, settle, stageOf, startWork } from "../../schedule/work.js";
import type { Document } from "../../store/documents.js";

const COPY_TYPE = "azure-vm-backup/copies";
const STEPS = 4;
/** How long a step takes at the real pace: a second for each GiB in all four. */
const STEP_MS_OF_GIB = 250;

const copyId = (snapshotId: string): string => `${snapshotId}/copy`;

/** Starts the copy of a snapshot. */
export function startCopy(azure: Azure, { id, body }: Document): void {
  const properties = objectAt(body, "properties");
  const stepMs = Number(properties["diskSizeGB"] ?? 0) * STEP_MS_OF_GIB;
  startWork(azure, {
    document: { id: copyId(id), type: COPY_TYPE, scope: id, body: {} },
    kind: "wait",
    stagesMs: { everyMs: stepMs, count: STEPS },
    facts: { snapshot: id, source: textAt(properties, "creationData", "sourceResourceId") ?? "" },
  });
}

/**
 * The progress of a snapshot's copy, 0 to 100; undefined if it has no copy or the copy failed. A `read` continues the copy at
 * its pace.
 */
export function copyPercent(azure: Azure, { id }: Pick<Document, "id">, touch: Touch): number | undefined {
  const copy = azure.documents.get(copyId(id));
  if (copy === undefined) return undefined;
  return (stageOf(settle(azure, copy, touch)) * 100) / STEPS;
}

/** The copies that run below a subscription. */
function pendingCopies(azure: Azure, subscription: string): Document[] {
  const copies = azure.documents.list({ type: COPY_TYPE, under: `/subscriptions/${subscription}` });
  return copies.map((copy) => settle(azure, copy, "other")).filter((copy) => !isFinished(copy));
}

/** How many copies run: in the whole subscription, and of one source. */
export function countPending(azure: Azure, subscription: string, source: string) {
  const copies = pendingCopies(azure, subscription);
  return { all: copies.length, ofSource: copies.filter((copy) => sameId(sourceIdOf(copy), source)).length };
}

/** Fails the copies of a snapshot that is deleted. */
export function failCopiesOf(azure: Azure, { id }: Document): void {
  for (const copy of pendingCopies(azure, subscriptionOf(id))) {
    if (sameId(sourceIdOf(copy), id)) fail(azure, copy);
  }
}

const sourceIdOf = (copy: Document): string => textAt(factsOf(copy), "source") ?? "";

function fail(azure: Azure, copy: Document): void {
  const snapshot = azure.documents.get(textAt(factsOf(copy), "snapshot") ?? "");
  azure.documents.removeTree(copy.id);
  if (snapshot === undefined) return;
  const properties = {
    ...objectAt(snapshot.body, "properties"),
    completionPercent: (stageOf(copy) * 100) / STEPS,
    copyCompletionError: {
      errorCode: "CopySourceNotFound",
      errorMessage: "The source snapshot was deleted while its background copy was in progress.",
    },
  };
  azure.documents.put({ ...snapshot, body: { ...snapshot.body, properties } });
}
