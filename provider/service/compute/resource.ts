/**
 * The routes that every resource of Microsoft.Compute in a group has: put, get, patch, delete and lists, derived from a
 * description of the type. The checks before a write are the same for all: the name, the group, the location.
 */
import { type Json, type JsonObject, listAt } from "../../core/json.js";
import { zonesFault } from "../../rules/machines/zones.js";
import { refuseIf } from "../azure/refuse.js";
import { listOf, noContent, ok } from "../azure/replies.js";
import {
  calledGroupId,
  GROUP,
  requireGroup,
  requireLocation,
  requireResource,
  requireSamePlace,
  SUBSCRIPTION,
} from "../azure/resources.js";
import { type Access, type Azure, type Call, param, type Reply, type Route, refusal } from "../azure/route.js";
import { accepted } from "../schedule/operations.js";
import type { Document } from "../store/documents.js";
import { type ComputeOperation, startComputeOperation } from "./operations.js";

/** The resource that a PUT writes. */
export interface Target {
  readonly id: string;
  readonly location: string;
  /** The resource before the write, if it existed. */
  readonly old: Document | undefined;
}

export interface ComputeResource {
  /** Such as `Microsoft.Compute/disks`. */
  readonly type: string;
  /** The type's name in Azure's messages: `disk` in `disk.name`. */
  readonly noun: string;
  readonly nameFault: (name: string) => string | undefined;
  /** Where its operations are read, and how long they take. */
  readonly operations: Pick<ComputeOperation, "collection" | "tookMs">;
  /** Whether reading it continues work; default `read`. */
  readonly reading?: Access;
  readonly put: (call: Call, azure: Azure, target: Target) => Reply;
  readonly patch: (call: Call, azure: Azure, old: Document) => Reply;
  /** The body of a GET; default: the stored body. */
  readonly show?: (azure: Azure, document: Document, call: Call) => JsonObject;
  /** The body in a list; default: the stored body. */
  readonly listed?: (azure: Azure, document: Document) => JsonObject;
  /** Deletes the resource and what depends on it; throws if it cannot be deleted. */
  readonly remove: (azure: Azure, document: Document) => void;
}

/** The path of one resource of a type. */
export const templateOf = (type: string): string => `${GROUP}/providers/${type}/{name}`;

/** The id of the resource of a type that a call names. */
export const calledId = (call: Call, type: string): string =>
  `${calledGroupId(call)}/providers/${type}/${param(call, "name")}`;

/** The routes of a resource type. */
export function computeRoutes(resource: ComputeResource): readonly Route[] {
  const { type, reading = "read", show, listed } = resource;
  const called = (call: Call, azure: Azure) => requireResource(azure, calledId(call, type));
  const read: Route["handle"] = (call, azure) => {
    const document = called(call, azure);
    return ok(show === undefined ? document.body : show(azure, document, call));
  };
  const list: Route["handle"] = (call, azure) =>
    listOf(type, (document) => (listed === undefined ? document.body : listed(azure, document)))(call, azure);
  const template = templateOf(type);
  return [
    { method: "PUT", template, access: "write", handle: (call, azure) => put(resource, call, azure) },
    { method: "GET", template, access: reading, handle: read },
    {
      method: "PATCH",
      template,
      access: "write",
      handle: (call, azure) => resource.patch(call, azure, called(call, azure)),
    },
    { method: "DELETE", template, access: "write", handle: (call, azure) => remove(resource, call, azure) },
    { method: "GET", template: `${GROUP}/providers/${type}`, access: reading, handle: list },
    { method: "GET", template: `${SUBSCRIPTION}/providers/${type}`, access: reading, handle: list },
  ];
}

function put(resource: ComputeResource, call: Call, azure: Azure): Reply {
  const fault = resource.nameFault(param(call, "name"));
  if (fault !== undefined) {
    throw refusal(400, "InvalidParameter", `The value of parameter ${resource.noun}.name is invalid: ${fault}`);
  }
  requireGroup(azure, calledGroupId(call));
  const id = calledId(call, resource.type);
  const old = azure.documents.get(id);
  const location = requireLocation(call.body, old);
  requireSamePlace(old, location);
  const zones = listAt(call.body, "zones").map(String);
  const named = `${resource.type}/${param(call, "name")}`;
  if (old === undefined) refuseIf(zonesFault({ resource: named, location, zones }));
  return resource.put(call, azure, { id: old?.id ?? id, location, old });
}

function remove(resource: ComputeResource, call: Call, azure: Azure): Reply {
  const document = azure.documents.get(calledId(call, resource.type));
  if (document === undefined) return noContent;
  resource.remove(azure, document);
  const location = requireLocation({}, document);
  return accepted(startComputeOperation(call, azure, { ...resource.operations, location, withLocation: true }));
}

/** Whether two values that a client and the store write differ in upper and lower case only. */
export const sameText = (one: Json | undefined, other: Json | undefined): boolean =>
  String(one).toLowerCase() === String(other).toLowerCase();

/** An instant as Microsoft.Compute writes it. */
export const computeTime = (instant: Date): string => instant.toISOString().replace("Z", "+00:00");
