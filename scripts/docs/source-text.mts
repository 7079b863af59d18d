/** Reads from source files the docstring and example of an exported declaration, and the members of an interface. */
import { readFileSync } from "node:fs";
import ts from "typescript";

/** The docstring of a declaration. */
export interface Docstring {
  readonly text: string;
  /** The program of `@example`, without its fence. */
  readonly example?: string;
}

/** A member of an interface; its text is empty if it has no docstring. */
export interface Member {
  readonly name: string;
  readonly type: string;
  readonly isOptional: boolean;
  readonly text: string;
}

export type Source = ts.SourceFile;

/** Parses a TypeScript file. */
export const sourceOf = (path: string): Source =>
  ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);

/** The exported class, function, interface or constant of this name; undefined if the file does not declare it. */
export const declarationIn = (source: Source, name: string): ts.Statement | undefined =>
  source.statements.find((statement) => namesOf(statement).includes(name));

function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  const { name } = statement as ts.DeclarationStatement;
  return name === undefined ? [] : [name.getText()];
}

/** The docstring of a declaration. Throws if it has no docstring. */
export function docstringOf(node: ts.Node): Docstring {
  const [doc] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  if (doc === undefined)
    throw new Error(`${node.getSourceFile().fileName}: ${node.getText().slice(0, 60)}… has no docstring`);
  const example = doc.tags?.find(({ tagName }) => tagName.text === "example");
  const text = flat(ts.getTextOfJSDocComment(doc.comment) ?? "");
  if (example === undefined) return { text };
  return { text, example: withoutFence(ts.getTextOfJSDocComment(example.comment) ?? "") };
}

const flat = (text: string): string => text.replaceAll(/[ \t]*\n(?!\n)[ \t]*/g, " ").trim();
const withoutFence = (text: string): string => text.replace(/^\s*```ts\n/, "").replace(/\n```\s*$/, "");

/** The members of an interface; undefined if the file does not declare it. */
export function membersOf(source: Source, name: string): Member[] | undefined {
  const found = declarationIn(source, name);
  if (found === undefined || !ts.isInterfaceDeclaration(found)) return undefined;
  return found.members.filter(ts.isPropertySignature).map((member) => ({
    name: member.name.getText(),
    type: flat(member.type?.getText() ?? "unknown"),
    isOptional: member.questionToken !== undefined,
    text: ts.getJSDocCommentsAndTags(member).length === 0 ? "" : docstringOf(member).text,
  }));
}
