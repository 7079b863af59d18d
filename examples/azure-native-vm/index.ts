// The stack: the VM `web` of the shop, in the configured region.
import * as pulumi from "@pulumi/pulumi";
import { protectedWeb } from "./machine";

const item = protectedWeb({ location: new pulumi.Config().get("location") ?? "westeurope" });

export const protectionState = item.protectionState;
