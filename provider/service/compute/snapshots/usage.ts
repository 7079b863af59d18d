/**
 * The daily usage report of snapshots, by which they are billed: used size over the days of the month. Source: "Create a
 * snapshot of a virtual hard disk" (10 GiB of 31 days are 0.3226 a day); Usage Aggregates of Microsoft.Commerce for the shape.
 * The used size is what was written into the snapshot if the service knows it, else the size of the disk.
 */
import { type JsonObject, objectAt, textAt } from "../../../core/json.js";
import { dailySnapshotQuantity } from "../../../rules/disks/snapshots.js";
import { DAY_MS } from "../../../time/durations.js";
import { instantOf } from "../../azure/filter.js";
import { ok } from "../../azure/replies.js";
import { SUBSCRIPTION } from "../../azure/resources.js";
import { type Azure, type Call, param, type Reply, type Route, refusal } from "../../azure/route.js";
import type { Document } from "../../store/documents.js";
import { GIB } from "../disks/body.js";
import { SNAPSHOT_TYPE } from "../disks/document.js";

const MAX_DAYS = 366;

function report(call: Call, azure: Azure): Reply {
  const start = instantOf(
    "reportedStartTime",
    call.query.get("reportedStartTime") ?? undefined,
    azure.now.getTime() - DAY_MS,
  );
  const end = instantOf("reportedEndTime", call.query.get("reportedEndTime") ?? undefined, azure.now.getTime());
  const first = Math.floor(start / DAY_MS) * DAY_MS;
  if (end <= start || end - first > MAX_DAYS * DAY_MS) {
    throw refusal(
      400,
      "InvalidInput",
      `The report's times span ${(end - first) / DAY_MS} days: expected 1 to ${MAX_DAYS}.`,
    );
  }
  const snapshots = azure.documents.list({
    type: SNAPSHOT_TYPE,
    under: `/subscriptions/${param(call, "subscription")}`,
  });
  const days = Array.from({ length: Math.ceil((end - first) / DAY_MS) }, (_, day) => first + day * DAY_MS);
  return ok({ value: days.flatMap((day) => snapshots.flatMap((snapshot) => entries(call, snapshot, day))) });
}

/** The usage of a snapshot on a day: none before it was taken. */
function entries(call: Call, { body, hidden }: Document, day: number): JsonObject[] {
  const properties = objectAt(body, "properties");
  if (Date.parse(textAt(properties, "timeCreated") ?? "") >= day + DAY_MS) return [];
  const usedGiB = Number(hidden["usedBytes"] ?? properties["diskSizeBytes"] ?? 0) / GIB;
  const subscriptionId = param(call, "subscription");
  const name = `${new Date(day).toISOString().slice(0, 10)}-${textAt(properties, "uniqueId") ?? ""}`;
  const storage = (textAt(body, "sku", "name") ?? "Standard_LRS").replace("_", " ");
  return [
    {
      id: `/subscriptions/${subscriptionId}/providers/Microsoft.Commerce/UsageAggregates/${name}`,
      name,
      type: "Microsoft.Commerce/UsageAggregate",
      properties: {
        subscriptionId,
        usageStartTime: new Date(day).toISOString(),
        usageEndTime: new Date(day + DAY_MS).toISOString(),
        meterCategory: "Storage",
        meterName: `${storage} Snapshots`,
        unit: "1 GiB/Month",
        quantity: dailySnapshotQuantity(usedGiB, new Date(day)),
        instanceData: JSON.stringify({ "Microsoft.Resources": { resourceUri: textAt(body, "id") ?? "" } }),
      },
    },
  ];
}

export const usageRoutes: readonly Route[] = [
  {
    method: "GET",
    template: `${SUBSCRIPTION}/providers/Microsoft.Commerce/UsageAggregates`,
    access: "read",
    handle: report,
  },
];
