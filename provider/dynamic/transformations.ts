/** Whether a program's transformations may change what a resource was constructed with. They run after the constructor. */
import type * as pulumi from "@pulumi/pulumi";
import { hasTransforms } from "./program-run.js";

/** What Pulumi's classes have in addition to their declared types, in every version that this package supports. */
interface Transformed {
  readonly __transformations?: readonly pulumi.ResourceTransformation[];
}

/**
 * Whether a transformation of the resource, of a component above it or of the stack may change it. A `transforms` option of
 * a component is known once the component is registered.
 */
export const mayBeTransformed = (resource: pulumi.Resource, options: pulumi.ResourceOptions | undefined): boolean =>
  ((resource as Transformed).__transformations ?? []).length > 0 ||
  (options?.transforms ?? []).length > 0 ||
  hasTransforms();
