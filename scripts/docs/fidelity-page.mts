/** The page of the operations that the simulator serves, with the value of `x-ms-azvb-fidelity` of their replies. */
import { RECORDED_ROUTES } from "../../provider/service/azure/recorded-routes.js";
import type { Route } from "../../provider/service/azure/route.js";
import { isOwnRoute, routeKey } from "../../provider/service/azure/witness.js";
import { routes } from "../../provider/service/routes.js";
import { page, table } from "./markdown.mjs";

function witnessOf(route: Route): string {
  if (isOwnRoute(route)) return "ours";
  const range = RECORDED_ROUTES[routeKey(route)];
  if (range === undefined) return "documented";
  const [oldest, newest] = range;
  return oldest === newest ? `recorded with ${oldest}` : `recorded with ${oldest} to ${newest}`;
}

const GROUP = "/subscriptions/{subscription}/resourceGroups/{group}";
const SECTIONS: readonly (readonly [title: string, pattern: RegExp])[] = [
  ["Microsoft.RecoveryServices", /\/Microsoft\.RecoveryServices\//],
  ["Microsoft.Compute", /\/Microsoft\.Compute\//],
  ["Microsoft.Resources and others", /./],
];

const sectionOf = ({ template }: Route): string => SECTIONS.find(([, pattern]) => pattern.test(template))?.[0] ?? "";

/** The page `docs/served.md`. */
export function servedPage(): string {
  const bySection = Map.groupBy(routes, sectionOf);
  return page(
    "<!-- Written by npm run docs. -->",
    "# Operations that the simulator serves",
    "Every reply has the header `x-ms-azvb-fidelity`: how it is known that Azure answers like it. `recorded`: the operation is in recorded traffic with an api-version before and one after that of the request, or with the same. `documented`: it is implemented from the specification. `ours`: a choice of this project. The tables say with which api-versions an operation was recorded; with others it is documented.",
    "The header of a refusal depends on its code: `recorded` or `documented` for codes whose texts are known, else `ours`. Resources of a type without operations here are stored as they are sent: `ours`. [fidelity.md](fidelity.md) has the single behaviors.",
    `\`G\` is \`${GROUP}\`.`,
    ...SECTIONS.flatMap(([title]) => [
      `## ${title}`,
      table(
        ["operation", "fidelity"],
        (bySection.get(title) ?? []).map((route) => [
          `\`${route.method} ${route.template.replace(GROUP, "G")}\``,
          witnessOf(route),
        ]),
      ),
    ]),
  );
}
