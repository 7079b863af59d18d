/** What Azure answers may quote what it was sent. No failure goes on with a value of the protected settings in it. */
import { BackupError } from "../../core/errors.js";
import type { Json, JsonObject } from "../../core/json.js";
import { withoutSignatures } from "../../rules/sas-uri.js";

/** Shorter texts are no secrets, and to cross them out would leave nothing to read. */
const SHORTEST = 6;
const HIDDEN = "[secret]";

/** Runs a write; its failure shows none of the texts that `secrets` hold, and no access signature. */
export async function withoutShowing<T>(secrets: readonly (Json | undefined)[], write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw error instanceof BackupError ? crossedOut(error, secrets.flatMap(textsIn)) : error;
  }
}

/** Every text that a value holds, the longest first: one may hold another. */
const textsIn = (value: Json | undefined): string[] =>
  allTexts(value).sort((left, right) => right.length - left.length);

function allTexts(value: Json | undefined): string[] {
  if (typeof value === "string") return value.length < SHORTEST ? [] : [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap((held) => allTexts(held)) : [];
}

function crossedOut(error: BackupError, texts: readonly string[]): BackupError {
  const clean = (text: string) =>
    withoutSignatures(texts.reduce((left, secret) => left.replaceAll(secret, HIDDEN), text));
  const { azureCode, requestId, hint } = error;
  return new BackupError(error.code, clean(error.message), {
    status: error.status,
    details: error.details.map((detail) => JSON.parse(clean(JSON.stringify(detail))) as JsonObject),
    ...(azureCode === undefined ? {} : { azureCode }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(hint === undefined ? {} : { hint }),
  });
}
