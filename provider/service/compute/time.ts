/** An instant as Microsoft.Compute writes it. */
export const computeTime = (instant: Date): string => instant.toISOString().replace("Z", "+00:00");
