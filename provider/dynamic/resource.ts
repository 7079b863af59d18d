/** The base class of all resource classes: hidden inputs, placeholders of outputs, and the check of the configuration. */
import * as pulumi from "@pulumi/pulumi";
import { isJsonObject, type Json, withoutUndefined } from "../core/json.js";
import { isUnknown } from "../schema/unknown.js";
import { announce } from "./announcement.js";
import { plainMark, plainText } from "./hidden-inputs.js";
import { requireInstalled } from "./loaded-from.js";
import { idsAt, isReference, knownOf, type Projections, referencesAt, resourceWithId, settled } from "./references.js";
import { mayBeTransformed } from "./transformations.js";

export { idsAt, keepAll } from "./references.js";

/** The module part of the type token: `pulumi-nodejs:dynamic/azure-vm-backup:Vault`. Every state contains it. */
const MODULE = "azure-vm-backup";

/** The hand-written parts of a class, in `kinds/X/class.ts`; all other parts are generated from the kind's schema. */
export interface ClassParts {
  /**
   * For inputs that refer to another resource: the properties of that resource to keep in addition to its id. They are used
   * in the check only, and never compared in a diff.
   */
  readonly known?: Readonly<Record<string, Projections>>;
  /** Derives arguments from others, before references become ids. */
  prepare?(args: object): object;
  /** Outputs that are secret. */
  readonly secretOutputs?: readonly string[];
}

/** The facts about a kind that its class needs. */
interface Declaration extends ClassParts {
  /** The exports object of `kinds/X/provider.js` itself: Pulumi recognizes a module by the identity of this object. */
  readonly provider: object;
  readonly kind: string;
  /** The ARM type of all resources of the class; undefined if each has its own. */
  readonly armType?: string;
  /** All properties: each has a placeholder, so its output exists if the program omits the input, or reads the resource. */
  readonly outputs: readonly string[];
  /** Whether `name` is optional and defaults to the resource's name in the program. */
  readonly named: boolean;
  /** The paths of the inputs that are an id or the resource itself: `source.blob.storageAccount`; `*` is every entry of an array. */
  readonly references?: readonly string[];
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
    args: object | null | undefined,
    options?: pulumi.CustomResourceOptions,
  ) {
    requireInstalled(declaration.provider);
    announce();
    const constructed: { resource?: pulumi.Resource } = {};
    const isTransformed = () => constructed.resource === undefined || mayBeTransformed(constructed.resource, options);
    // A `get` by id has no arguments. Without an id the check reports what is missing.
    const isGet = args == null && options?.id !== undefined;
    const given = args ?? {};
    const prepared = isGet ? undefined : (declaration.prepare?.(given) ?? given);
    const inputs = prepared === undefined ? {} : declared(declaration, prepared, { name, options, isTransformed });
    const placeholders = Object.fromEntries(
      ["endpoint", "adopted", ...declaration.outputs].map((key) => [key, undefined]),
    );
    super(
      declaration.provider as pulumi.dynamic.ResourceProvider,
      name,
      { ...placeholders, ...inputs },
      withSecretOutputs(options, declaration.secretOutputs),
      MODULE,
      declaration.kind,
    );
    constructed.resource = this;
    // Not enumerable: it is no property of the resource in Azure.
    if (declaration.armType !== undefined) Object.defineProperty(this, "__armType", { value: declaration.armType });
  }
}

/** Whether a value is a resource of this class, also of another copy of this package. */
export const isOfKind = (value: unknown, kind: string): boolean =>
  pulumi.CustomResource.isInstance(value) &&
  (value as { readonly __pulumiType?: unknown }).__pulumiType === typeTokenOf(kind);

const typeTokenOf = (kind: string): string => `pulumi-nodejs:dynamic/${MODULE}:${kind}`;

const withSecretOutputs = (
  options: pulumi.CustomResourceOptions | undefined,
  secretOutputs: readonly string[] | undefined,
): pulumi.CustomResourceOptions | undefined =>
  secretOutputs === undefined ? options : pulumi.mergeOptions(options, { additionalSecretOutputs: [...secretOutputs] });

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
  const inputs: pulumi.Inputs = Object.fromEntries(Object.entries(args).filter(([, value]) => value !== null));
  if (declaration.named) inputs["name"] ??= name;
  const { __known: knownInArgs, ...rest } = inputs;
  const known = { ...(knownInArgs as pulumi.Inputs | undefined), ...referenced(declaration, rest) };
  const urn = urnOf(name, typeTokenOf(declaration.kind), options?.parent);
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

/** Replaces each reference in `inputs` by its id; returns the known properties of the resources, by the paths of the inputs. */
function referenced(declaration: Declaration, inputs: pulumi.Inputs): pulumi.Inputs {
  const { references = [] } = declaration;
  const known = { ...knownOfInputs(declaration, inputs), ...knownInside(references, inputs) };
  for (const path of references) {
    const [key = "", ...inside] = path.split(".");
    if (isReference(inputs[key])) inputs[key] = idsAt(inputs[key], inside);
  }
  return known;
}

function knownOfInputs({ references = [], known: projections = {} }: Declaration, inputs: pulumi.Inputs) {
  const known: pulumi.Inputs = {};
  for (const [key, value] of Object.entries(inputs)) {
    const resource = pulumi.runtime.isDryRun() ? resourceWithId(value) : undefined;
    if (resource !== undefined) known[key] = knownOf(resource, {});
    else if (isReference(value) && isKept(key)) known[key] = knownOf(value, projections[key] ?? {});
  }
  return known;

  /** In a preview the type of every resource is checked; later its id is known. */
  function isKept(key: string): boolean {
    return projections[key] !== undefined || (pulumi.runtime.isDryRun() && references.includes(key));
  }
}

/** The same for references inside inputs, of which only a preview needs the type. */
function knownInside(references: readonly string[], inputs: pulumi.Inputs): pulumi.Inputs {
  if (!pulumi.runtime.isDryRun()) return {};
  const found = references.flatMap((path) => {
    const [key = "", ...inside] = path.split(".");
    return inside.length === 0 ? [] : referencesAt(inputs[key], inside, key);
  });
  return Object.fromEntries(found.map(([path, value]) => [path, knownOf(resourceWithId(value) ?? value, {})]));
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
