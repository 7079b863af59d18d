/**
 * The size of a virtual machine: the form of its name ("Azure virtual machine sizes naming conventions") and how many data disks
 * it takes (the pages of the size series). Which sizes a region offers is not known here, so a well-formed name is accepted. The
 * texts are Azure's: "Understand common error messages when you manage virtual machines in Azure" and transcripts of az vm resize.
 */
import { type JsonObject, listAt, textAt } from "../../core/json.js";
import { type RuleFault, refused } from "../shared/fault.js";
import { broken, type PartFault } from "./part.js";

const SIZE_NAME = /^(?:standard|basic)_[abdefghlmnp][a-z]{0,3}\d{1,4}(?:-\d{1,3})?[a-z]{0,8}(?:_[a-z0-9]{1,12}){0,4}$/i;

const PATH = ["hardwareProfile", "vmSize"] as const;

/** Refuses what cannot be the name of a size. */
export function sizeRule(properties: JsonObject): PartFault | undefined {
  const size = textAt(properties, ...PATH);
  if (size === undefined || SIZE_NAME.test(size)) return undefined;
  const shown = size.length > 64 ? `${size.slice(0, 63)}…` : size;
  const fault = {
    ...refused("InvalidParameter", `The value ${shown} provided for the VM size is not valid.`),
    target: "vmSize",
  };
  return broken(fault, 'Use the name of a size, such as "Standard_D2s_v5".', PATH);
}

/** The sizes of the D and E series of versions 3 to 5: two data disks for each vCPU, at most 32. */
const TWO_PER_CPU = /^standard_[de](\d+)(?:-\d+)?[a-z]*_v[345]$/i;
const F_SERIES = /^standard_f(\d+)s_v2$/i;
const NUMBERED: Readonly<Record<string, number>> = {
  ...{ d1: 4, d2: 8, d3: 16, d4: 32, d5: 64, d11: 8, d12: 16, d13: 32, d14: 64, d15: 64 },
  ...{ b1ls: 2, b1s: 2, b1ms: 2, b2s: 4, b2ms: 4, b4ms: 8, b8ms: 16, b12ms: 16, b16ms: 32, b20ms: 32 },
};

/** How many data disks a size takes; undefined where this is not known. */
export function maxDataDisksOf(size: string): number | undefined {
  const cpus = (TWO_PER_CPU.exec(size) ?? F_SERIES.exec(size))?.[1];
  if (cpus !== undefined) return Math.min(Number(cpus) * 2, 32);
  const numbered = /^standard_d(s?)(\d+)_v2$/i.exec(size);
  const key = numbered === null ? /^standard_(b\d+[a-z]*)$/i.exec(size)?.[1]?.toLowerCase() : `d${numbered[2]}`;
  return key === undefined ? undefined : NUMBERED[key];
}

/** Refuses more data disks than the size takes. */
export function diskCountRule(properties: JsonObject): PartFault | undefined {
  const size = textAt(properties, ...PATH) ?? "";
  const most = maxDataDisksOf(size);
  const count = listAt(properties, "storageProfile", "dataDisks").length;
  if (most === undefined || count <= most) return undefined;
  return broken(
    tooManyDisks(most),
    `The VM has the size ${size} and ${count} data disks: use a larger size, or fewer disks.`,
    ["storageProfile", "dataDisks"],
    PATH,
  );
}

const tooManyDisks = (most: number): RuleFault => ({
  ...refused(
    "OperationNotAllowed",
    `The maximum number of data disks allowed to be attached to a VM of this size is ${most}.`,
    409,
  ),
  target: "dataDisks",
});
