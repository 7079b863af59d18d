/** The page of the functions: the arguments and the result of each. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type ts from "typescript";
import { questions } from "../../provider/functions/answers/index.js";
import type { Question } from "../../provider/functions/answers/question.js";
import type { TSchema } from "../../provider/schema/vocabulary.js";
import { checkoutFolder } from "../checkout.mjs";
import { argumentText, resultType } from "../schema/function-types.mjs";
import { code, page, table } from "./markdown.mjs";
import { defaultText, type Property, propertiesOf, typeText } from "./shapes.mjs";
import { declarationIn, docstringOf, sourceOf } from "./source-text.mjs";

const HEAD = `Functions read from the endpoint of the stack, which is real Azure or the embedded Azure (simulation), and change nothing
there. Each function has two forms. \`getX(args)\` reads immediately and returns a promise. \`getXOutput(args, { dependsOn })\`
takes outputs and resources, waits until they are created, and returns an output, which is unknown in a preview. If the
resource does not exist, a function throws a \`BackupError\` whose \`code\` is \`NotFound\`. The result of a function changes
whenever Azure changes: if a change would cause an unwanted diff, use an output of the resource instead.

An argument without "required" is optional.`;

/** The text of `docs/functions.md`. */
export const functionsPage = (): string =>
  page(
    "<!-- Written by npm run docs from provider/functions. -->",
    "# Functions",
    HEAD,
    ...Object.values(questions).flatMap((question: Question) => functionPart(question)),
  );

const programs = (example: string | undefined): string[] =>
  example === undefined ? [] : [`\`\`\`ts\n${example}\n\`\`\``];

/** The declaration of a function. Throws if it is not declared. */
function declarationOf(name: string): ts.Statement {
  const folder = join(checkoutFolder(), "provider", "functions");
  const files = readdirSync(folder).filter((file) => file.startsWith("get-"));
  for (const file of files) {
    const found = declarationIn(sourceOf(join(folder, file)), name);
    if (found !== undefined) return found;
  }
  throw new Error(`no file of provider/functions declares ${name}`);
}

function functionPart(question: Question): string[] {
  const { text, example } = docstringOf(declarationOf(question.name));
  return [
    `## ${question.name}`,
    text,
    ...programs(example),
    ...programs(docstringOf(declarationOf(`${question.name}Output`)).example),
    table(["argument", "type and allowed values", "default", "description"], argumentRows(question)),
    `Returns ${code(resultType(question))}:`,
    table(["property", "type", "description"], resultRows(question)),
  ];
}

const argumentRows = ({ name, args }: Question): string[][] =>
  propertiesOf(args).map((property) => {
    const text = argumentText(property.schema);
    if (text === "") throw new Error(`the argument ${property.path} of ${name} has no description`);
    return [code(property.path), typeText(property.schema), defaultText(property), text];
  });

/** The properties of a result, or of the objects in the array that a function returns. */
const resultRows = ({ name, result }: Question): string[][] =>
  propertiesOf((result["items"] ?? result) as TSchema).map((property) => {
    const { path, schema } = property;
    if (schema.description === undefined)
      throw new Error(`the property ${path} of ${name}'s result has no description`);
    return [code(path), resultTypeText(property), schema.description];
  });

const resultTypeText = ({ schema, isRequired }: Property): string =>
  isRequired ? typeText(schema) : `${typeText(schema)}, or undefined`;
