/** The page of the operations of Microsoft's specification that the simulator does not serve. */
import { type Operations, operationsOf } from "../../provider/rules/resources/specification.js";
import { createRouter } from "../../provider/service/azure/router.js";
import { routes } from "../../provider/service/routes.js";
import { page, table } from "./markdown.mjs";

const router = createRouter(routes);

/** The scopes in which operations are: a resource group, a subscription, and the tenant. */
const SCOPES = ["subscriptions/s/resourceGroups/g/", "subscriptions/s/", ""];

/** The methods that a path has in the simulator. */
function servedMethods(namespace: string, path: string): string[] {
  return SCOPES.flatMap((scope) => {
    const segments = `${scope}providers/${namespace}/${path.replaceAll(/\{\w+\}/g, "x")}`.split("/");
    // With a method that no route has, the router returns those that the path has.
    const found = router.find("", segments);
    return Array.isArray(found) ? found : [];
  });
}

/** The rows of a namespace: the methods that are not served, and the path. */
const rowsOf = (namespace: string, isListed: (operations: Operations) => boolean): string[][] =>
  (operationsOf(namespace) ?? []).filter(isListed).flatMap(({ methods, path }) => {
    const served = servedMethods(namespace, path);
    const missing = methods.filter((method) => !served.includes(method));
    return missing.length === 0 ? [] : [[missing.join(", "), `\`${path}\``]];
  });

const countOf = (namespace: string, isListed: (operations: Operations) => boolean): number =>
  (operationsOf(namespace) ?? []).filter(isListed).flatMap(({ methods }) => methods).length;

/** The types of Compute and Resources that have routes. All others are stored as they are put. */
const WITH_ROUTES =
  /^(disks|locations|operations|restorePointCollections|skus|snapshots|virtualMachines(?!.*\/runCommands)|deployment\w*|tags)(\/|$)/;

const SECTIONS = [
  ["Microsoft.RecoveryServices", () => true, "vaults and backup; Azure Site Recovery has a specification of its own"],
  ["Microsoft.Compute", ({ path }: Operations) => WITH_ROUTES.test(path), "the types that have rules here"],
  ["Microsoft.Resources", ({ path }: Operations) => WITH_ROUTES.test(path), "resources in a group"],
] as const;

/** The page `docs/operations.md`. */
export function operationsPage(): string {
  return page(
    "<!-- Written by npm run docs. -->",
    "# Operations that the simulator does not serve",
    "The simulator refuses an operation of these tables with status 400 and the code `OperationNotSupported`; it stores nothing and does nothing. What is in no specification is refused as Azure refuses it: `InvalidResourceType`. The operations are those of Microsoft's specification: vaults 2026-11-01, backup 2026-10-01.",
    ...SECTIONS.flatMap(([namespace, isListed, what]) => {
      const rows = rowsOf(namespace, isListed);
      const count = rows.flatMap(([methods = ""]) => methods.split(", ")).length;
      return [
        `## ${namespace}`,
        `${count} of ${countOf(namespace, isListed)} operations (${what}). Paths begin after the namespace.`,
        table(["method", "path"], rows),
      ];
    }),
    "Resources of other types of Microsoft.Compute, such as images, galleries and run commands, and `links` and `templateSpecs` of Microsoft.Resources have no rules here: PUT stores them, and GET, PATCH, DELETE and lists read, change and delete what was stored. Their actions are not served.",
    "Not served either: deployments of subscriptions, management groups and the tenant, and `exportTemplate`, `moveResources`, `validateMoveResources` and `tagNames` of groups and subscriptions.",
    "A vault has no backup servers, protection intents, containers of workloads and nothing of Azure Site Recovery: these lists are empty.",
  );
}
