/** The base class of all resource classes: hidden inputs, placeholders of outputs, and the check of the configuration. */
import * as pulumi from "@pulumi/pulumi";
import { isJsonObject, type Json, withoutUndefined } from "../core/json.js";
import { isUnknown } from "../schema/unknown.js";
import { announce } from "./announcement.js";
import { plainMark, plainText } from "./hidden-inputs.js";
import { requireInstalled } from "./loaded-from.js";
import { idOf, knownOf, type Projection, settled } from "./references.js";
import { mayBeTransformed } from "./transformations.js";

export { keepAll } from "./references.js";

/** The module part of the type token: `pulumi-nodejs:dynamic/azure-vm-backup:Vault`. Every state contains it. */
const MODULE = "azure-vm-backup";

/** The facts about a kind that its class needs. */
interface Declaration {
  /** The exports object of `kinds/X/provider.js` itself: Pulumi recognizes a module by the identity of this object. */
  readonly provider: object;
  readonly kind: string;
  /** The properties that need a placeholder to exist on the class: outputs, and optional inputs. */
  readonly outputs: readonly string[];
  /** Whether `name` is optional and defaults to the resource's name in the program. */
  readonly named: boolean;
  /**
   * Inputs that refer to another resource by its id or by the resource itself, with the properties to keep in addition to
   * the id. These properties are used in the check only, and never compared in a diff.
   */
  readonly references?: Readonly<Record<string, Readonly<Record<string, Projection>>>>;
}

/** A resource of this package. Its properties are its inputs, its outputs, `endpoint` and `adopted`. */
export abstract class BackupResource extends pulumi.dynamic.Resource {
  /** The endpoint of this resource: `embedded`, `azure`, `azure-usgovernment`, `azure-china` or a URL. It exists in Azure only with one of the three clouds. */
  declare readonly endpoint: pulumi.Output<string>;
  /** Whether it existed before and was adopted. */
  declare readonly adopted: pulumi.Output<boolean>;

  protected constructor(
    declaration: Declaration,
    name: string,
    args: object | undefined,
    options?: pulumi.CustomResourceOptions,
  ) {
    requireInstalled(declaration.provider);
    announce();
    const constructed: { resource?: pulumi.Resource } = {};
    const isTransformed = () => constructed.resource === undefined || mayBeTransformed(constructed.resource, options);
    // A `get` by id has no arguments. Without an id the check reports what is missing.
    const isGet = args === undefined && options?.id !== undefined;
    const inputs = isGet ? {} : declared(declaration, args ?? {}, { name, options, isTransformed });
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
    constructed.resource = this;
  }
}

/** The arguments of a constructor call. */
interface Construction {
  readonly name: string;
  readonly options: pulumi.CustomResourceOptions | undefined;
  /** Whether transformations may change its inputs; known after the constructor has ended and its parent is registered. */
  isTransformed(): boolean;
}

function declared(
  declaration: Declaration,
  args: object,
  { name, options, isTransformed }: Construction,
): pulumi.Inputs {
  const inputs: pulumi.Inputs = { ...args };
  if (declaration.named) inputs["name"] ??= name;
  const { __known: knownInArgs, ...rest } = inputs;
  const known = { ...(knownInArgs as pulumi.Inputs | undefined), ...referenced(declaration.references ?? {}, rest) };
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
 * The resolved properties of references; undefined for none. In a preview all unknown ids look the same, so a reference
 * with an unknown id is omitted if a transformation may have replaced it.
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
  const certain = found.filter(([, value]) => value !== undefined && !isDoubtful(value));
  return certain.length === 0 ? undefined : Object.fromEntries(certain);
}

/** The resource's own URN, without a dependency: an Output of it would depend on the parent, and so on all of its children. */
const urnOf = (name: string, type: string, parent: pulumi.Resource | undefined): pulumi.Input<string> =>
  parent === undefined
    ? `urn:pulumi:${pulumi.getStack()}::${pulumi.getProject()}::${type}::${name}`
    : settled(pulumi.createUrn(name, type, parent)).then(({ value }) => String(value));

/** Replaces each reference in `inputs` by its id; returns the known properties of the resources. */
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

/** The resource whose `id` output an input is. In a preview of its creation the id is unknown, so its URN identifies it. */
function resourceWithId(value: unknown): pulumi.Resource | undefined {
  if (!pulumi.Output.isInstance(value)) return undefined;
  const { resources } = value as unknown as { resources(): Set<pulumi.Resource> };
  return [...resources()].find((found) => pulumi.CustomResource.isInstance(found) && found.id === value);
}

/** Whether an input contains Outputs, which may be secret. Plain values are not resolved, since each Output takes time. */
const holdsOutputs = (value: unknown): boolean =>
  typeof value === "object" && value !== null && (!isPlainObject(value) || Object.values(value).some(holdsOutputs));

/** Whether a value is a plain object or an array. */
const isPlainObject = (value: object): boolean =>
  Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;

/** A mark for each input without secrets. Unknown values are Pulumi's magic string, as in the provider. */
function plainMarks(inputs: pulumi.Inputs): pulumi.Input<string> {
  const declaredInputs = Object.entries(inputs).filter(([, value]) => value !== undefined);
  const marks = declaredInputs.map(([key, value]) =>
    holdsOutputs(value) ? markOnceSettled(key, value) : plainMark(key, withoutUndefined(value as Json)),
  );
  return marks.every((mark) => typeof mark === "string") ? plainText(marks) : Promise.all(marks).then(plainText);
}

async function markOnceSettled(input: string, value: unknown): Promise<string | undefined> {
  const { value: found, isSecret } = await settled(value);
  return isSecret || found === undefined ? undefined : plainMark(input, found);
}
