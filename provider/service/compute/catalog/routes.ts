/**
 * Sizes, SKUs, quotas, images and versions of extensions: fixed replies for the reads that clients make before they create a VM, such as
 * `az vm create --image`. The forms of the replies are those of Microsoft.Compute's specification; the contents are a selection.
 */
import type { Json, JsonObject } from "../../../core/json.js";
import {
  EXTENSIONS,
  IMAGE_VERSION,
  IMAGES,
  isWindowsImage,
  listedSize,
  listedSku,
  SIZES,
} from "../../../rules/resources/catalog.js";
import { openRegions, regionFault, regionKey } from "../../../rules/shared/regions.js";
import { parseFilter } from "../../azure/filter.js";
import { optionOf } from "../../azure/paging.js";
import { refuseIf } from "../../azure/refuse.js";
import { ok } from "../../azure/replies.js";
import { type Azure, type Call, param, type Reply, type Route, refusal } from "../../azure/route.js";
import { requireVm, VM_TYPE } from "../machine.js";
import { templateOf } from "../resource.js";

const COMPUTE = "/subscriptions/{subscription}/providers/Microsoft.Compute";
const LOCATION = `${COMPUTE}/locations/{location}`;
const PUBLISHER = `${LOCATION}/publishers/{publisher}`;
const OFFERS = `${PUBLISHER}/artifacttypes/vmimage/offers`;
const VERSIONS = `${OFFERS}/{offer}/skus/{sku}/versions`;
const TYPES = `${PUBLISHER}/artifacttypes/vmextension/types`;

/** The location in the path. Throws Azure's 400 for one that is no region. */
function locationOf(call: Call, { regions }: Azure): string {
  const location = param(call, "location");
  refuseIf(regionFault(location, "Microsoft.Compute/locations", regions));
  return regionKey(location);
}

/** A list of images or extensions is an array, without `value` around it. */
function named(call: Call, location: string, names: readonly string[]): Reply {
  const unique = [...new Set(names)];
  const top = Number(optionOf(call, "$top") ?? unique.length);
  const list: Json[] = unique
    .slice(0, Number.isInteger(top) && top > 0 ? top : unique.length)
    .map((name) => ({ location, name, id: `${call.path}/${name}` }));
  return { status: 200, list };
}

/** A route that lists names. */
const list = (template: string, namesOf: (call: Call) => readonly string[]): Route => ({
  method: "GET",
  template,
  access: "read",
  handle: (call, azure) => named(call, locationOf(call, azure), namesOf(call)),
});

const sameText = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();

const offersOf = (call: Call) => IMAGES.filter(({ publisher }) => sameText(publisher, param(call, "publisher")));
const skusOf = (call: Call) => offersOf(call).filter(({ offer }) => sameText(offer, param(call, "offer")));
const typesOf = (call: Call) => EXTENSIONS.filter(([publisher]) => sameText(publisher, param(call, "publisher")));

/** The versions of an extension; an unknown one has the first, because no list of extensions is complete. */
const versionsOf = (call: Call): string[] => {
  const found = typesOf(call).filter(([, type]) => sameText(type, param(call, "type")));
  return found.length === 0 ? ["1.0.0"] : found.map(([, , version]) => version);
};

/** Any image has this version, because no list of images is complete. */
function image(call: Call, azure: Azure): Reply {
  const location = locationOf(call, azure);
  const version = param(call, "version");
  if (version !== IMAGE_VERSION) throw refusal(404, "NotFound", "Artifact: VMImage was not found.");
  const named = { publisher: param(call, "publisher"), offer: param(call, "offer"), sku: param(call, "sku") };
  const properties: JsonObject = {
    hyperVGeneration: /gen2|gensecond|-g2/i.test(named.sku) ? "V2" : "V1",
    architecture: "x64",
    automaticOSUpgradeProperties: { automaticOSUpgradeSupported: false },
    osDiskImage: { operatingSystem: isWindowsImage(named) ? "Windows" : "Linux" },
    dataDiskImages: [],
  };
  return ok({ location, name: version, id: call.path, properties });
}

/** The sizes in each region, or in the one that the filter names. */
function skus(call: Call, _azure: Azure): Reply {
  const location = parseFilter(optionOf(call, "$filter"), ["location"]).get("location");
  const regions = openRegions().filter(({ name }) => location === undefined || name === regionKey(location));
  return ok({ value: regions.flatMap((region) => SIZES.map((size) => listedSku(size, region))) });
}

/** Of cores and VMs; ours: high enough for every simulation. */
const QUOTA = 10_000;

function usages(call: Call, azure: Azure): Reply {
  const location = locationOf(call, azure);
  const machines = azure.documents
    .list({ type: VM_TYPE, under: `/subscriptions/${param(call, "subscription")}` })
    .filter(({ body }) => regionKey(String(body["location"] ?? "")) === location);
  const usage = (value: string, localizedValue: string, currentValue: number): JsonObject => ({
    limit: QUOTA,
    unit: "Count",
    currentValue,
    name: { value, localizedValue },
  });
  const cores = machines.map(({ body }) => coresOf(body)).reduce((sum, count) => sum + count, 0);
  return ok({
    value: [
      usage("cores", "Total Regional vCPUs", cores),
      usage("virtualMachines", "Virtual Machines", machines.length),
    ],
  });
}

function coresOf(machine: JsonObject): number {
  const text = JSON.stringify(machine["properties"] ?? {});
  return SIZES.find(({ name }) => text.includes(`"vmSize":"${name}"`))?.cores ?? 1;
}

export const catalogRoutes: readonly Route[] = [
  {
    method: "GET",
    template: `${LOCATION}/vmSizes`,
    access: "read",
    handle: (call, azure) => {
      locationOf(call, azure);
      return ok({ value: SIZES.map(listedSize) });
    },
  },
  {
    method: "GET",
    template: `${templateOf(VM_TYPE)}/vmSizes`,
    access: "read",
    handle: (call, azure) => {
      requireVm(call, azure);
      return ok({ value: SIZES.map(listedSize) });
    },
  },
  { method: "GET", template: `${LOCATION}/usages`, access: "read", handle: usages },
  { method: "GET", template: `${COMPUTE}/skus`, access: "read", handle: skus, listOptions: ["$filter"] },
  list(`${LOCATION}/publishers`, () =>
    [...IMAGES, ...EXTENSIONS.map(([publisher]) => ({ publisher }))].map((one) => one.publisher),
  ),
  list(OFFERS, (call) => offersOf(call).map(({ offer }) => offer)),
  list(`${OFFERS}/{offer}/skus`, (call) => skusOf(call).map(({ sku }) => sku)),
  list(VERSIONS, () => [IMAGE_VERSION]),
  { method: "GET", template: `${VERSIONS}/{version}`, access: "read", handle: image },
  list(TYPES, (call) => typesOf(call).map(([, type]) => type)),
  list(`${TYPES}/{type}/versions`, versionsOf),
];
