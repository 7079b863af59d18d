/** The last lines of `npm run up`: the VMs that the stack protects, the next backup of each, and the next commands. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Refusal } from "./checkout.mts";
import { QUICKSTART } from "./examples.mts";

/** A protected VM in the state of a stack. */
export interface ProtectedResource {
  readonly id: string;
  /** The endpoint that it was written to. */
  readonly endpoint: string;
}

/** A protected VM as the summary describes it. */
export interface ProtectedFacts {
  readonly name: string;
  /** The name of the policy; undefined while protection is stopped. */
  readonly policyName?: string | undefined;
  readonly vault: string;
  readonly protectionState: string;
  /** ISO 8601; undefined if no backup is scheduled. */
  readonly nextRun?: string | undefined;
}

/** The protected VMs in the JSON that `pulumi stack export` prints. */
export function protectedIn(exported: string): ProtectedResource[] {
  const { deployment } = JSON.parse(exported) as {
    readonly deployment?: { readonly resources?: readonly StateEntry[] };
  };
  return (deployment?.resources ?? [])
    .filter(({ type, id, delete: isDeleted }) => isOurs.test(type) && id !== undefined && isDeleted !== true)
    .map(({ id, outputs }) => ({ id: id ?? "", endpoint: String(outputs?.["endpoint"] ?? "") }));
}

interface StateEntry {
  readonly type: string;
  readonly id?: string;
  readonly outputs?: Readonly<Record<string, unknown>>;
  /** Whether a replacement has left it to be deleted. */
  readonly delete?: boolean;
}

const isOurs = /azure-vm-backup:ProtectedVm$/;

/** Reads the protected VMs of the simulator in a home. The checkout must be built. */
export async function readProtected(checkout: string, home: string, ids: readonly string[]): Promise<ProtectedFacts[]> {
  const load = <T,>(path: string): Promise<T> =>
    import(pathToFileURL(join(checkout, "dist", "provider", path)).href) as Promise<T>;
  const { open } = await load<typeof import("../provider/runtime/connect.js")>("runtime/connect.js");
  const { silentLog } = await load<typeof import("../provider/core/log.js")>("core/log.js");
  const { protectedVm } = await load<typeof import("../provider/functions/answers/protected-vm.js")>(
    "functions/answers/protected-vm.js",
  );
  const none = () => undefined;
  const sources = { variable: none, config: none };
  const { engine, release } = await open({ endpoint: "embedded", home, log: silentLog, faults: undefined, sources });
  try {
    const facts: ProtectedFacts[] = [];
    for (const id of ids) facts.push(await protectedVm.answer(engine, { id }));
    return facts;
  } finally {
    await release?.();
  }
}

/** The longest list of VMs; a summary is not a table. */
const MOST_VMS = 5;

/** The summary, in lines of at most 80 columns if the names are not very long. */
export function summaryText(vms: readonly ProtectedFacts[], example: string): string {
  const more = vms.length - MOST_VMS;
  return [
    "",
    ...(vms.length === 0 ? ["The simulation is up to date. It protects no VM."] : ["Protected in the simulation:"]),
    ...vms.slice(0, MOST_VMS).flatMap(vmLines),
    ...(more > 0 ? [`  and ${more} more`] : []),
    "",
    "Look at it, or delete it:",
    "  npm run -s azvb -- jobs        the backups that ran",
    "  npm run -s azvb -- resources   what exists, and which VMs are protected",
    example === QUICKSTART
      ? "  npm run down                   deletes everything in this stack"
      : `  npm run down ${example}`,
  ].join("\n");
}

const vmLines = ({ name, policyName, vault, protectionState, nextRun }: ProtectedFacts): string[] => [
  `  ${name}: ${protectionState}`,
  `    policy ${policyName ?? "none"}, vault ${vault.split("/").at(-1)}`,
  `    next scheduled backup: ${nextRun === undefined ? "none" : `${nextRun.slice(0, 16).replace("T", " ")} UTC`}`,
];

/** The summary of a stack. Throws a `Refusal` if the stack cannot be read; undefined if it is not in the simulator of the home. */
export async function summaryOf(
  place: { readonly checkout: string; readonly home: string; readonly example: string },
  exported: { readonly exitCode: number; readonly stdout: string; readonly output: string },
): Promise<string | undefined> {
  if (exported.exitCode !== 0) throw new Refusal(exported.output);
  const resources = protectedIn(exported.stdout);
  if (resources.some(({ endpoint }) => endpoint !== "embedded")) return undefined;
  const ids = resources.map(({ id }) => id);
  return summaryText(await readProtected(place.checkout, place.home, ids), place.example);
}
