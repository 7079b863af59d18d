/** VMSnapshot extensions under the real Pulumi CLI, each on a machine of its own. */
import { type JsonObject, objectAt, textAt, withoutUndefined } from "../../../provider/core/json.js";
import { vmSnapshotExtension } from "../../../provider/kinds/vm-snapshot-extension/index.js";
import type { KindStory } from "../../support/kind-story.js";
import { describeKind } from "../../support/kind-tests.js";
import { GROUP, machine } from "../../support/service.js";
import { extensionRows } from "./extension-rows.js";

const machineOf = (name: string) => `${GROUP}/providers/Microsoft.Compute/virtualMachines/${name}`;

/** What stands in an `objectStr`. */
const objectIn = (text: string | undefined): JsonObject =>
  text === undefined ? {} : (JSON.parse(Buffer.from(text, "base64").toString("latin1")) as JsonObject);

const view: KindStory["view"] = async (azure, id) => {
  const found = await azure.find(id);
  if (found === undefined) return undefined;
  const secrets = objectAt(azure.lastBody(id), "properties", "protectedSettings");
  const object = objectIn(textAt(found, "properties", "settings", "objectStr"));
  return { ...found, object, secrets, uris: objectIn(textAt(secrets, "objectStr")) };
};

/** Puts the extension as it was at first. */
const meddle: KindStory["meddle"] = (azure, { id, made }) => {
  const { provisioningState: _, ...properties } = objectAt(made, "properties");
  return azure.write("PUT", id, withoutUndefined({ location: "westeurope", tags: made["tags"], properties }));
};

describeKind({
  kind: vmSnapshotExtension,
  rows: extensionRows,
  view,
  meddle,
  prepare: async (azure, names) => {
    await azure.write("PUT", GROUP, { location: "westeurope" });
    for (const name of [...names, "other"]) await azure.write("PUT", machineOf(name), machine("Linux"));
  },
  least: (name) => ({ vm: machineOf(name), osType: "Linux", name: "VMSnapshotLinux" }),
  replacements: {
    elsewhere: { from: {}, to: { vm: machineOf("other") }, at: "name", is: "VMSnapshotLinux" },
    renamed: { from: {}, to: { name: "snapshots" }, at: "name", is: "snapshots" },
  },
  half: {
    args: {},
    plan: {
      fail: { status: 403, code: "AuthorizationFailed", message: "You may not.", moment: "after" },
      method: "PUT",
      path: "/virtualMachines/half[^/]*/extensions/",
      times: 2,
    },
    reason: /You may not\./,
    at: "properties.provisioningState",
    is: "Succeeded",
  },
  broken: {
    from: { tags: { team: "shop" }, suppressFailures: true, forceUpdateTag: "1" },
    to: {},
    plan: {
      fail: { status: 403, code: "AuthorizationFailed", message: "You may not." },
      method: "PATCH",
      path: "/virtualMachines/broken/extensions/",
    },
    holds: { tags: {}, "properties.suppressFailures": false, "properties.forceUpdateTag": "" },
  },
  found: {
    args: { tags: { team: "shop" } },
    other: { tags: { team: "bank" } },
    difference: /tags: declared \{"team":"bank"\}, found \{"team":"shop"\}/,
    at: "tags",
    is: { team: "bank" },
  },
  endings: { default: { leaves: "gone" }, delete: { leaves: "gone" }, retain: { leaves: "there" } },
});
