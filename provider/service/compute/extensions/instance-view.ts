/** The state of an extension in the instance views of its VM and of its own. */
import { type JsonObject, objectAt, textAt } from "../../../core/json.js";
import { runDocument } from "../../../rules/extensions/snapshot.js";
import type { Document } from "../../store/documents.js";
/** The state of an extension in its VM's instance view and in its own. */
export const extensionView = ({ body, hidden }: Document): JsonObject => ({
  name: textAt(body, "name") ?? "",
  type: `${textAt(body, "properties", "publisher")}.${textAt(body, "properties", "type")}`,
  typeHandlerVersion: textAt(body, "properties", "typeHandlerVersion") ?? "",
  ...(hidden["run"] === undefined ? {} : { substatuses: [runStatus(body, objectAt(hidden, "run"))] }),
  statuses: [
    {
      code: "ProvisioningState/succeeded",
      level: "Info",
      displayStatus: "Provisioning succeeded",
      message: "Enable succeeded.",
    },
  ],
});

/** What the snapshot extension reported of its last run: the complete document, in the place of a component's name. */
function runStatus(body: JsonObject, run: JsonObject): JsonObject {
  const ticks = run["commandStartTimeUTCTicks"];
  const document = runDocument(
    `${textAt(body, "properties", "publisher")}.${textAt(body, "properties", "type")}`,
    {
      taskId: textAt(run, "taskId") ?? "",
      code: Number(run["code"]),
      commandStartTimeUTCTicks: typeof ticks === "string" || typeof ticks === "number" ? ticks : undefined,
    },
    new Date(textAt(run, "at") ?? 0),
  );
  return {
    code: `ComponentStatus/${document}/succeeded`,
    level: "Info",
    displayStatus: "Provisioning succeeded",
    time: textAt(run, "at")?.replace("Z", "+00:00") ?? null,
  };
}
