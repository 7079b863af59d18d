/** What all functions share: their two forms, as Pulumi's programs know them, and what they throw. */
import * as pulumi from "@pulumi/pulumi";
import { BackupError, readableMessage } from "../core/errors.js";
import type { Json, JsonObject } from "../core/json.js";
import { redact } from "../core/redact.js";
import type { questions } from "./answers/index.js";
import type { Question } from "./answers/question.js";
import { withEngine } from "./program-engine.js";

type Questions = typeof questions;
type Name = keyof Questions;
type Answer<N extends Name> = Awaited<ReturnType<Questions[N]["answer"]>>;

/** A resource as an argument of a plain function: its id, or anything that has it, such as what another function returned. */
export type PlainReference = string | { readonly id: string };

/** Options of the functions that take and return outputs. */
export interface AskOptions {
  /** Resources that have to be there before the question is asked, beside those that the arguments come from. */
  dependsOn?: pulumi.Input<pulumi.Resource> | pulumi.Input<pulumi.Input<pulumi.Resource>[]>;
}

/** Asks now. Throws a `BackupError`: `InvalidInput` for arguments that are not allowed, `NotFound` for what is not there. */
export const ask = <N extends Name>(name: N, given: object): Promise<Answer<N>> => answerTo(name, given, []);

/** Asks once all arguments are known: in a preview, what depends on a resource that is not made yet is not asked. */
export function askOutput<N extends Name>(name: N, given: object, options: AskOptions = {}): pulumi.Output<Answer<N>> {
  const args = Object.fromEntries(Object.entries(given).map(([key, value]) => [key, knownValue(value)]));
  const ready = pulumi.all([pulumi.output(args), awaited(options.dependsOn)]);
  return ready.apply(async ([known]) => {
    const isSecret = await pulumi.isSecret(ready);
    return answerTo(name, known, isSecret ? Object.values(known) : []);
  }) as pulumi.Output<Answer<N>>;
}

/** `hidden` are the arguments that the program keeps secret, so that no message shows them. */
async function answerTo<N extends Name>(name: N, given: object, hidden: readonly unknown[]): Promise<Answer<N>> {
  try {
    // Loaded by the first call, so that a program that only declares loads no engine.
    const { checkArgs, questions: all } = require("./answers/index.js") as typeof import("./answers/index.js");
    const question: Question = all[name];
    const args = checkArgs(question, plainArgs(name, given));
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

/** Known once the resources are made: in a preview of their creation they have no id, and nothing is asked. */
function awaited(resources: AskOptions["dependsOn"]): pulumi.Output<unknown> {
  return pulumi.output(resources ?? []).apply((found) => {
    const list: pulumi.Resource[] = Array.isArray(found) ? found : [found];
    return pulumi.all(
      list.map((resource) => (pulumi.CustomResource.isInstance(resource) ? resource.id : resource.urn)),
    );
  });
}

/** The arguments as plain JSON, resources as their ids. Throws `InvalidInput` for an output. */
function plainArgs(name: string, given: object): JsonObject {
  const known = Object.entries(given).filter(([, value]) => value !== undefined);
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

/** The strings that no message may show: those that are hidden, and the names at the end of ids. */
function secretsIn(hidden: readonly unknown[]): string[] {
  const { nameOf } = require("../arm/resource-id.js") as typeof import("../arm/resource-id.js");
  return hidden.filter((value) => typeof value === "string").flatMap((value) => [value, nameOf(value)]);
}

/** The error as the program gets it: it names the function, and Pulumi shows its message without a stack. */
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
  // Pulumi knows its RunError, for which it prints no stack, by this mark.
  return Object.assign(new BackupError(code, `${name}: ${message}`, facts), { __pulumiRunError: true });
}
