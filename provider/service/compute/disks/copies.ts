/**
 * The copy of a snapshot's bytes in the background: CopyStart, and incremental snapshots of Ultra and Premium v2 disks. The
 * copy is long-running work below the snapshot, in four equal steps; `completionPercent` is what is done of it. A copy whose
 * source is deleted meanwhile fails, and keeps its `copyCompletionError` (CopySourceNotFound). Source: "Copy an incremental
 * snapshot to a new region"; the models SnapshotProperties and CopyCompletionError of Microsoft.Compute.
 */
import { sameId, subscriptionOf } from "../../../arm/resource-id.js";
import { objectAt, textAt } from "../../../core/json.js";
import type { Azure } from "../../azure/route.js";
import type { Touch } from "../../schedule/stages.js";
import { factsOf, isFinished, settle, stageOf, startWork } from "../../schedule/work.js";
import type { Document } from "../../store/documents.js";

const COPY_TYPE = "azure-vm-backup/copies";
const STEPS = 4;
/** How long a step takes at the real pace: a second for a GiB. */
const STEP_MS_OF_GIB = 250;

const copyId = (snapshotId: string): string => `${snapshotId}/copy`;

/** Begins the copy of a snapshot. */
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

/** How far the copy of a snapshot is, 0 to 100; undefined where it has none, or where it failed. A `read` moves it on as the pace has it. */
export function copyPercent(azure: Azure, { id }: Pick<Document, "id">, touch: Touch): number | undefined {
  const copy = azure.documents.get(copyId(id));
  if (copy === undefined) return undefined;
  return (stageOf(settle(azure, copy, touch)) * 100) / STEPS;
}

/** The copies that still run below a subscription, with what they are made of. */
function pendingCopies(azure: Azure, subscription: string): Document[] {
  const copies = azure.documents.list({ type: COPY_TYPE, under: `/subscriptions/${subscription}` });
  return copies.map((copy) => settle(azure, copy, "other")).filter((copy) => !isFinished(copy));
}

/** How many copies still run: in all of a subscription, and of one source. */
export function countPending(azure: Azure, subscription: string, source: string) {
  const copies = pendingCopies(azure, subscription);
  return { all: copies.length, ofSource: copies.filter((copy) => sameId(sourceIdOf(copy), source)).length };
}

/** Lets the copies of a snapshot that is deleted fail. */
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
