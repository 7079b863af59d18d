/** What all resource classes share on the program's side: the hidden inputs, the placeholders of outputs, the announcement. */
import * as pulumi from "@pulumi/pulumi";
import { isJsonObject, type Json, withoutUndefined } from "../core/json.js";
import { isUnknown } from "../schema/unknown.js";
import { announce } from "./announcement.js";
import { plainMark, plainText } from "./hidden-inputs.js";
import { idOf, knownOf, type Projection, settled } from "./references.js";
import { mayBeTransformed } from "./transformations.js";

export { whole } from "./references.js";

/** The module part of the type token: `pulumi-nodejs:dynamic/azure-vm-backup:Vault`. It stands in every state. */
const MODULE = "azure-vm-backup";

/** A kind as its class knows it. */
interface Declaration {
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

/** A resource of this package. Its inputs are properties too, and beside them `endpoint` and `adopted`. */
export abstract class BackupResource extends pulumi.dynamic.Resource {
  /** What answers for this resource: `embedded`, `azure`, `azure-usgovernment`, `azure-china` or a URL. Only with one of the three clouds does it exist in Azure. */
  declare readonly endpoint: pulumi.Output<string>;
  /** Whether it existed before and was adopted. */
  declare readonly adopted: pulumi.Output<boolean>;

  protected constructor(
    declaration: Declaration,
    name: string,
    args: object | undefined,
    options?: pulumi.CustomResourceOptions,
  ) {
    announce();
    const made: { resource?: pulumi.Resource } = {};
    const isTransformed = () => made.resource === undefined || mayBeTransformed(made.resource, options);
    const inputs = args === undefined ? {} : declared(declaration, args, { name, options, isTransformed });
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
    made.resource = this;
  }
}

/** A resource as the program constructs it. */
interface Construction {
  readonly name: string;
  readonly options: pulumi.CustomResourceOptions | undefined;
  /** Whether transformations may change its inputs; known once the constructor has ended and its parent is registered. */
  isTransformed(): boolean;
}

function declared(
  declaration: Declaration,
  args: object,
  { name, options, isTransformed }: Construction,
): pulumi.Inputs {
  const inputs: pulumi.Inputs = { ...args };
  if (declaration.named) inputs["name"] ??= name;
  const { __known: given, ...rest } = inputs;
  const known = { ...(given as pulumi.Inputs | undefined), ...referenced(declaration.references ?? {}, rest) };
  const type = `pulumi-nodejs:dynamic/${MODULE}:${declaration.kind}`;
  const urn = urnOf(name, type, options?.parent);
  return {
    ...rest,
    __urn: urn,
    __plain: plainMarks(rest),
    ...(Object.keys(known).length === 0 ? {} : { __known: ofReferences(known, urn, isTransformed) }),
  };
}

/**
 * What is known of references, once it has arrived; undefined for nothing. In a preview all ids that are unknown look the
 * same, so what is known of such a reference is left out where a transformation may have put another one in its place.
 */
async function ofReferences(
  known: pulumi.Inputs,
  urn: pulumi.Input<string>,
  isTransformed: () => boolean,
): Promise<pulumi.Inputs | undefined> {
  const found = await Promise.all(Object.entries(known).map(async ([input, value]) => [input, await value] as const));
  if (pulumi.runtime.isDryRun()) await urn;
  const isDoubtful = (value: unknown) =>
    pulumi.runtime.isDryRun() && isJsonObject(value) && isUnknown(value["id"]) && isTransformed();
  const kept = found.filter(([, value]) => value !== undefined && !isDoubtful(value));
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

/** The resource's own URN, without a dependency: an Output of it would depend on the parent, and so on all of its children. */
const urnOf = (name: string, type: string, parent: pulumi.Resource | undefined): pulumi.Input<string> =>
  parent === undefined
    ? `urn:pulumi:${pulumi.getStack()}::${pulumi.getProject()}::${type}::${name}`
    : settled(pulumi.createUrn(name, type, parent)).then(({ value }) => String(value));

/** Leaves the id of each reference in `inputs`; returns what else is known of them. */
function referenced(references: NonNullable<Declaration["references"]>, inputs: pulumi.Inputs): pulumi.Inputs {
  const known: pulumi.Inputs = {};
  for (const [key, value] of Object.entries(inputs)) {
    const resource = pulumi.runtime.isDryRun() ? resourceWithId(value) : undefined;
    const projections = references[key];
    if (resource !== undefined) known[key] = knownOf(resource, {});
    else if (projections !== undefined && value !== undefined && typeof value !== "string") {
      inputs[key] = idOf(value);
      known[key] = knownOf(value, projections);
    }
  }
  return known;
}

/** The resource whose id an input is: in a preview of its creation it has no id yet, and is told apart by its URN. */
function resourceWithId(value: unknown): pulumi.Resource | undefined {
  if (!pulumi.Output.isInstance(value)) return undefined;
  const { resources } = value as unknown as { resources(): Set<pulumi.Resource> };
  return [...resources()].find((found) => pulumi.CustomResource.isInstance(found) && found.id === value);
}

/** Whether a secret may be in an input; a program's plain values are none, and each Output costs it a part of a millisecond. */
const holdsOutputs = (value: unknown): boolean =>
  typeof value === "object" && value !== null && (!isPlainObject(value) || Object.values(value).some(holdsOutputs));

/** Whether a value is an object or an array of the program's own. */
const isPlainObject = (value: object): boolean =>
  Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;

/** A mark of each input in which nothing is secret; what is unknown in it is the same magic string that a handler gets. */
function plainMarks(inputs: pulumi.Inputs): pulumi.Input<string> {
  const given = Object.entries(inputs).filter(([, value]) => value !== undefined);
  const marks = given.map(([key, value]) =>
    holdsOutputs(value) ? markOnceSettled(key, value) : plainMark(key, withoutUndefined(value as Json)),
  );
  return marks.every((mark) => typeof mark === "string") ? plainText(marks) : Promise.all(marks).then(plainText);
}

async function markOnceSettled(input: string, value: unknown): Promise<string | undefined> {
  const { value: found, isSecret } = await settled(value);
  return isSecret || found === undefined ? undefined : plainMark(input, found);
}
