/**
 * Check, diff and the four verbs of every kind, for one configuration and one run of Pulumi's engine. Values are plain JSON
 * without hidden properties; a `Caller` describes the calling resource.
 */
import { asCall, warn } from "../core/call.js";
import { BackupError } from "../core/errors.js";
import { openHome } from "../core/home.js";
import type { JsonObject } from "../core/json.js";
import type { BackupEngine } from "../engine/engine.js";
import type { Caller, Declared, StateResource } from "../kinds/caller.js";
import { kinds } from "../kinds/index.js";
import type { FindOther, Kind } from "../kinds/kind.js";
import { check, type Difference, diff, reasons } from "../kinds/lifecycle.js";
import { ON_DELETE_VARIABLE, onDeleteOverride } from "../kinds/on-delete-variable.js";
import { declarationOf, declaredTwice } from "../kinds/ownership.js";
import {
  createResource,
  deleteResource,
  type Resource,
  type Run,
  readResource,
  updateResource,
} from "../kinds/verbs.js";
import { nameInUrn, type Ownership, ownershipIn } from "../ownership/index.js";
import { isUnknown } from "../schema/unknown.js";
import { connectionOf, type Settings } from "./settings.js";

/** The result of a check. */
export interface CheckResult {
  /** The inputs with their defaults. */
  readonly inputs: JsonObject;
  /** One message for each invalid input, without values that may be secret. */
  readonly failures: readonly string[];
}

/** A resource in the state, with the token of its create, if the outputs still contain it. */
export type State = StateResource & { readonly token?: string | undefined };

export interface Runtime {
  /** `olds` are the inputs of the previous run; undefined for a new resource. */
  check(kindName: string, news: Declared, olds: Declared | undefined): Promise<CheckResult>;
  diff(kindName: string, olds: State, news: Declared): Promise<Difference>;
  create(kindName: string, news: Declared): Promise<Resource>;
  /** Undefined if the resource does not exist in Azure. */
  read(kindName: string, state: State): Promise<Resource | undefined>;
  update(kindName: string, olds: State, news: Declared): Promise<Resource>;
  delete(kindName: string, state: State): Promise<void>;
}

/** Receives a warning and the URN of its resource. */
export type WarnAt = (urn: string, text: string) => void;

/** A runtime for these settings. It connects to Azure with the first verb that needs it. */
export function createRuntime(settings: Settings, warnAt: WarnAt): Runtime {
  const ownership = ownershipIn(settings.home, openHome);
  const engineOf = openedOnce(settings);
  const run = async (): Promise<Run> => ({
    engine: await engineOf(),
    ownership,
    onDelete: onDeleteOverride(settings.sources.variable(ON_DELETE_VARIABLE), ownership),
  });
  const at = <T>(caller: Caller, verb: () => Promise<T>): Promise<T> =>
    asCall({ warn: (text) => warnAt(caller.urn, text) }, verb);
  return {
    check: (name, news, olds) =>
      at(news.caller, async () => checked(kindOf(name), { ownership, regions: settings.regions }, news, olds)),
    diff: (name, olds, news) => at(news.caller, async () => compared(kindOf(name), ownership, olds, news)),
    create: (name, news) => at(news.caller, async () => createResource(await run(), kindOf(name), news)),
    read: (name, state) =>
      at(state.caller, async () => {
        observe(ownership, state.id, { token: state.token });
        return readResource(await run(), kindOf(name), state);
      }),
    update: (name, olds, news) =>
      at(news.caller, async () => {
        observe(ownership, olds.id, { token: olds.token });
        return updateResource(await run(), kindOf(name), olds, news);
      }),
    delete: (name, state) =>
      at(state.caller, async () => {
        observe(ownership, state.id, { token: state.token });
        return deleteResource(await run(), kindOf(name), state);
      }),
  };
}

/** The kind with this name. Throws `Bug` for an unknown one. */
export function kindOf(name: string): Kind {
  if (Object.hasOwn(kinds, name)) return kinds[name] as Kind;
  throw new BackupError(
    "Bug",
    `Unknown kind "${name}" in this version of azure-vm-backup. Update azure-vm-backup in the folder of the program, then run again.`,
  );
}

/** Loads the client and the store with the first verb that needs them; check and diff need neither. */
function openedOnce(settings: Settings): () => Promise<BackupEngine> {
  let opened: Promise<BackupEngine> | undefined;
  return () => {
    opened ??= (require("./connect.js") as typeof import("./connect.js")).connect(connectionOf(settings));
    // The user may fix the home while the process runs, so the next verb tries again.
    opened.catch(() => {
      opened = undefined;
    });
    return opened;
  };
}

interface CheckParts {
  readonly ownership: Ownership;
  /** Regions in addition to the known ones. */
  readonly regions: readonly string[];
}

function checked(kind: Kind, parts: CheckParts, news: Declared, olds: Declared | undefined): CheckResult {
  const { run } = parts.ownership;
  const { inputs, failures, warnings } = check(kind, news, olds, parts.regions);
  const declared = { inputs, caller: news.caller };
  for (const text of warnings) warn(text);
  const find = otherResources(run, declared);
  const broken = failures.length > 0 ? failures : (kind.faultsAmong?.(inputs, find) ?? []);
  if (broken.length > 0) return { inputs, failures: reasons(kind, broken, news) };
  const declaration = declarationOf(kind, declared);
  const other = run.duplicateOf(declaration);
  if (other !== undefined) return { inputs, failures: [declaredTwice(kind, declaration, other)] };
  run.declare(declaration, olds && { urn: olds.caller.urn, id: kind.armId(olds.inputs) });
  const isAdded = olds === undefined || olds.inputs["onDelete"] !== inputs["onDelete"];
  if (isAdded) for (const text of kind.warningsWhenAdded?.(inputs, find) ?? []) warn(text);
  return { inputs, failures: [] };
}

/** Finds the resource of the program that an input refers to, by its id, or by its URN while the id is unknown. */
const otherResources =
  (run: Ownership["run"], { inputs, caller }: Declared): FindOther =>
  (input) => {
    const id = inputs[input];
    const urn = caller.known[input]?.["urn"];
    const found =
      typeof id === "string" && !isUnknown(id)
        ? run.declarerOf(id)
        : run.declarationOf(typeof urn === "string" ? urn : "");
    return found && { kind: found.kind, name: nameInUrn(found.urn), inputs: found.inputs as JsonObject };
  };

function compared(kind: Kind, ownership: Ownership, olds: State, news: Declared): Difference {
  const isDeclared = ownership.run.confirm(news.caller.urn, olds.id, olds.caller.urn);
  // A rename is recorded by its update: this may be a preview, after which the state still has the earlier URN.
  const isRecorded = isDeclared && olds.caller.urn === news.caller.urn;
  const owner = isRecorded ? { urn: news.caller.urn, adopted: olds.outputs["adopted"] === true } : undefined;
  observe(ownership, olds.id, { token: olds.token, owner });
  return diff(kind, olds, news);
}

/** An unwritable home does not fail a preview. A create, an update and a delete fail without it. */
function observe(ownership: Ownership, id: string, state: Parameters<Ownership["observe"]>[1]): void {
  try {
    ownership.observe(id, state);
  } catch (error) {
    if (!(error instanceof BackupError) || error.code !== "HomeUnusable") throw error;
    warn(error.message);
  }
}
