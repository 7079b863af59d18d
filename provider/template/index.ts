/** ARM templates: expressions, and the plan of a deployment. Pure: the service reads and writes resources. */

export { type Difference, differences } from "./differences.js";
export { type Expression, escapedLiteral, isExpression, literalOf, printExpression } from "./expression.js";
export { isTemplateFault } from "./faults.js";
export { guidOf } from "./functions/hash.js";
export { parseExpression } from "./parser.js";
export { type DeploymentRequest, type Plan, type PlannedResource, planDeployment } from "./plan.js";
export type { Environment, NamedResource, Runtime } from "./scope.js";
