/**
 * The operations of Microsoft.Resources on resources in a group: the methods and the path after the namespace. Source: the
 * specification of Microsoft.Resources (deployments 2025-04-01, tags 2025-04-01, links 2016-09-01, templateSpecs 2022-02-01,
 * deploymentScripts 2023-08-01, deploymentStacks 2024-03-01).
 */
export const RESOURCES_OPERATIONS = `
GET deployments
GET,HEAD,PUT,DELETE deployments/{deployment}
POST deployments/{deployment}/cancel
POST deployments/{deployment}/exportTemplate
POST deployments/{deployment}/validate
POST deployments/{deployment}/whatIf
GET deployments/{deployment}/operations
GET deployments/{deployment}/operations/{operation}
GET deployments/{deployment}/operationStatuses/{operation}
GET deploymentScripts
GET,PUT,PATCH,DELETE deploymentScripts/{script}
GET deploymentScripts/{script}/logs
GET deploymentScripts/{script}/logs/default
GET deploymentStacks
GET,PUT,DELETE deploymentStacks/{stack}
POST deploymentStacks/{stack}/exportTemplate
POST deploymentStacks/{stack}/validate
GET links
GET,PUT,DELETE links/{link}
GET,PUT,PATCH,DELETE tags/default
GET templateSpecs
GET,PUT,PATCH,DELETE templateSpecs/{spec}
GET templateSpecs/{spec}/versions
GET,PUT,PATCH,DELETE templateSpecs/{spec}/versions/{version}
`;
