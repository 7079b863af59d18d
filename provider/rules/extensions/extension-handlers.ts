/**
 * A VM takes one extension of each handler, which is its publisher and type, whatever its name. Azure Backup installs its
 * own with the first backup, so that a declared one may find its place taken: Azure answers "Multiple VMExtensions per
 * handler not supported". Source: reports of users of Azure's other providers (Azure/azure-powershell#8173 and others).
 */
import { type Json, type JsonObject, textAt } from "../../core/json.js";
import type { Failure } from "../../schema/failures.js";
import { isUnknown } from "../../schema/unknown.js";
import { extensionNameFault } from "../shared/names.js";

interface HandlerPlace {
  readonly publisher: string;
  readonly type: string;
  /** The name that the extension is to have. */
  readonly name: string;
}

/** Why an extension cannot have this place among those of its VM, and what to do; undefined where it can. */
export function placeFault(
  extensions: readonly JsonObject[],
  { publisher, type, name }: HandlerPlace,
): string | undefined {
  const handler = `${publisher}.${type}`;
  const holder = extensions.find((other) => same(handlerOf(other), handler) && !same(textAt(other, "name"), name));
  const held = textAt(holder, "name");
  if (held !== undefined) {
    return `a VM takes one extension of ${handler}, and "${held}" is it already. Declare it by its own name, with name: "${held}" and adopt: "always", or delete it first.`;
  }
  const namesake = extensions.find((other) => same(textAt(other, "name"), name) && !same(handlerOf(other), handler));
  if (namesake === undefined) return undefined;
  return `the extension of that name is of ${handlerOf(namesake)}, not of ${handler}. Declare another name.`;
}

const handlerOf = (extension: JsonObject): string =>
  `${textAt(extension, "properties", "publisher")}.${textAt(extension, "properties", "type")}`;

const same = (left: string | undefined, right: string): boolean => left?.toLowerCase() === right.toLowerCase();

/** What is wrong with the names of the extensions that go first; `name` is undefined while the extension's own is not known. */
export function provisionAfterFaults(names: readonly Json[], name: string | undefined): Failure[] {
  return names.flatMap((other, index) => {
    if (isUnknown(other)) return [];
    const property = `provisionAfterExtensions[${index}]`;
    const reason = waitFault(String(other), { name, before: names.slice(0, index).map(String) });
    return reason === undefined ? [] : [{ property, found: JSON.stringify(other), reason }];
  });
}

function waitFault(other: string, at: { name: string | undefined; before: readonly string[] }): string | undefined {
  if (extensionNameFault(other) !== undefined) {
    return "is no name of an extension: expected the name that another extension of the same VM has, not its id";
  }
  if (at.name !== undefined && same(other, at.name))
    return "is the extension itself, which cannot wait for itself: leave it out";
  if (at.before.some((earlier) => same(earlier, other))) return "stands twice in the list: leave one out";
  return undefined;
}
