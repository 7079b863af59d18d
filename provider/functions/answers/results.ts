/** Properties of the results of functions. */
import { type Static, type TSchema, Type } from "../../schema/vocabulary.js";

/** A string with this description. */
export const text = (description: string) => Type.String({ description });

/** A property that a result contains only if Azure reports it. */
export const maybe = <T extends TSchema>(schema: T) => Type.Optional(Type.Unsafe<Static<T> | undefined>(schema));

/** Azure's recommendations for an error, a warning or a check. */
export const recommendations = Type.Array(Type.String(), { description: "Azure's recommendations." });
