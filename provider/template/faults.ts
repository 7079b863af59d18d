/** Errors of invalid templates. Messages are Azure's, from tests of its clients; positions are paths, since parsed JSON has no lines. */
import { BackupError } from "../core/errors.js";
import { redact } from "../core/redact.js";

const INVALID = "InvalidTemplate";

/** An error without its place in the template, which `withPlace` or `withoutPlace` completes. */
export const templateFault = (reason: string): BackupError =>
  new BackupError("Refused", reason, { azureCode: INVALID });

/** Whether an error is about the template, not about the deployed resources. */
export const isTemplateFault = (error: unknown): error is BackupError =>
  error instanceof BackupError && error.azureCode === INVALID;

/** The complete error of a template. Azure's codes: `InvalidTemplate`, `InvalidTemplateCircularDependency`. */
export const invalidTemplate = (inner: string, azureCode = INVALID): BackupError =>
  new BackupError("Refused", `Deployment template validation failed: '${inner}'.`, { azureCode });

/** A place in a template. */
export interface Place {
  /** Such as `template resource 'web'` or `template output 'id'`. */
  readonly what: string;
  /** Such as `resources[0].properties.location`. */
  readonly path: string;
}

export const under = ({ what, path }: Place, key: string | number): Place => ({
  what,
  path: typeof key === "number" ? `${path}[${key}]` : `${path}.${key}`,
});

/** Runs `work` and adds the place to its template fault; `source` is the evaluated expression. */
export function withPlace<T>(place: Place, source: string | undefined, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!isTemplateFault(error) || isPlaced(error)) throw error;
    const of = source === undefined ? "" : `, expression '${source}'`;
    throw invalidTemplate(`The ${place.what} at '${place.path}'${of} is not valid: ${error.message}`);
  }
}

/** Runs `work` and completes its template fault without a place. */
export function withoutPlace<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!isTemplateFault(error) || isPlaced(error)) throw error;
    throw invalidTemplate(error.message);
  }
}

/** Runs `work` and redacts secure values in its error. */
export function redacting<T>(secrets: readonly string[], work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof BackupError)) throw error;
    const { azureCode = INVALID } = error;
    throw new BackupError(error.code, redact(error.message, secrets), { azureCode });
  }
}

const isPlaced = ({ message }: BackupError): boolean => message.startsWith("Deployment template validation failed: ");
