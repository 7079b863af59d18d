/** What a template is refused with. Texts follow Azure's own, as its clients' tests record them; positions are paths, since JSON that was read has no lines. */
import { BackupError } from "../core/errors.js";
import { redact } from "../core/redact.js";

const INVALID = "InvalidTemplate";

/** A reason for a refusal, before it is known where in the template it arose. */
export const templateFault = (reason: string): BackupError =>
  new BackupError("Refused", reason, { azureCode: INVALID });

/** Whether an error says what is wrong with the template, and not with what it deploys. */
export const isTemplateFault = (error: unknown): error is BackupError =>
  error instanceof BackupError && error.azureCode === INVALID;

/** The refusal of a whole template. Azure's codes: `InvalidTemplate`, `InvalidTemplateCircularDependency`. */
export const invalidTemplate = (inner: string, azureCode = INVALID): BackupError =>
  new BackupError("Refused", `Deployment template validation failed: '${inner}'.`, { azureCode });

/** Where in a template something stands. */
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

/** Runs `work` and says of a fault that it gives rise to where it stands; `source` is the text that was evaluated. */
export function placed<T>(place: Place, source: string | undefined, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!isTemplateFault(error) || isPlaced(error)) throw error;
    const of = source === undefined ? "" : `, expression '${source}'`;
    throw invalidTemplate(`The ${place.what} at '${place.path}'${of} is not valid: ${error.message}`);
  }
}

/** Runs `work` and says of a fault that has no place that it is the whole template's. */
export function whole<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!isTemplateFault(error) || isPlaced(error)) throw error;
    throw invalidTemplate(error.message);
  }
}

/** Runs `work` and redacts secure values in the error that it throws. */
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
