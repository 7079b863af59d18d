/** The plain and the Output form of all functions, and their errors. */
import * as pulumi from "@pulumi/pulumi";
import { BackupError, readableMessage } from "../core/errors.js";
import type { Json, JsonObject } from "../core/json.js";
import { redact } from "../core/redact.js";
import type { questions } from "./answers/index.js";
import type { Question } from "./answers/question.js";
import type { AskOptions } from "./ask-options.js";
import { withEngine } from "./program-engine.js";

type Questions = typeof questions;
type Name = keyof Questions;
type Answer<N extends Name> = Awaited<ReturnType<Questions[N]["answer"]>>;

/** Reads immediately. Throws a `BackupError`: `InvalidInput` for invalid arguments, `NotFound` for a missing resource. */
export const ask = <N extends Name>(name: N, values: object): Promise<Answer<N>> => answerTo(name, values, []);

/** Reads once all arguments are known: in a preview, not if they depend on a resource that is not created yet. */
export function askOutput<N extends Name>(name: N, values: object, options: AskOptions = {}): pulumi.Output<Answer<N>> {
  const args = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, knownValue(value)]));
  const ready = pulumi.all([pulumi.output(args), awaited(options.dependsOn)]);
  return ready.apply(async ([known]) => {
    const isSecret = await pulumi.isSecret(ready);
    return answerTo(name, known, isSecret ? Object.values(known) : []);
  }) as pulumi.Output<Answer<N>>;
}

/** `hidden` are the secret arguments, which messages redact. */
async function answerTo<N extends Name>(name: N, values: object, hidden: readonly unknown[]): Promise<Answer<N>> {
  try {
    // Loaded by the first call, so a program that calls no function loads no engine.
    const { checkArgs, questions: all } = require("./answers/index.js") as typeof import("./answers/index.js");
    const question: Question = all[name];
    const args = checkArgs(question, plainArgs(name, values));
    return (await withEngine((engine) => question.answer(engine, args))) as Answer<N>;
  } catch (error) {
    throw withFunctionName(name, error, hidden);
  }
}

/** The value of an argument; of a resource its id. */
const knownValue = (value: unknown): pulumi.Output<unknown> =>
  pulumi.output(value as pulumi.Input<string>).apply((found: unknown) => {
    const id = idIn(found);
    return id === undefined ? found : pulumi.output(id as pulumi.Input<string>);
  });

const idIn = (value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value) && "id" in value ? value.id : undefined;

/** Resolves once the resources are created: in a preview of their creation they have no id. */
function awaited(resources: AskOptions["dependsOn"]): pulumi.Output<unknown> {
  return pulumi.output(resources ?? []).apply((found) => {
    const list: pulumi.Resource[] = Array.isArray(found) ? found : [found];
    return pulumi.all(
      list.map((resource) => (pulumi.CustomResource.isInstance(resource) ? resource.id : resource.urn)),
    );
  });
}

/** The arguments as plain JSON, resources as their ids, without omitted ones. Throws `InvalidInput` for an output. */
function plainArgs(name: string, values: object): JsonObject {
  const known = Object.entries(values).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(known.map(([key, value]) => [key, plainValue(name, key, value)]));
}

function plainValue(name: string, key: string, value: unknown): Json {
  const plain = idIn(value) ?? value;
  if (!pulumi.Output.isInstance(plain)) return plain as Json;
  throw new BackupError(
    "InvalidInput",
    `${key}: is an output, whose value is not known yet: expected a plain value, or use ${name}Output, which waits for it`,
  );
}

/** The strings to redact: the secret arguments, and the names at the end of ids. */
function secretsIn(hidden: readonly unknown[]): string[] {
  const { nameOf } = require("../arm/resource-id.js") as typeof import("../arm/resource-id.js");
  return hidden.filter((value) => typeof value === "string").flatMap((value) => [value, nameOf(value)]);
}

/** Adds the name of the function to an error, and makes Pulumi print it without a stack trace. */
function withFunctionName(name: string, error: unknown, hidden: readonly unknown[]): unknown {
  if (!(error instanceof BackupError)) return error;
  const { code, azureCode, requestId, status } = error;
  const message = hidden.length === 0 ? readableMessage(error) : redact(readableMessage(error), secretsIn(hidden));
  const facts = {
    status,
    ...(hidden.length > 0 ? {} : { cause: error }),
    ...(azureCode === undefined ? {} : { azureCode }),
    ...(requestId === undefined ? {} : { requestId }),
  };
  // Pulumi prints no stack trace for an error with this property, which marks its RunError.
  return Object.assign(new BackupError(code, `${name}: ${message}`, facts), { __pulumiRunError: true });
}
