/** Installs the component package of tests into a project as npm would: in a folder of its own, next to its peers. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkoutFolder } from "../../scripts/checkout.mjs";
import { placeTree } from "../../scripts/package/modules.mjs";
import type { Project } from "./pulumi.js";

const NAME = "shop-backup";

/** Installs it under the name `shop-backup`. */
export function placeComponentPackage({ folder }: Project): void {
  const target = join(folder, "node_modules", NAME);
  placeTree(join(checkoutFolder(), "dist", "test", "support", "component-package"), target);
  const peerDependencies = { "@pulumi/pulumi": "*", "azure-vm-backup": "*" };
  writeFileSync(
    join(target, "package.json"),
    `${JSON.stringify({ name: NAME, version: "1.0.0", main: "index.js", peerDependencies })}\n`,
  );
}
