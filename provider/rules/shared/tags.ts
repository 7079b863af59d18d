/**
 * The tags of a resource or resource group. Sources: "Use tags to organize your Azure resources and management hierarchy"; codes
 * and texts of names and values are Azure's, as its clients report them (Azure/azure-powershell and public scripts). The refusal
 * of more than 50 tags is documented without a code: that code is ours.
 */

import { isJsonObject, type Json } from "../../core/json.js";
import { shortened } from "../../core/shorten.js";
import { firstFault, type RuleFault, refused } from "./fault.js";

const MAX_TAGS = 50;
const MAX_NAME = 512;
const MAX_VALUE = 256;
// biome-ignore lint/suspicious/noControlCharactersInRegex: Azure reserves them in the names of tags.
const RESERVED = /[<>%&\\?/\u0000-\u001f\u007f]/;
/** Names that only Azure's own services give may contain reserved characters. */
const OF_SERVICES = /^(hidden-|link:)/i;

/** Refuses tags that Azure does not accept. Values that are not strings are refused by the shape of the request. */
export function tagsFault(tags: Json | undefined): RuleFault | undefined {
  if (!isJsonObject(tags)) return undefined;
  const names = Object.keys(tags);
  const values = Object.values(tags).filter((value) => typeof value === "string");
  return firstFault(
    () => tagCountFault(tags),
    () => blankFault(names),
    () => caseFault(names),
    () => charactersFault(names.filter((name) => RESERVED.test(name) && !OF_SERVICES.test(name))),
    () => lengthFault("InvalidTagName", "Tag key too large. Following tag name", names, MAX_NAME),
    () => lengthFault("InvalidTagValueLength", "Tag value too large. Following tag value", values, MAX_VALUE),
  );
}

/** Refuses more tags than a resource may have. Reads only the names. */
export function tagCountFault(tags: Json | undefined): RuleFault | undefined {
  if (!isJsonObject(tags)) return undefined;
  const count = Object.keys(tags).length;
  if (count <= MAX_TAGS) return undefined;
  return refused("TooManyTags", `The request has ${count} tags: expected at most ${MAX_TAGS}.`);
}

/** Code and text are Azure Resource Manager's, as its clients report them. */
function blankFault(names: readonly string[]): RuleFault | undefined {
  if (names.every((name) => name.trim() !== "")) return undefined;
  return refused(
    "InvalidTagName",
    "The tag name must be non-null, non-empty and non-whitespace only. Please provide an actual value.",
  );
}

/** Names of tags are compared without case, so a resource cannot have both. The text is ours. */
function caseFault(names: readonly string[]): RuleFault | undefined {
  const seen = new Map<string, string>();
  for (const name of names) {
    const other = seen.get(name.toLowerCase());
    if (other !== undefined) {
      const message = `The tag names '${shortened(other)}' and '${shortened(name)}' differ only in case: use one of them.`;
      return refused("InvalidTagName", message);
    }
    seen.set(name.toLowerCase(), name);
  }
  return undefined;
}

function charactersFault(names: readonly string[]): RuleFault | undefined {
  if (names.length === 0) return undefined;
  const quoted = names.map((name) => shortened(name)).join(", ");
  return refused(
    "InvalidTagNameCharacters",
    `The tag names '${quoted}' have reserved characters '<,>,%,&,\\,?,/' or control characters. These characters are only allowed for tags that start with the prefix 'hidden, link'.`,
  );
}

function lengthFault(code: string, what: string, texts: readonly string[], most: number): RuleFault | undefined {
  const long = texts.find((text) => text.length > most);
  if (long === undefined) return undefined;
  const kind = code === "InvalidTagName" ? "name" : "value";
  return refused(
    code,
    `${what} '${shortened(long)}' exceeded the maximum length. Maximum allowed length for tag ${kind} - '${most}' characters.`,
  );
}
