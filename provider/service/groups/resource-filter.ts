/**
 * The filters of the lists of resources and resource groups, and the properties that they compare. Source: Resources and
 * Resource Groups of the Azure Resource Manager REST API, 2021-04-01 (`$filter`, `$expand`); azure-cli sends `startswith` for a tag
 * with a wildcard. A resource group is filtered only by its tags (Azure/azure-rest-api-specs 2540).
 */
import { groupOf, nameOf } from "../../arm/resource-id.js";
import { type JsonObject, objectAt, pick, textAt } from "../../core/json.js";
import { regionKey } from "../../rules/shared/regions.js";
import {
  type Comparison,
  type Expression,
  isTrue,
  type Operators,
  parseExpression,
  propertiesIn,
} from "../azure/expression.js";
import { optionOf } from "../azure/paging.js";
import { type Call, refusal } from "../azure/route.js";
import type { Document } from "../store/documents.js";

const EQUALITY = ["eq", "ne"] as const;
const TAGS: readonly (readonly [string, readonly Comparison["operator"][]])[] = [
  ["tagname", ["eq", "startswith"]],
  ["tagvalue", ["eq"]],
];

/** The identity and the plan of a resource. */
const NESTED: readonly (readonly [string, readonly string[]])[] = [
  ["identity", ["identity", "type"]],
  ["identity/principalid", ["identity", "principalId"]],
  ["plan", ["plan", "name"]],
  ...["publisher", "product", "name", "version", "promotionCode"].map(
    (member) => [`plan/${member.toLowerCase()}`, ["plan", member]] as const,
  ),
];

const RESOURCE_OPERATORS: Operators = new Map<string, readonly Comparison["operator"][]>([
  ...TAGS,
  ["name", [...EQUALITY, "substringof"]],
  ["resourcegroup", [...EQUALITY, "substringof"]],
  ["resourcetype", EQUALITY],
  ["location", EQUALITY],
  ...NESTED.map(([property]) => [property, EQUALITY] as const),
]);
const GROUP_OPERATORS: Operators = new Map(TAGS);

type MemberOf = (document: Document, property: string) => string | undefined;

/** A location is compared by its key: `West Europe` is `westeurope`. */
const PROPERTIES: ReadonlyMap<string, (document: Document) => string | undefined> = new Map([
  ["name", ({ id }: Document) => nameOf(id)],
  ["resourcegroup", ({ id }: Document) => groupOf(id)],
  ["resourcetype", ({ type }: Document) => type],
  ["location", ({ body }: Document) => regionKey(textAt(body, "location") ?? "")],
  ...NESTED.map(([property, path]) => [property, ({ body }: Document) => textAt(body, ...path)] as const),
]);

const memberOf: MemberOf = (document, property) => PROPERTIES.get(property)?.(document);

/** A list's filter: whether a document passes it. */
export interface ResourceFilter {
  readonly passes: (document: Document) => boolean;
  /** Azure returns resources that are filtered by a tag and its value without their tags, as documented. */
  readonly omitsTags: boolean;
}

function filterOf(call: Call, operators: Operators): ResourceFilter {
  const expression = parseExpression(optionOf(call, "$filter"), operators);
  if (expression === undefined) return { passes: () => true, omitsTags: false };
  const properties = new Set(propertiesIn(expression));
  const byTags = properties.has("tagname") || properties.has("tagvalue");
  const located = withRegionKeys(expression);
  return {
    passes: (document) => (byTags ? someTag(located, document) : isTrue(located, (name) => memberOf(document, name))),
    omitsTags: properties.has("tagname") && properties.has("tagvalue"),
  };
}

/** `tagName` and `tagValue` are those of one tag; a resource without tags has neither. */
function someTag(expression: Expression, document: Document): boolean {
  const tags = Object.entries(objectAt(document.body, "tags")).map(([name, value]) => ({ name, value: String(value) }));
  return (tags.length === 0 ? [undefined] : tags).some((tag) => {
    const members = new Map([
      ["tagname", tag?.name],
      ["tagvalue", tag?.value],
    ]);
    return isTrue(expression, (name) => (members.has(name) ? members.get(name) : memberOf(document, name)));
  });
}

function withRegionKeys(expression: Expression): Expression {
  if (expression.kind !== "comparison") return { ...expression, parts: expression.parts.map(withRegionKeys) };
  const { comparison } = expression;
  if (comparison.property !== "location") return expression;
  return { kind: "comparison", comparison: { ...comparison, value: regionKey(comparison.value) } };
}

/** The filter of a list of resources. Throws Azure's 400 `InvalidFilterInQueryString`. */
export const resourceFilter = (call: Call): ResourceFilter => filterOf(call, RESOURCE_OPERATORS);

/** The filter of a list of resource groups. Throws Azure's 400 `InvalidFilterInQueryString`. */
export const groupFilter = (call: Call): ResourceFilter => filterOf(call, GROUP_OPERATORS);

const EXPANDABLE = ["createdTime", "changedTime", "provisioningState"] as const;
type Expandable = (typeof EXPANDABLE)[number];

/** The members that `$expand` adds to the entries of a list. Throws 400 for one that Azure does not have; the code is ours. */
export function expandedMembers(call: Call): (document: Document) => JsonObject {
  const names = (optionOf(call, "$expand") ?? "").split(",").map((name) => name.trim());
  const members = names
    .filter((name) => name !== "")
    .map((name) => {
      const known = EXPANDABLE.find((one) => one.toLowerCase() === name.toLowerCase());
      if (known !== undefined) return known;
      throw refusal(
        400,
        "InvalidExpandInQueryString",
        `Invalid $expand '${name}' specified in the query string: expected ${EXPANDABLE.join(", ")}.`,
      );
    });
  return (document) => Object.fromEntries(members.flatMap((name) => expanded(document, name))) as JsonObject;
}

/** The time of a creation is in the properties of some types only; the store has no time of a change. */
function expanded({ body, hidden }: Document, name: Expandable): [string, string][] {
  const properties = objectAt(body, "properties");
  const value =
    name === "createdTime"
      ? (textAt(properties, "timeCreated") ?? textAt(hidden, "createdAt"))
      : textAt(properties, name);
  return value === undefined ? [] : [[name, value]];
}

const MEMBERS = ["id", "name", "type", "location", "sku", "kind", "zones", "managedBy", "identity", "plan"];

/** What a list of resources shows of one. */
export const briefResource = ({ body }: Document, omitsTags: boolean): JsonObject =>
  pick(body, ...MEMBERS, ...(omitsTags ? [] : ["tags"]));
