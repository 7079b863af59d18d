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
  /**
   * Inputs that name another resource: by its id, or by the resource itself, of which these properties are kept beside
   * the id, as each function here reduces them. They are there to be checked, and are never compared.
   */
  readonly references?: Readonly<Record<string, Readonly<Record<string, Projection>>>>;
}

/** The part of a property of another resource that is worth keeping; `undefined` for none. */
export type Projection = (value: unknown) => unknown;

/** Keeps the value of a property as it is. */
export const whole: Projection = (value) => value;

/** A resource of this package. Its inputs are properties too, and beside them `endpoint` and `adopted`. */
export abstract class BackupResource extends pulumi.dynamic.Resource {
  /** What answers for this resource: `embedded`, `azure`, `azure-usgovernment`, `azure-china` or a URL. Only with one of the three clouds does it exist in Azure. */
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
  const known = splitReferences(declaration.references ?? {}, inputs);
  const type = `pulumi-nodejs:dynamic/${MODULE}:${declaration.kind}`;
  return {
    ...inputs,
    // An interrupted create is recognised by these two; a message must not show what the program keeps secret.
    __urn: urnOf(name, type, options?.parent),
    ...(mayHoldSecrets(inputs) ? { __secrets: secretPaths(inputs) } : {}),
    ...(Object.keys(known).length === 0 ? {} : { __known: known }),
  };
}

/** The resource's own URN; as a plain text where its parent is the stack, since each output costs the program time. */
const urnOf = (name: string, type: string, parent: pulumi.Resource | undefined): pulumi.Input<string> =>
  parent === undefined
    ? `urn:pulumi:${pulumi.getStack()}::${pulumi.getProject()}::${type}::${name}`
    : pulumi.createUrn(name, type, parent);

type Projections = Readonly<Record<string, Projection>>;

/** Leaves the id of each reference in `inputs`; returns what else is known of them. */
function splitReferences(references: NonNullable<Declaration["references"]>, inputs: pulumi.Inputs): pulumi.Inputs {
  const known: pulumi.Inputs = {};
  for (const [key, projections] of Object.entries(references)) {
    const value: unknown = inputs[key];
    if (value === undefined || typeof value === "string") continue;
    const { id, parts } = isObject(value) ? partsOf(value, projections) : partsOfOutput(value, projections);
    inputs[key] = id;
    known[key] = parts;
  }
  return known;
}

interface Parts {
  readonly id: pulumi.Input<unknown>;
  /** What else is known, by the names of its members. */
  readonly parts: pulumi.Input<unknown>;
}

/** A resource, or an object of its shape: not unwrapped as a whole, where one part that is not known yet would hide all others. */
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !pulumi.Output.isInstance(value) && !("then" in value);

function partsOf(found: Readonly<Record<string, unknown>>, projections: Projections): Parts {
  const entries = Object.entries(projections).map(([member, project]) => {
    const value = found[member];
    return [member, project === whole ? value : evenInPart(pulumi.output(value), project)];
  });
  return { id: found["id"] as pulumi.Input<unknown>, parts: Object.fromEntries(entries) as pulumi.Inputs };
}

/** An output, or a promise, of an id or of a resource: of which it is known only when it is there. */
function partsOfOutput(value: unknown, projections: Projections): Parts {
  const named = pulumi.output(value as pulumi.Input<string>) as pulumi.Output<unknown>;
  const isId = (found: unknown): found is string => typeof found === "string";
  const split = (found: unknown) => partsOf((found ?? {}) as Readonly<Record<string, unknown>>, projections);
  return {
    id: named.apply((found) => (isId(found) ? found : pulumi.output(split(found).id))),
    parts: named.apply((found) => (isId(found) ? undefined : pulumi.output(split(found).parts))),
  };
}

/**
 * Applies `project` also where a part of the value is not known yet, which stands in it as Pulumi's `unknown`: at the first
 * preview a VM of another package knows the disks that were declared, and not what Azure will add to them. What comes out
 * is known where `project` leaves nothing unknown in it. Pulumi's own types hide the second argument.
 */
const evenInPart = (output: pulumi.Output<unknown>, project: Projection): pulumi.Output<unknown> =>
  Reflect.apply(output.apply, output, [
    (value: unknown) => pulumi.output(project(value)),
    true,
  ]) as pulumi.Output<unknown>;

/** Where inputs are secret, as paths such as `tags/note` (a slash in a key is `~1`); undefined where nowhere, so that most states are not burdened. */
async function secretPaths(inputs: pulumi.Inputs): Promise<string[] | undefined> {
  const paths = await pathsIn(inputs, []);
  return paths.length === 0 ? undefined : paths.map((path) => path.map(escaped).join("/"));
}

/** Plain values are never secret, and each property of a resource costs its program a part of a millisecond. */
const mayHoldSecrets = (value: unknown): boolean =>
  typeof value === "object" && value !== null && (!isPlain(value) || Object.values(value).some(mayHoldSecrets));

const escaped = (key: string): string => key.replaceAll("~", "~0").replaceAll("/", "~1");

async function pathsIn(value: unknown, path: readonly string[]): Promise<(readonly string[])[]> {
  if (isPlain(value)) {
    const inner = Object.entries(value).map(([key, held]) => pathsIn(held, [...path, key]));
    return (await Promise.all(inner)).flat();
  }
  if (typeof value !== "object" || value === null) return [];
  return (await pulumi.isSecret(pulumi.output(value))) ? [path] : [];
}

/** Whether a value is an object or a list of the program's own, in which each member is secret for itself. */
function isPlain(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}
