/** What all resource classes share on the program's side: the hidden inputs, the placeholders of outputs, what is said once. */
import * as pulumi from "@pulumi/pulumi";
import { announce } from "./announcement.js";

/** The module part of the type token: `pulumi-nodejs:dynamic/azure-vm-backup:Vault`. It stands in every state. */
const MODULE = "azure-vm-backup";

/** A kind as its class knows it. */
export interface Declaration {
  /** The exports object of `kinds/X/provider.js`, passed as it is: Pulumi recognises a module by its identity. */
  readonly provider: object;
  readonly kind: string;
  /** The properties that the program may not have given, which the class would not have without a placeholder: outputs, and inputs that may be left out. */
  readonly outputs: readonly string[];
  /** Whether `name` may be left out, and is the resource's name in the program then. */
  readonly named: boolean;
}

/** A resource of this package. Its inputs are properties too, and beside them `endpoint` and `adopted`. */
export abstract class BackupResource extends pulumi.dynamic.Resource {
  /** What answers for this resource: `embedded`, `azure` or a URL. Only with `azure` does it exist in Azure. */
  declare readonly endpoint: pulumi.Output<string>;
  /** Whether it existed before and was taken over. */
  declare readonly adopted: pulumi.Output<boolean>;

  protected constructor(
    declaration: Declaration,
    name: string,
    args: object | undefined,
    options?: pulumi.CustomResourceOptions,
  ) {
    announce();
    const inputs = args === undefined ? {} : declared(declaration, name, args, options);
    const placeholders = Object.fromEntries(
      ["endpoint", "adopted", ...declaration.outputs].map((key) => [key, undefined]),
    );
    super(
      declaration.provider as pulumi.dynamic.ResourceProvider,
      name,
      { ...placeholders, ...inputs },
      options,
      MODULE,
      declaration.kind,
    );
  }
}

function declared(
  declaration: Declaration,
  name: string,
  args: object,
  options?: pulumi.CustomResourceOptions,
): pulumi.Inputs {
  const inputs: pulumi.Inputs = { ...args };
  if (declaration.named) inputs["name"] ??= name;
  const type = `pulumi-nodejs:dynamic/${MODULE}:${declaration.kind}`;
  return {
    ...inputs,
    // An interrupted create is recognised by these two; a message must not show what the program keeps secret.
    __urn: pulumi.createUrn(name, type, options?.parent),
    __secrets: secretKeys(inputs),
  };
}

/** The inputs that are secret or hold a secret; undefined where there are none, so that most states are not burdened. */
async function secretKeys(inputs: pulumi.Inputs): Promise<string[] | undefined> {
  const marked = await Promise.all(
    Object.entries(inputs).map(async ([key, value]) => ((await pulumi.isSecret(pulumi.output(value))) ? [key] : [])),
  );
  const keys = marked.flat();
  return keys.length === 0 ? undefined : keys;
}
