/**
 * Composite formats of .NET in the culture en-US for `format`: `{index[,width][:spec]}`. Integers support D, X, N, F and G;
 * any other specification is refused.
 */
import type { Json } from "../../core/json.js";
import { templateFault } from "../faults.js";
import { isList } from "./arguments.js";

const ITEM = /\{\{|\}\}|\{(\d+)(?:,\s*(-?\d+))?(?::([^{}]*))?\}|[{}]/g;

/** Formats the values. Throws `InvalidTemplate` with Azure's message for an invalid format or a missing value. */
export function formatted(format: string, values: readonly Json[]): string {
  return format.replaceAll(ITEM, (found, index?: string, width?: string, spec?: string) => {
    if (found === "{{" || found === "}}") return found.slice(1);
    if (index === undefined) throw invalid("Input string was not in a correct format.");
    const value = values[Number(index)];
    if (value === undefined) {
      throw invalid(
        "Index (zero based) must be greater than or equal to zero and less than the size of the argument list.",
      );
    }
    return aligned(item(value, spec ?? ""), Number(width ?? 0));
  });
}

const invalid = (reason: string) => templateFault(`the format is invalid: '${reason}'.`);

const aligned = (text: string, width: number): string => (width < 0 ? text.padEnd(-width) : text.padStart(width));

function item(value: Json, spec: string): string {
  if (typeof value === "number") return number(value, spec);
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "True" : "False";
  return value === null ? "" : quoted(value);
}

/** JSON with single quotes and no white space, as Azure writes objects and arrays. */
function quoted(value: Json): string {
  if (typeof value === "string") return `'${value.replaceAll("'", "\\'")}'`;
  if (isList(value)) return `[${value.map(quoted).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).flatMap(([key, member]) =>
    member === undefined ? [] : [`${quoted(key)}:${quoted(member)}`],
  );
  return `{${members.join(",")}}`;
}

function number(value: number, spec: string): string {
  const [, letter = "", digits = ""] = /^([A-Za-z])(\d*)$/.exec(spec) ?? [];
  const places = digits === "" ? undefined : Number(digits);
  if (spec === "" || letter.toUpperCase() === "G") return String(value);
  switch (letter) {
    case "D":
    case "d":
      return `${value < 0 ? "-" : ""}${String(Math.abs(value)).padStart(places ?? 0, "0")}`;
    case "X":
      return hexadecimal(value)
        .toUpperCase()
        .padStart(places ?? 0, "0");
    case "x":
      return hexadecimal(value).padStart(places ?? 0, "0");
    case "N":
    case "n":
      return grouped(value, places ?? 2);
    case "F":
    case "f":
      return value.toFixed(places ?? 2);
    default:
      throw templateFault(`the format specification '${spec}' is not supported by the embedded Azure.`);
  }
}

/** Negative numbers have 64 bits, as in .NET. */
const hexadecimal = (value: number): string => BigInt.asUintN(64, BigInt(value)).toString(16);

const grouped = (value: number, places: number): string =>
  value.toLocaleString("en-US", { minimumFractionDigits: places, maximumFractionDigits: places });
