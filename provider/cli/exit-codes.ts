/** The exit codes of `azvb`: the one table, from which the help is printed. Every code in it has a test in which it occurs. */
import { BackupError, type ErrorCode } from "../core/errors.js";

interface ExitCode {
  readonly code: number;
  readonly meaning: string;
  /** The codes of errors that end with it; missing for success, and for the code of all other errors. */
  readonly errors?: readonly ErrorCode[];
}

export const EXIT_CODES: readonly ExitCode[] = [
  { code: 0, meaning: "success, also if a filter matches nothing" },
  { code: 1, meaning: "error, such as a home that cannot be used or a port in use" },
  { code: 2, meaning: "usage error: unknown command or option, or invalid value", errors: ["InvalidInput"] },
  {
    code: 3,
    meaning: "the home, subscription, resource group, vault or VM does not exist",
    errors: ["NotFound"],
  },
];

const OTHER_ERRORS = 1;
export const USAGE_ERROR = 2;

export function exitCodeOf(error: unknown): number {
  if (!(error instanceof BackupError)) return OTHER_ERRORS;
  return EXIT_CODES.find(({ errors }) => errors?.includes(error.code))?.code ?? OTHER_ERRORS;
}

/** The section of the help. */
export const exitCodesHelp = (): string =>
  ["Exit codes:", ...EXIT_CODES.map(({ code, meaning }) => `  ${code}  ${meaning}`)].join("\n");
