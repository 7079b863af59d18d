/**
 * The source of a restore point collection: a virtual machine, or a collection in another region that is copied. Source: the model
 * RestorePointCollectionSourceProperties of Microsoft.Compute. The names in the texts are ours.
 */
import { firstFault, missingParameter, type RuleFault } from "../shared/fault.js";
import { idFault } from "../shared/resource-ids.js";

const SOURCES = ["Microsoft.Compute/virtualMachines", "Microsoft.Compute/restorePointCollections"];

/** Refuses a source that is missing or cannot have restore points. */
export const collectionSourceFault = (id: string | undefined): RuleFault | undefined =>
  firstFault(
    () => (id === undefined ? missingParameter("restorePointCollection.source.id") : undefined),
    () => idFault({ id: id ?? "", path: "properties.source.id", types: SOURCES }),
  );
