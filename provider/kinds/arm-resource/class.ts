/** The hand-written parts of the class `ArmResource`. */
import type { ClassParts } from "../../dynamic/resource.js";

/**
 * Any Azure resource by its ARM type, for types without a class of their own.
 *
 * @example
 * ```ts
 * const group = new ArmResource("shop", {
 *   type: "Microsoft.Resources/resourceGroups",
 *   apiVersion: "2022-09-01",
 *   parent: "/subscriptions/00000000-0000-0000-0000-000000000000",
 *   location: "westeurope",
 * });
 *
 * // An extension resource: a lock on the group. A vault, a VM or any other resource can be its parent too.
 * new ArmResource("keep", {
 *   type: "Microsoft.Authorization/locks",
 *   apiVersion: "2020-05-01",
 *   parent: group,
 *   properties: { level: "CanNotDelete" },
 * });
 * ```
 */
export const parts: ClassParts = {};
