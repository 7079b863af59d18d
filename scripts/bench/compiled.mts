/** The compiled package and the compiled support of its tests, which a bench measures and drives. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { checkoutFolder, Refusal } from "../checkout.mts";

type Modules = {
  "provider/core/log.js": typeof import("../../provider/core/log.js");
  "provider/runtime/embedded.js": typeof import("../../provider/runtime/embedded.js");
  "provider/service/wire/shaped.js": typeof import("../../provider/service/wire/shaped.js");
  "provider/http/http.js": typeof import("../../provider/http/http.js");
  "test/support/packed-package.js": typeof import("../../test/support/packed-package.js");
  "test/support/pulumi.js": typeof import("../../test/support/pulumi.js");
};

/** A module of dist. Throws a Refusal if the package is not built. */
export async function compiled<Path extends keyof Modules>(path: Path): Promise<Modules[Path]> {
  const file = join(checkoutFolder(), "dist", path);
  if (!existsSync(file)) throw new Refusal(`${file} is missing: run npm run build first.`);
  return (await import(pathToFileURL(file).href)) as Modules[Path];
}
