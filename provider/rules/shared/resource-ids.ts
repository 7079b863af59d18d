/**
 * Ids of resources in requests. The code and the text of an incomplete id are Azure Resource Manager's ("Troubleshoot common Azure
 * deployment errors"; "Troubleshoot issues with images in an Azure Compute Gallery"); "Entity not of expected type" is Compute's
 * (Azure/azure-cli 22370), what follows it is ours.
 */
import { type RuleFault, refused } from "./fault.js";

export interface IdProperty {
  readonly id: string;
  /** The path of the property in the body, for the message. */
  readonly path: string;
  /** The types that it may have, such as `Microsoft.Compute/disks`; undefined for any. */
  readonly types?: readonly string[];
}

const PROVIDER = /^[a-z][\w-]*(?:\.[\w-]+)+$/i;

/** The type of the resource that an id names, in lower case; empty for a group or subscription; undefined if it is no id. */
function typeIn(id: string): string | undefined {
  const segments = id.replace(/^\//, "").split("/");
  if (!id.startsWith("/") || segments.includes("")) return undefined;
  if (segments[0]?.toLowerCase() !== "subscriptions" || segments.length < 2) return undefined;
  const at = segments.map((segment) => segment.toLowerCase()).lastIndexOf("providers");
  if (at < 0) return "";
  const [namespace = "", ...levels] = segments.slice(at + 1);
  if (!PROVIDER.test(namespace) || levels.length === 0 || levels.length % 2 !== 0) return undefined;
  return [namespace, ...levels.filter((_, index) => index % 2 === 0)].join("/").toLowerCase();
}

/** Refuses an id that is not complete, and one of a type that the property cannot have. */
export function idFault({ id, path, types }: IdProperty): RuleFault | undefined {
  const type = typeIn(id);
  const shown = id.length > 200 ? `${id.slice(0, 199)}…` : id;
  if (type === undefined) {
    return {
      ...refused(
        "LinkedInvalidPropertyId",
        `Property id '${shown}' at path '${path}' is invalid. Expect fully qualified resource Id that start with '/subscriptions/{subscriptionId}' or '/providers/{resourceProviderNamespace}/'.`,
      ),
      target: path,
    };
  }
  if (types === undefined || types.some((allowed) => allowed.toLowerCase() === type)) return undefined;
  return {
    ...refused(
      "InvalidParameter",
      `Entity not of expected type: ${path} is '${shown}', expected the id of ${types.join(" or ")}.`,
    ),
    target: path,
  };
}
