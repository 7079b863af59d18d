/**
 * The grammar of template expressions, and their canonical text.
 *
 *   value      = expression if the string starts with "[" and ends with "]" and does not start with "[["
 *   expression = ( call | 'string' | integer ) { "." name | "[" expression "]" }
 *   call       = name [ "." name ] "(" [ expression { "," expression } ] ")"
 *
 * Strings have single quotes; a quote inside is doubled. "[[x]" is the literal "[x]". Source: Azure Resource Manager
 * documentation, "Syntax and expressions in ARM templates".
 */
export type Expression =
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "integer"; readonly value: number }
  | Call
  | { readonly kind: "member"; readonly of: Expression; readonly name: string }
  | { readonly kind: "index"; readonly of: Expression; readonly index: Expression };

export interface Call {
  readonly kind: "call";
  /** In its original case; `namespace.member` for a user-defined function. */
  readonly name: string;
  readonly args: readonly Expression[];
}

/** Whether a string of a template is an expression. */
export const isExpression = (text: string): boolean =>
  text.startsWith("[") && text.endsWith("]") && !text.startsWith("[[");

/** The value of a string that is not an expression: an escaped bracket becomes one bracket. */
export const literalOf = (text: string): string => (text.startsWith("[[") && text.endsWith("]") ? text.slice(1) : text);

/** Escapes a string, so a template does not evaluate it. */
export const escapedLiteral = (text: string): string =>
  text.startsWith("[") && text.endsWith("]") ? `[${text}` : text;

/** The canonical text of an expression, without the brackets around it. */
export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case "string":
      return `'${expression.value.replaceAll("'", "''")}'`;
    case "integer":
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
    case "string":
    case "integer":
      return [];
    case "call":
      return [expression, ...expression.args.flatMap(callsIn)];
    case "member":
      return callsIn(expression.of);
    case "index":
      return [...callsIn(expression.of), ...callsIn(expression.index)];
  }
}
