/** Types of the arguments of all functions. They import nothing of the answers, whose types the package does not contain. */
import type * as pulumi from "@pulumi/pulumi";

/** A resource as an argument of a plain function: its id, or an object with `id`, such as the result of another function. */
export type PlainReference = string | { readonly id: string };

/** Options of the functions that take and return outputs. */
export interface AskOptions {
  /** Resources that must be created before the function reads, in addition to those that the arguments depend on. */
  dependsOn?: pulumi.Input<pulumi.Resource> | pulumi.Input<pulumi.Input<pulumi.Resource>[]>;
}
