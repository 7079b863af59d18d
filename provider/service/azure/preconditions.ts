/**
 * Optimistic concurrency: every resource has an etag that changes with each write of it. A write may name the etag that it is
 * based on (If-Match), or require that the resource does not exist (If-None-Match: *), and is refused with 412 otherwise.
 *
 * Every etag is derived from the version that the store counts, so no writer can forget to renew it. The recordings contain no
 * ETag header and no conditional write; that every resource supports both is our choice. Source: RFC 9110, section 13.
 */
import { textAt } from "../../core/json.js";
import type { Document, DocumentReader } from "../store/documents.js";
import { VAULT_TYPE } from "./backup-ids.js";
import type { Call, Reply, Route } from "./route.js";
import { refusal } from "./route.js";

const VERSIONS_PER_MS = 10_000;

/**
 * The etag of a resource: its version in quotes. A vault's etag is an instant, as recorded: when the vault was created, with
 * the version in the digits after the milliseconds; 10,000 versions are a millisecond.
 */
export function etagOf({ type, version, hidden }: Pick<Document, "type" | "version" | "hidden">): string {
  if (!isVault(type)) return `"${version}"`;
  const createdMs = Date.parse(textAt(hidden, "createdAt") ?? "2001-01-01T00:00:00.000Z");
  const instant = new Date(createdMs + Math.floor(version / VERSIONS_PER_MS))
    .toISOString()
    .replace("Z", `${String(version % VERSIONS_PER_MS).padStart(4, "0")}Z`);
  return `W/"datetime'${encodeURIComponent(instant)}'"`;
}

const isVault = (type: string): boolean => type === VAULT_TYPE.toLowerCase();

/**
 * Whether the path of a call names one resource: the template ends with a name. The template of an untyped route is the path
 * itself.
 */
const namesResource = (call: Call, { template }: Route): boolean => template.endsWith("}") || template === call.path;

const CONDITIONAL = new Set(["PUT", "PATCH", "DELETE"]);

/**
 * Throws Azure's 412 `PreconditionFailed` if the resource does not match the request's condition. Call it in the call's
 * transaction.
 */
export function requirePreconditions(call: Call, route: Route, documents: DocumentReader): void {
  const match = call.headers.get("if-match");
  const noneMatch = call.headers.get("if-none-match");
  if ((match === null && noneMatch === null) || !CONDITIONAL.has(call.method) || !namesResource(call, route)) return;
  const existing = documents.get(call.path);
  // The route answers for a resource that does not exist: 404 to a change, 204 to a deletion.
  if (existing === undefined && call.method !== "PUT") return;
  const etag = existing === undefined ? undefined : etagOf(existing);
  if (match !== null && !isNamed(match, etag)) throw preconditionFailed(`If-Match: ${match}`, etag);
  if (noneMatch !== null && isNamed(noneMatch, etag)) throw preconditionFailed(`If-None-Match: ${noneMatch}`, etag);
}

/** Whether a header of etags contains this one; `*` matches any existing resource. Etags are compared byte by byte. */
function isNamed(header: string, etag: string | undefined): boolean {
  if (etag === undefined) return false;
  const named = header.trim() === "*" ? [etag] : (header.match(/(?:W\/)?"[^"]*"/g) ?? []);
  return named.includes(etag);
}

const preconditionFailed = (condition: string, etag: string | undefined) =>
  refusal(
    412,
    "PreconditionFailed",
    `The request has ${condition}, but ${etag === undefined ? "the resource does not exist" : `the resource's etag is ${etag}`}. Read it again and repeat the change.`,
  );

const RETURNS_RESOURCE = new Set(["GET", "PUT", "PATCH"]);

/** The reply with the ETag of the resource in its body, as the call left it. Call it in the call's transaction. */
export function withEtag(reply: Reply, call: Call, route: Route, documents: DocumentReader): Reply {
  if (reply.body === undefined || !RETURNS_RESOURCE.has(call.method) || !namesResource(call, route)) return reply;
  const stamp = documents.stamp(call.path);
  if (stamp === undefined) return reply;
  // A client may store an `etag` in the body of a resource of an unknown type: it is not the resource's etag.
  const inBody = isVault(stamp.type) ? textAt(reply.body, "etag") : undefined;
  return { ...reply, headers: { ...reply.headers, ETag: inBody ?? `"${stamp.version}"` } };
}
