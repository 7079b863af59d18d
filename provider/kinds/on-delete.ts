/** `onDelete` of the kinds that support only delete and retain. */
import { oneOf, Type } from "../schema/vocabulary.js";

const MEANING =
  "What a destroy does. `delete` deletes the resource in Azure. `retain` leaves it in Azure. Default: `delete` if the resource was created, `retain` if it was adopted.";

/** With another description of what a destroy does. */
export const deleteOrRetain = (description: string) =>
  Type.Optional(oneOf(["delete", "retain"], { local: true, typeName: "OnDelete", description }));

export const onDeleteOrRetain = deleteOrRetain(MEANING);
