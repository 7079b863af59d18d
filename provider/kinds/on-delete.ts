/** `onDelete` of the kinds that know nothing between deleting and keeping. */
import { oneOf, Type } from "../schema/vocabulary.js";

export const onDeleteOrRetain = Type.Optional(
  oneOf(["delete", "retain"], {
    local: true,
    description:
      "What a destroy does: `delete` it in Azure, or `retain` it there. Left out: delete what was created, retain what was adopted.",
  }),
);
