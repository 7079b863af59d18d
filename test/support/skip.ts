/** Skipped tests have the reason in their title. `npm test` prints the reasons at the end. */

/** Skips the running test with this reason. */
export function skipBecause(context: Mocha.Context, reason: string): void {
  if (context.test !== undefined) context.test.title += ` (skipped: ${reason})`;
  context.skip();
}
