/** The configuration of dependency-cruiser: rules derived from the table in layers.cjs, and those of further-rules.cjs. */
const { exceptions, furtherRules } = require("./further-rules.cjs");
const { modules, SUBJECTS } = require("./layers.cjs");

const pathOf = (name) => modules.find((module) => module.name === name).path;
const exceptionsOf = (module) => exceptions.filter(({ from }) => from === module.name).map(({ to }) => pathOf(to));
const listed = (names) => (names.length === 0 ? "nothing" : names.join(", "));

/** A module imports itself and the modules that the table allows. */
const importsOf = (module) => ({
  name: `${module.name} may import ${listed(module.imports)}`,
  comment: `${module.name} is a module of layer ${module.layer}. It may import ${listed(module.imports)}: move what it needs down to one of them, or pass it in from above.`,
  severity: "error",
  from: { path: module.path },
  to: { path: "^provider/", pathNot: [module.path, ...module.imports.map(pathOf), ...exceptionsOf(module)] },
});

const packagesOf = (module) => ({
  name: `${module.name} may use the packages ${listed(module.packages)}`,
  comment: "A new package for a module is a decision: write it into test/architecture/layers.cjs.",
  severity: "error",
  from: { path: module.path },
  to: { path: "(^|/)node_modules/", pathNot: module.packages.map((name) => `(^|/)node_modules/${name}/`) },
});

const builtinsOf = (module) => ({
  name: `${module.name} may use of Node.js ${listed(module.builtins)}`,
  comment: "A new module of Node.js for a module is a decision: write it into test/architecture/layers.cjs.",
  severity: "error",
  from: { path: module.path },
  to: { dependencyTypes: ["core"], pathNot: module.builtins.map((name) => `^(node:)?${name}(/|$)`) },
});

/** Modules outside a subject's parent folder (`compute/` of `compute/disks`) import it only through its index.ts. */
const throughIndex = (subject) => ({
  name: `service/${subject} is imported through its index.ts`,
  comment: `Import from provider/service/${subject}/index.ts; export there what another subject needs.`,
  severity: "error",
  from: { path: "^provider/", pathNot: [`^provider/service/${subject.split("/")[0]}/`] },
  to: { path: `^provider/service/${subject}/[^/]+\\.ts$`, pathNot: ["/index\\.ts$"] },
});

const lazy = ({ from, to, reason }) => ({
  name: `${from} imports ${to} only lazily`,
  comment: `This one import points up, because ${reason}. It must be a require inside a function.`,
  severity: "error",
  from: { path: pathOf(from) },
  to: { path: pathOf(to), dependencyTypesNot: ["require", "dynamic-import"] },
});

const further = ({ name, reason, from, to }) => ({ name, comment: reason, severity: "error", from, to });

/** A cycle through a lazy import is allowed: the import does not run while the modules load. */
const noCycle = {
  name: "no cycles",
  comment: "These files import each other. Move what they share into a file that both import.",
  severity: "error",
  from: { path: "^provider/" },
  to: { circular: true, viaOnly: { pathNot: exceptions.map(({ to }) => pathOf(to)) } },
};

const resolvable = {
  name: "an import exists",
  comment: "There is no such file or package.",
  severity: "error",
  from: { path: "^provider/" },
  to: { couldNotResolve: true },
};

module.exports = {
  forbidden: [
    ...modules.flatMap((module) => [importsOf(module), packagesOf(module)]),
    ...modules.filter(({ builtins }) => builtins !== "any").map(builtinsOf),
    ...SUBJECTS.map(throughIndex),
    ...exceptions.map(lazy),
    ...furtherRules.map(further),
    noCycle,
    resolvable,
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    // Imports of types count: a file that names a type of a module depends on it.
    tsPreCompilationDeps: true,
    moduleSystems: ["cjs", "es6"],
  },
};
