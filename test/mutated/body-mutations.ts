/** Changes of one place in a JSON body. */
import { isJsonObject, type Json, type JsonObject } from "../../provider/core/json.js";
import type { Random } from "./random.js";

/** A value of a body, and a way to change it. */
interface Place {
  readonly key: string | number;
  readonly value: Json;
  readonly holder: { [key: string | number]: Json };
}

function placesIn(value: Json): Place[] {
  if (!Array.isArray(value) && !isJsonObject(value)) return [];
  const holder = value as { [key: string | number]: Json };
  return Object.entries(value).flatMap(([key, inner]) => [
    { key, value: inner as Json, holder },
    ...placesIn(inner as Json),
  ]);
}

/** A change of a body in place. */
type Change = (body: JsonObject, random: Random) => void;

const at = (body: JsonObject, random: Random, of: (value: Json) => boolean = () => true): Place | undefined => {
  const places = placesIn(body).filter(({ value }) => of(value));
  return places.length === 0 ? undefined : random.pick(places);
};

const set = (place: Place | undefined, change: (value: Json) => Json): void => {
  if (place !== undefined) place.holder[place.key] = change(place.value);
};

const isText = (value: Json): boolean => typeof value === "string";
const isId = (value: Json): boolean => typeof value === "string" && value.startsWith("/subscriptions/");

const OTHERS: readonly Json[] = [
  ...[null, true, false, 0, -1, 1.5, 1e308, 2 ** 53, 4_294_967_296, "", " ", "text", "true", "12"],
  ...[[], {}, [null], [[]], { a: 1 }, [1, "a", {}], "2024-13-41T99:00:00Z", "2024-02-29T23:59:60+14:00", "\u0000"],
  ...["\ud800", "İ", "…", "a/b", "..", "%2F", "'; --", "[concat('a')]", "P1Y", "-00:00", "NaN"],
];

const NAMES: readonly string[] = [
  ...["unknown", "__proto__", "constructor", "toString", "hasOwnProperty", "", " ", "a.b", "a/b", "Properties", "ID"],
  ...["properties ", "\u0000", "ünïcode", "x".repeat(300), "length", "0", "$ref", "value", "valueOf", "prototype"],
];

/** Own even for `__proto__`. */
const define = (holder: object, key: string, value: Json): void => {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
};

const swapCase = (text: string, random: Random): string =>
  random.pick([
    text.toUpperCase(),
    text.toLowerCase(),
    [...text].map((c, i) => (i % 2 ? c.toUpperCase() : c.toLowerCase())).join(""),
  ]);

function rename(place: Place | undefined, change: (key: string) => string): void {
  if (place === undefined || Array.isArray(place.holder)) return;
  const { [place.key]: value, ...others } = place.holder;
  if (value === undefined) return;
  for (const key of Object.keys(place.holder)) delete place.holder[key];
  Object.assign(place.holder, others);
  define(place.holder, change(String(place.key)), value);
}

const nested = (levels: number): Json => JSON.parse("[".repeat(levels) + "]".repeat(levels)) as Json;

/** An id with another name, type or form in one of its segments. */
export function otherId(id: string, random: Random): string {
  const segments = id.split("/");
  const index = 1 + random.integer(segments.length - 1);
  const segment = segments[index] ?? "";
  const replaced = random.pick([
    ...["other", "", " ", "..", "virtualMachines", "x".repeat(400), `${segment};${segment}`, segment.toUpperCase()],
    ...[`${segment}/${segment}`, "a%2Fb", "İ", segment.slice(1), "00000000-0000-4000-8000-000000000002"],
  ]);
  segments[index] = replaced;
  return random.chance(0.1) ? segments.slice(0, index).join("/") : segments.join("/");
}

export const BODY_CHANGES: Readonly<Record<string, Change>> = {
  type: (body, random) =>
    set(at(body, random), () => structuredClone(random.pick(OTHERS.filter((one) => one !== null)))),
  null: (body, random) => set(at(body, random), () => null),
  valueCase: (body, random) => set(at(body, random, isText), (value) => swapCase(String(value), random)),
  nameCase: (body, random) => rename(at(body, random), (key) => swapCase(key, random)),
  rename: (body, random) => rename(at(body, random), () => random.pick(NAMES)),
  text: (body, random) =>
    set(at(body, random, isText), (value) =>
      random.pick([`${value} `, `x${value}`, `${value}x`, String(value).slice(1)]),
    ),
  number: (body, random) =>
    set(
      at(body, random, (value) => typeof value === "number"),
      (value) =>
        random.pick([
          -Number(value),
          Number(value) + 0.5,
          Number(value) * 1e6,
          0,
          String(value),
          Number.MAX_SAFE_INTEGER,
        ]),
    ),
  delete: (body, random) => {
    const place = at(body, random);
    if (place === undefined) return;
    if (Array.isArray(place.holder)) place.holder.splice(Number(place.key), 1);
    else delete place.holder[place.key];
  },
  unknown: (body, random) => {
    const place = at(body, random, isJsonObject);
    define(
      (place?.value as object | undefined) ?? body,
      random.pick(NAMES),
      structuredClone(random.pick(OTHERS.slice(1))),
    );
  },
  repeat: (body, random) => {
    const times = random.pick([2, 3, 10, 60, 1000]);
    set(at(body, random), (value) => Array.from({ length: times }, () => structuredClone(value)));
  },
  deep: (body, random) => set(at(body, random), () => nested(random.pick([3, 50, 253, 300, 1000]))),
  long: (body, random) =>
    set(at(body, random, isText), (value) => String(value).repeat(random.pick([2, 10, 100, 2000]))),
  many: (body, random) => {
    const members = random.pick([16, 51, 1000]);
    const values = Object.fromEntries(Array.from({ length: members }, (_, n) => [`tag${n}`, `value${n}`]));
    set(at(body, random, isJsonObject), (value) => ({ ...(value as JsonObject), ...values }));
  },
  id: (body, random) => set(at(body, random, isId), (value) => otherId(String(value), random)),
};
