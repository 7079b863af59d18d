/**
 * Regions of Azure, whose names Azure writes in two ways: `westeurope` and `West Europe`. A region that Azure opens later than this
 * list is added by `azvb serve --region` or the configuration key `regions`.
 */
import { nearest } from "../../core/nearest.js";
import { type RuleFault, refused } from "./fault.js";
import { EXTENDED_ZONES, LOGICAL_REGIONS, OTHER_REGIONS, REGIONS, type Region } from "./region-list.js";

/** The form of a region's name, written in either way. */
export const REGION_NAME = {
  pattern: "^[A-Za-z][A-Za-z0-9]*( [A-Za-z0-9]+)*$",
  allowed: "an Azure region, such as westeurope or West Europe",
} as const;

const NAME = new RegExp(REGION_NAME.pattern);

/** Whether a string can be the name of a region. */
export const isRegionName = (location: string): boolean => NAME.test(location);

/** The form of a region's name that is compared and looked up. */
export const regionKey = (location: string): string => location.replaceAll(" ", "").toLowerCase();

/** Whether two names mean the same region. */
export const sameRegion = (left: string, right: string): boolean => regionKey(left) === regionKey(right);

/** The region with this name, written in either way; undefined if it is not in the list. */
export const regionOf = (location: string): Region | undefined => REGIONS.get(regionKey(location));

const USABLE: readonly Region["status"][] = ["ga", "restricted", "canary", "internal"];

/** The regions that subscriptions can use, in the order of the list. */
export const usableRegions = (): Region[] => [...REGIONS.values()].filter(({ status }) => USABLE.includes(status));

/** The regions of the public cloud that every subscription can use. */
export const openRegions = (): Region[] =>
  usableRegions().filter(({ name, status }) => status === "ga" && !/^(usgov|usdod|china)/.test(name));

/** The region that an unknown name most likely means; undefined for a known name, and if none is similar. */
export function nearestRegion(location: string): string | undefined {
  const key = regionKey(location);
  const isKnown = REGIONS.has(key) || OTHER_REGIONS.has(key) || LOGICAL_REGIONS.has(key);
  return isKnown ? undefined : nearest(key, [...usableRegions().map(({ name }) => name)]);
}

/** Regions of Microsoft Cloud Deutschland, which closed on 29 October 2021. Source: azure-docs, "Migrate from Azure Germany". */
const CLOSED_CLOUD: readonly string[] = ["germanycentral", "germanynortheast"];

/** Whether a region has closed: it does not open again. */
export function isClosedRegion(location: string): boolean {
  const key = regionKey(location);
  return CLOSED_CLOUD.includes(key) || REGIONS.get(key)?.status === "retired";
}

/** Why a location is no region where resources can be created; undefined for one that is. `added` are names of further regions. */
export function regionProblem(location: string, added: readonly string[] = []): string | undefined {
  const key = regionKey(location);
  if (added.some((name) => regionKey(name) === key)) return undefined;
  const region = REGIONS.get(key);
  if (isClosedRegion(key)) return "is a closed region";
  if (region !== undefined) return undefined;
  if (OTHER_REGIONS.has(key)) return "is a region of another cloud, or one that never opened";
  const zoned = EXTENDED_ZONES.get(key);
  if (zoned !== undefined) return `is an Extended Zone: the location of its resources is ${zoned}`;
  return LOGICAL_REGIONS.has(key) ? "is not one region" : "is not an Azure region";
}

/** A warning for a region that no list of locations has, or that has not opened; undefined for any other location. */
export function regionWarning(location: string, added: readonly string[] = []): string | undefined {
  const status = regionOf(location)?.status;
  if (added.some((name) => sameRegion(name, location))) return undefined;
  if (status === "announced") return `The region '${location}' is announced: it may not be open yet.`;
  if (status !== "unlisted") return undefined;
  return `The region '${location}' is in no list of Azure's locations: a subscription may not be able to use it.`;
}

/**
 * Refuses a location where the resource cannot be created. The codes and the beginnings of the texts are Azure's, also published as
 * "Resolve errors for SKU not available" and in azure-docs; the reason at the end is ours.
 */
export function regionFault(location: string, type: string, added: readonly string[] = []): RuleFault | undefined {
  const problem = isRegionName(location) ? regionProblem(location, added) : "is not the name of a region";
  if (problem === undefined) return undefined;
  const meant = nearestRegion(location);
  const isGroup = type === "Microsoft.Resources/resourceGroups";
  const of = isGroup ? "resource group" : `resource type '${type}'`;
  const list = isGroup ? "List of available regions is" : "List of available regions for the resource type is";
  const advice = meant === undefined ? "" : ` Did you mean '${meant}'?`;
  return refused(
    isGroup ? "LocationNotAvailableForResourceGroup" : "LocationNotAvailableForResourceType",
    `The provided location '${location}' is not available for ${of}. ${list} '${openRegions()
      .map(({ name }) => name)
      .join(",")}'. '${location}' ${problem}.${advice}`,
  );
}

/** Whether a region has availability zones; undefined if that is not known. */
export const hasZones = (location: string): boolean | undefined => regionOf(location)?.zones;

/** The paired region; null if the region has none, undefined if that is not known. */
export const pairOf = (location: string): string | null | undefined => regionOf(location)?.pair;
