/** VMSnapshot extensions under the real Pulumi CLI, each on a VM of its own. */
import { type JsonObject, objectAt, textAt, withoutUndefined } from "../../../provider/core/json.js";
import { vmSnapshotExtension } from "../../../provider/kinds/vm-snapshot-extension/index.js";
import type { KindStory } from "../../support/kind-story.js";
import { GROUP, machine } from "../../support/service.js";
import { extensionRows } from "./extension-rows.js";

/** The VM of a resource. Its name is not used by other kinds. */
const machineOf = (name: string) => `${GROUP}/providers/Microsoft.Compute/virtualMachines/ext-${name}`;

/** The decoded `objectStr`. */
const objectIn = (text: string | undefined): JsonObject =>
  text === undefined ? {} : (JSON.parse(Buffer.from(text, "base64").toString("latin1")) as JsonObject);

const view: KindStory["view"] = async (azure, id) => {
  const found = await azure.find(id);
  if (found === undefined) return undefined;
  const secrets = objectAt(azure.lastBody(id), "properties", "protectedSettings");
  const object = objectIn(textAt(found, "properties", "settings", "objectStr"));
  return { ...found, object, secrets, uris: objectIn(textAt(secrets, "objectStr")) };
};

/** Puts the first version of the extension again. */
const changeOutside: KindStory["changeOutside"] = (azure, { id, created }) => {
  const { provisioningState: _, ...properties } = objectAt(created, "properties");
  return azure.write("PUT", id, withoutUndefined({ location: "westeurope", tags: created["tags"], properties }));
};

export const vmSnapshotExtensionStory: KindStory = {
  kind: vmSnapshotExtension,
  rows: extensionRows,
  view,
  changeOutside,
  prepare: async (azure, names) => {
    await azure.write("PUT", GROUP, { location: "westeurope" });
    for (const name of [...names, "other"]) await azure.write("PUT", machineOf(name), machine("Linux"));
  },
  required: (name) => ({ vm: machineOf(name), osType: "Linux", name: "VMSnapshotLinux" }),
  replacements: {
    elsewhere: { from: {}, to: { vm: machineOf("other") }, at: "name", is: "VMSnapshotLinux" },
    renamed: { from: {}, to: { name: "snapshots" }, at: "name", is: "snapshots" },
  },
  partial: {
    args: {},
    plan: {
      fail: { status: 403, code: "AuthorizationFailed", message: "You may not.", moment: "after" },
      method: "PUT",
      path: "/virtualMachines/ext-partial[^/]*/extensions/",
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
      path: "/virtualMachines/ext-broken/extensions/",
    },
    expected: { tags: {}, "properties.suppressFailures": false, "properties.forceUpdateTag": "" },
  },
  found: {
    args: { tags: { team: "shop" } },
    other: { tags: { team: "bank" } },
    difference: /tags: declared \{"team":"bank"\}, found \{"team":"shop"\}/,
    at: "tags",
    is: { team: "bank" },
  },
  destroyCases: { default: { leaves: "gone" }, delete: { leaves: "gone" }, retain: { leaves: "exists" } },
};
