/**
 * What the name of a machine's size tells. Source: "Azure virtual machine sizes naming conventions": family, number of
 * vCPUs, the number that a constrained size leaves of them, then features, as in `Standard_E4-2ds_v4`. The first generations
 * are numbered, not counted; their numbers are those of the size tables.
 */

const SIZE = /^(?:standard|basic)_[a-z]+(\d+)(?:-(\d+))?[a-z]*(?:_|$)/i;

interface NumberedSeries {
  readonly pattern: RegExp;
  readonly vcpus: Readonly<Record<string, number>>;
}

const NUMBERED: readonly NumberedSeries[] = [
  {
    pattern: /^(?:standard|basic)_a(\d+)$/i,
    vcpus: { 0: 1, 1: 1, 2: 2, 3: 4, 4: 8, 5: 2, 6: 4, 7: 8, 8: 8, 9: 16, 10: 8, 11: 16 },
  },
  {
    pattern: /^standard_ds?(\d+)(?:_v2)?(?:_promo)?$/i,
    vcpus: { 1: 1, 2: 2, 3: 4, 4: 8, 5: 16, 11: 2, 12: 4, 13: 8, 14: 16, 15: 20 },
  },
  { pattern: /^standard_gs?(\d)$/i, vcpus: { 1: 2, 2: 4, 3: 8, 4: 16, 5: 32 } },
];

/** How many vCPUs a machine of that size has, such as `Standard_D4s_v5`; undefined where the name does not tell. */
export function vcpusOf(vmSize: string): number | undefined {
  const numbered = NUMBERED.find(({ pattern }) => pattern.test(vmSize));
  if (numbered !== undefined) return numbered.vcpus[numbered.pattern.exec(vmSize)?.[1] ?? ""];
  const [, all, left] = SIZE.exec(vmSize) ?? [];
  const count = left ?? all;
  return count === undefined ? undefined : Number(count);
}

/** The sizes of less than 1 GiB of memory, of all that Azure lists. */
const SMALL_MEMORY = new Set(["standard_b1ls", "standard_a0", "basic_a0"]);
const LEAST_VCPUS = 2;

/** What is to be said of a machine that is smaller than the support matrix of Azure Backup asks for. */
export function sizeWarning(vmSize: string): string | undefined {
  const vcpus = vcpusOf(vmSize);
  const hasFew = vcpus !== undefined && vcpus < LEAST_VCPUS;
  if (!hasFew && !SMALL_MEMORY.has(vmSize.toLowerCase())) return undefined;
  const cores = vcpus === undefined ? "" : ` with ${vcpus} vCPU`;
  return `The machine is of size ${vmSize}${cores}: Azure Backup supports machines of at least ${LEAST_VCPUS} cores and 1 GB of memory.`;
}
