/**
 * The grammar of template expressions, and their canonical text.
 *
 *   value      = expression where a text starts with "[" and ends with "]" and does not start with "[["
 *   expression = ( call | 'text' | whole number ) { "." name | "[" expression "]" }
 *   call       = name [ "." name ] "(" [ expression { "," expression } ] ")"
 *
 * Texts stand in single quotes; a quote in one is doubled. "[[x]" is the text "[x]". Source: Azure Resource Manager
 * documentation, "Syntax and expressions in ARM templates".
 */
export type Expression =
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "whole"; readonly value: number }
  | Call
  | { readonly kind: "member"; readonly of: Expression; readonly name: string }
  | { readonly kind: "index"; readonly of: Expression; readonly index: Expression };

export interface Call {
  readonly kind: "call";
  /** As it was written; `namespace.member` for a function of the template's own. */
  readonly name: string;
  readonly args: readonly Expression[];
}

/** Whether a text of a template is to be evaluated. */
export const isExpression = (text: string): boolean =>
  text.startsWith("[") && text.endsWith("]") && !text.startsWith("[[");

/** What a text that is no expression stands for: an escaped bracket is one bracket. */
export const literalOf = (text: string): string => (text.startsWith("[[") && text.endsWith("]") ? text.slice(1) : text);

/** How a text is written in a template so that it stands for itself. */
export const escapedLiteral = (text: string): string =>
  text.startsWith("[") && text.endsWith("]") ? `[${text}` : text;

/** The canonical text of an expression, without the brackets around it. */
export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case "text":
      return `'${expression.value.replaceAll("'", "''")}'`;
    case "whole":
      return String(expression.value);
    case "call":
      return `${expression.name}(${expression.args.map(printExpression).join(", ")})`;
    case "member":
      return `${printExpression(expression.of)}.${expression.name}`;
    case "index":
      return `${printExpression(expression.of)}[${printExpression(expression.index)}]`;
  }
}

/** Every call in an expression, outermost first. */
export function callsIn(expression: Expression): Call[] {
  switch (expression.kind) {
    case "text":
    case "whole":
      return [];
    case "call":
      return [expression, ...expression.args.flatMap(callsIn)];
    case "member":
      return callsIn(expression.of);
    case "index":
      return [...callsIn(expression.of), ...callsIn(expression.index)];
  }
}
