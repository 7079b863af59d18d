/** The response header for warnings of the embedded Azure; Azure has no such header. */

/** The header; it contains printable ASCII only. */
export const WARNING_HEADER = "x-ms-azvb-warning";

const SEPARATOR = " | ";

/** The value of the header for these warnings. */
export const warningHeader = (warnings: readonly string[]): string =>
  warnings.map((text) => text.replaceAll(/[^\x20-\x7e]/g, "?")).join(SEPARATOR);

/** The warnings in the header; empty if it is missing. */
export const warningsIn = (header: string | undefined): string[] =>
  (header ?? "").split(SEPARATOR).filter((text) => text !== "");
