import type * as pulumi from "@pulumi/pulumi";
import { type NativeArgs, NativeResource } from "./native-resource.js";

/** A resource group, as `resources.ResourceGroup` of azure-native. */
export class ResourceGroup extends NativeResource {
  constructor(name: string, args: NativeArgs, options?: pulumi.CustomResourceOptions) {
    super("resources:ResourceGroup", name, args, options);
  }
}
