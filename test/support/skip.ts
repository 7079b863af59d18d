/** A test that cannot run here says why in its title, which the last lines of `npm test` gather. */

/** Skips the running test because of `reason`. */
export function skipBecause(context: Mocha.Context, reason: string): void {
  if (context.test !== undefined) context.test.title += ` (skipped: ${reason})`;
  context.skip();
}
