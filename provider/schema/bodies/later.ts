/** The members of a reply that the api-version of its request does not have. */
import { isJsonObject, type Json, type JsonObject } from "../../core/json.js";
import type { BodyShape, Shape } from "./shapes.js";

/** A body without the members that exist only in later api-versions, so a client can write back what it has read. */
export function withoutLater(body: JsonObject, { shape, definitions }: BodyShape, apiVersion: string): JsonObject {
  const shown = (value: Json, place: Shape): Json => {
    const { properties, items } = (place.$ref === undefined ? place : definitions[place.$ref]) ?? {};
    if (Array.isArray(value)) return items === undefined ? value : value.map((entry) => shown(entry, items));
    return isJsonObject(value) && properties !== undefined ? members(value, properties) : value;
  };
  const members = (value: JsonObject, properties: NonNullable<Shape["properties"]>): JsonObject =>
    Object.fromEntries(
      Object.entries(value)
        .filter(([name]) => (properties[name]?.since ?? "") <= apiVersion)
        .map(([name, member]) => [name, member === undefined ? member : shown(member, properties[name] ?? {})]),
    );
  return members(body, shape.properties ?? {});
}
