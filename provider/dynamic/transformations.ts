/** Whether transformations may change the inputs of a resource. They run after the constructor. */
import type * as pulumi from "@pulumi/pulumi";
import { hasTransforms } from "./program-run.js";

/** A member of Pulumi's classes that is not in their declared types, in every version that this package supports. */
interface Transformed {
  readonly __transformations?: readonly pulumi.ResourceTransformation[];
}

/**
 * Whether a transformation of the resource, of a parent component or of the stack may change it. A `transforms` option of
 * a component is known after the component is registered.
 */
export const mayBeTransformed = (resource: pulumi.Resource, options: pulumi.ResourceOptions | undefined): boolean =>
  ((resource as Transformed).__transformations ?? []).length > 0 ||
  (options?.transforms ?? []).length > 0 ||
  hasTransforms();
