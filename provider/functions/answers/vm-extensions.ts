/** The extensions of a VM. Source: Microsoft.Compute/virtualMachines/extensions, api-version 2024-07-01. */
import { type JsonObject, objectAt, textAt } from "../../core/json.js";
import { SNAPSHOT_EXTENSIONS, SNAPSHOT_PUBLISHER } from "../../rules/extensions/snapshot.js";
import { type Static, Type } from "../../schema/vocabulary.js";
import { closed, vmId } from "./arguments.js";
import { missing } from "./found.js";
import { question } from "./question.js";
import { text } from "./results.js";

const extensionSchema = Type.Object(
  {
    id: text("Its ARM id."),
    name: text("Its name on the VM."),
    publisher: text("Its publisher, such as `Microsoft.Azure.RecoveryServices`."),
    type: text("Its type, such as `VMSnapshot`."),
    version: text("The requested version, such as `1.9`."),
    autoUpgradeMinorVersion: Type.Boolean({ description: "Whether Azure may install a newer minor version." }),
    provisioningState: text("`Succeeded`, `Failed`, or the running operation."),
    isSnapshotExtension: Type.Boolean({
      description: "Whether Azure Backup takes snapshots with this extension: `VMSnapshot`, or `VMSnapshotLinux`.",
    }),
  },
  { typeName: "VmExtensionFacts", description: "An extension of a VM, without its settings." },
);

type VmExtensionFacts = Static<typeof extensionSchema>;

const args = Type.Object({ vm: vmId() }, { ...closed, description: "The VM." });

export const vmExtensions = question({
  name: "getVmExtensions",
  args,
  result: Type.Array(extensionSchema, { description: "The extensions, in the order of their names." }),
  answer: async (engine, { vm }): Promise<VmExtensionFacts[]> => {
    const found = await engine.extensions.list(vm);
    if (found === undefined) throw missing(engine, vm);
    return found.map(extensionFacts).sort((left, right) => left.name.localeCompare(right.name, "en"));
  },
});

function extensionFacts(extension: JsonObject): VmExtensionFacts {
  const properties = objectAt(extension, "properties");
  const type = textAt(properties, "type") ?? "";
  const publisher = textAt(properties, "publisher") ?? "";
  return {
    id: textAt(extension, "id") ?? "",
    name: textAt(extension, "name") ?? "",
    publisher,
    type,
    version: textAt(properties, "typeHandlerVersion") ?? "",
    autoUpgradeMinorVersion: properties["autoUpgradeMinorVersion"] === true,
    provisioningState: textAt(properties, "provisioningState") ?? "",
    isSnapshotExtension: isSnapshot(publisher, type),
  };
}

/** Azure compares both words without case. */
const isSnapshot = (publisher: string, type: string): boolean =>
  publisher.toLowerCase() === SNAPSHOT_PUBLISHER.toLowerCase() &&
  Object.values(SNAPSHOT_EXTENSIONS).some((known) => known.type.toLowerCase() === type.toLowerCase());
