/**
 * `objectStr`, the object that travels as text in the settings of the VMSnapshot extension: base64 of JSON. The extension
 * decodes base64, reads the bytes as ASCII, takes white space and single quotes off both ends, and parses. A byte that is
 * not ASCII ends it without a word, so every other character is written as `\uXXXX`.
 * Source: Azure/azure-linux-extensions, VMBackup (`parameterparser.py`).
 */
import { isJsonObject, type Json, type JsonObject } from "../../core/json.js";

/** What stands in an `objectStr`, or why nothing can be read from it. */
type SnapshotObject = { readonly object: JsonObject } | { readonly reason: string };

/** The text of an object, all of it ASCII. */
export function encodeSnapshotObject(object: JsonObject): string {
  const ascii = JSON.stringify(object).replaceAll(/[\u0080-\uffff]/g, escaped);
  return Buffer.from(ascii, "latin1").toString("base64");
}

const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Reads an `objectStr` as the extension does, but says why where the extension would end without a word. Never quotes it. */
export function readSnapshotObject(text: string): SnapshotObject {
  if (text === "" || !BASE64.test(text)) {
    return { reason: "is not base64: expected the base64 text of a JSON object, on one line" };
  }
  const bytes = Buffer.from(text, "base64");
  if (bytes.some((byte) => byte > 0x7f)) {
    return {
      reason:
        "holds a byte that is not ASCII, on which the extension ends without a word: write such characters as \\uXXXX before encoding",
    };
  }
  const object = parsed(
    bytes
      .toString("latin1")
      .trim()
      .replaceAll(/^'+|'+$/g, ""),
  );
  if (isJsonObject(object)) return { object };
  return { reason: 'is the base64 of something that is no JSON object: expected one such as {"backupMetadata":[]}' };
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
