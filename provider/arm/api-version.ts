/** Supported api-versions in the errors of Azure Resource Manager. Pure. */
import { BackupError } from "../core/errors.js";

/** Source: Azure Resource Manager's common errors. Their status is 400 or 404, and their message lists the versions. */
const REFUSING_CODES: ReadonlySet<string> = new Set([
  "NoRegisteredProviderFound",
  "InvalidApiVersionParameter",
  "InvalidResourceType",
  "UnsupportedApiVersion",
  "InvalidApiVersion",
]);

/** As in "The supported api-versions are '2024-04-01, 2023-06-01'. The supported locations are 'westeurope'." */
const SUPPORTED = /supported (?:api-?)?\s?versions\b[^0-9]*((?:\d{4}-\d\d-\d\d(?:-[a-z]+)?[\s,;'"]*)+)/i;
const VERSION = /\d{4}-\d\d-\d\d(?:-[a-z]+)?/gi;

/** The api-versions that an error lists as supported; empty for any other error. */
export function supportedVersions(error: unknown): string[] {
  if (!(error instanceof BackupError) || !REFUSING_CODES.has(error.azureCode ?? "")) return [];
  return SUPPORTED.exec(error.message)?.[1]?.match(VERSION) ?? [];
}

/**
 * The newest version in the error that has not been tried; a preview version only if there is no stable one. Undefined if
 * the error lists no other version.
 */
export function versionInstead(error: unknown, tried: readonly string[]): string | undefined {
  const named = supportedVersions(error).filter((version) => !tried.includes(version.toLowerCase()));
  const stable = named.filter((version) => version.length === "2025-01-01".length);
  return (stable.length > 0 ? stable : named).sort().at(-1);
}
