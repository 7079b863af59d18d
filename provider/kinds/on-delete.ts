/** `onDelete` of the kinds that support only delete and retain. */
import { oneOf, Type } from "../schema/vocabulary.js";

export const onDeleteOrRetain = Type.Optional(
  oneOf(["delete", "retain"], {
    local: true,
    description:
      "What a destroy does. `delete` deletes the resource in Azure. `retain` leaves it in Azure. Default: `delete` if the resource was created, `retain` if it was adopted.",
  }),
);
