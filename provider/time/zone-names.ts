/** Names of time zones: IANA names that are newer than the table of `windows-iana`, and the zone that a wrong name most likely means. */
import { findIana, findWindows, IANA_ALIAS_MAP, WINDOWS_TO_IANA_MAP } from "windows-iana";
import { nearest } from "../core/nearest.js";

/** Source: the tz database, releases 2022b to 2025b, and windowsZones.xml of CLDR 48. */
const NEWER_IANA_NAMES: ReadonlyMap<string, string> = new Map([
  ["America/Ciudad_Juarez", "Mountain Standard Time"],
  ["America/Coyhaique", "Magallanes Standard Time"],
  ["America/Montreal", "Eastern Standard Time"],
  ["Europe/Kyiv", "FLE Standard Time"],
  ["Pacific/Kanton", "UTC+13"],
]);

/** The Windows name of a zone, by its Windows or IANA name; undefined for an unknown zone. */
export function windowsZone(name: string): string | undefined {
  if (name === "UTC" || findIana(name).length > 0) return name;
  return findWindows(name)[0] ?? NEWER_IANA_NAMES.get(name);
}

/** The name of a zone in Windows' spelling: its names are read in any case. A name that Windows does not have is returned as it is. */
export function canonicalZone(name: string): string {
  if (windowsZone(name) === name) return name;
  const key = name.toLowerCase();
  return ["UTC", ...names().windows].find((known) => known.toLowerCase() === key) ?? name;
}

/** Abbreviations and common names that are no zone of Windows, in lower case, with the zone that they mean most often. */
const COMMON_NAMES: ReadonlyMap<string, string> = new Map([
  ["bst", "GMT Standard Time"],
  ["cest", "W. Europe Standard Time"],
  ["cet", "W. Europe Standard Time"],
  ["coordinated universal time", "UTC"],
  ["cdt", "Central Standard Time"],
  ["cst", "Central Standard Time"],
  ["edt", "Eastern Standard Time"],
  ["eest", "FLE Standard Time"],
  ["eet", "FLE Standard Time"],
  ["greenwich mean time", "GMT Standard Time"],
  ["ist", "India Standard Time"],
  ["jst", "Tokyo Standard Time"],
  ["mdt", "Mountain Standard Time"],
  ["met", "W. Europe Standard Time"],
  ["pdt", "Pacific Standard Time"],
  ["pst", "Pacific Standard Time"],
  ["universal time", "UTC"],
  ["wet", "GMT Standard Time"],
  ["z", "UTC"],
]);

/** The name of a zone that an unknown name most likely means; undefined if none is similar. */
export function nearestZone(name: string): string | undefined {
  const typed = name.trim().replaceAll(/\s+/g, " ");
  const key = typed.toLowerCase();
  if (OFFSET.test(key)) return zoneAtOffset(key);
  return COMMON_NAMES.get(key) ?? standardTimeOf(key) ?? zoneOfCity(key) ?? similarZone(typed);
}

const SUFFIX = " standard time";

/** Names that end alike are compared without that end, which would hide how different they are. */
function similarZone(name: string): string | undefined {
  if (!name.toLowerCase().endsWith(SUFFIX)) return nearest(name, ["UTC", ...names().windows, ...names().iana]);
  const withSuffix = names().windows.filter((known) => known.toLowerCase().endsWith(SUFFIX));
  const stemOf = (known: string) => known.slice(0, -SUFFIX.length);
  const stem = nearest(stemOf(name), withSuffix.map(stemOf));
  return withSuffix.find((known) => stemOf(known) === stem);
}

const OFFSET = /^(?:utc|gmt)? ?([+-])(\d{1,2})(?::?(\d\d))?$/;

/** The zone with a constant offset of full hours. The signs of `Etc/GMT-1` are reversed: it is one hour ahead of UTC. */
function zoneAtOffset(text: string): string | undefined {
  const [, sign, hours, minutes = "00"] = OFFSET.exec(text) ?? [];
  if (minutes !== "00") return undefined;
  const name = Number(hours) === 0 ? "UTC" : `Etc/GMT${sign === "+" ? "-" : "+"}${Number(hours)}`;
  return windowsZone(name) === undefined ? undefined : name;
}

/** `Pacific Standard Time` for `pacific time`, `pacific daylight time` and `pacific summer time`. */
function standardTimeOf(key: string): string | undefined {
  const standard = key.replace(/( standard| daylight| summer)? time$/, " standard time");
  return names().windows.find((known) => known.toLowerCase() === standard);
}

/** `Europe/Berlin` for `berlin`. */
function zoneOfCity(key: string): string | undefined {
  const city = `/${key.replaceAll(" ", "_")}`;
  return names().iana.find((known) => known.toLowerCase().endsWith(city));
}

const ZONES: readonly { readonly windowsName: string; readonly iana: readonly string[] }[] = WINDOWS_TO_IANA_MAP;
const ALIASES: readonly { readonly alias: readonly string[] }[] = IANA_ALIAS_MAP;

let known: { readonly windows: readonly string[]; readonly iana: readonly string[] } | undefined;

/** All names, each once. They are collected with the first suggestion. Some aliases, such as `CET`, are in no zone of Windows. */
function names(): NonNullable<typeof known> {
  known ??= {
    windows: [...new Set(ZONES.map(({ windowsName }) => windowsName))],
    iana: [
      ...new Set([
        ...ZONES.flatMap(({ iana }) => iana),
        ...ALIASES.flatMap(({ alias }) => alias).filter((name) => findWindows(name).length > 0),
        ...NEWER_IANA_NAMES.keys(),
      ]),
    ],
  };
  return known;
}
