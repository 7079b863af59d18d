/** The page of the functions: the arguments and the result of each. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { questions } from "../../provider/functions/answers/index.js";
import type { Question } from "../../provider/functions/answers/question.js";
import { checkoutFolder } from "../checkout.mjs";
import { code, page, table } from "./markdown.mjs";
import { defaultText, propertiesOf, typeText } from "./shapes.mjs";
import { declarationIn, docstringOf, type Member, membersOf, type Source, sourceOf } from "./source-text.mjs";

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

const folder = (): string => join(checkoutFolder(), "provider", "functions");

const programs = (example: string | undefined): string[] =>
  example === undefined ? [] : [`\`\`\`ts\n${example}\n\`\`\``];

/** Where a function is declared. Throws if it is not declared. */
function placeOf(name: string): { readonly source: Source; readonly found: ts.Statement } {
  const files = readdirSync(folder()).filter((file) => file.startsWith("get-"));
  for (const file of files) {
    const source = sourceOf(join(folder(), file));
    const found = declarationIn(source, name);
    if (found !== undefined) return { source, found };
  }
  throw new Error(`no file of provider/functions declares ${name}`);
}

function functionPart(question: Question): string[] {
  const { source, found } = placeOf(question.name);
  const { text, example } = docstringOf(found);
  const answer = answerOf(found);
  return [
    `## ${question.name}`,
    text,
    ...programs(example),
    ...programs(docstringOf(placeOf(`${question.name}Output`).found).example),
    table(["argument", "type and allowed values", "default", "description"], argumentRows(question, source)),
    `Returns ${code(answer)}:`,
    table(["property", "type", "description"], answerRows(answer.replace(/\[\]$/, ""), "")),
  ];
}

function argumentRows(question: Question, source: Source): string[][] {
  const name = `${question.name.charAt(0).toUpperCase()}${question.name.slice(1)}Args`;
  const members = membersOf(source, name) ?? [];
  return propertiesOf(question.args)
    .filter(({ path }) => !/[.[]/.test(path))
    .map((property) => {
      const { path, schema } = property;
      const text = members.find((member) => member.name === path)?.text ?? schema.description;
      if (text === undefined) throw new Error(`the argument ${path} of ${question.name} has no description`);
      return [code(path), typeText(schema), defaultText(property), text];
    });
}

/** `VaultFacts` of `(args): Promise<VaultFacts> => …`. */
function answerOf(found: ts.Statement): string {
  const type = returnTypeIn(found)?.getText() ?? "";
  const [, answer] = /^Promise<(.+)>$/.exec(type) ?? [];
  if (answer === undefined) throw new Error(`${found.getSourceFile().fileName}: a function without Promise<…>`);
  return answer;
}

function returnTypeIn(node: ts.Statement): ts.TypeNode | undefined {
  if (ts.isFunctionDeclaration(node)) return node.type;
  if (!ts.isVariableStatement(node)) return undefined;
  const [first] = node.declarationList.declarations;
  const initializer = first?.initializer;
  return initializer !== undefined && ts.isArrowFunction(initializer) ? initializer.type : undefined;
}

let answerSources: readonly Source[] | undefined;

/** The members of a result's interface; those of nested interfaces have their path. */
function answerRows(typeName: string, above: string): string[][] {
  return (answerMembers(typeName) ?? []).flatMap(({ name, type, text }) => {
    const inner = /^(?:readonly )?(\w+)(\[\])?(?: \| undefined)?$/.exec(type);
    const path = `${above}${name}`;
    const isOpen = inner?.[1] !== undefined && inner[1] !== typeName && answerMembers(inner[1]) !== undefined;
    const rows = isOpen ? answerRows(inner?.[1] ?? "", `${path}${inner?.[2] ?? ""}.`) : [];
    return [[code(path), code(type), text], ...rows];
  });
}

function answerMembers(typeName: string): readonly Member[] | undefined {
  const answers = join(folder(), "answers");
  answerSources ??= readdirSync(answers).map((name) => sourceOf(join(answers, name)));
  return answerSources.map((source) => membersOf(source, typeName)).find((members) => members !== undefined);
}
