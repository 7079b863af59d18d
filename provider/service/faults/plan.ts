/**
 * A fault plan as JSON: a list of entries, or one entry. An entry has one verb and selects the calls that it applies to:
 *
 *   {"crash": "before" | "after", "andProcessOf"?: FILE}
 *   {"fail": {"status": 503, "code": "ServerBusy", "message"?: TEXT, "moment"?: "before" | "after"}}
 *   {"slow": {"delayMs": 2000}}
 *   {"throttle": {"retryAfterSeconds": 3}}
 *   {"timeout": "before" | "after"}
 *   {"drop": "before" | "after"}
 *   {"quota": {"calls": 150, "periodSeconds": 3600}}
 *   {"failJob": {"operation": "Backup", "task"?: "Transfer data to vault", "code": 400052, "title"?: TEXT, "message"?: TEXT}}
 *
 * each with "method"?, "path"?, "call"? (or "write", its older name, for a crash) and "times"?; a quota has neither "call" nor
 * "times", and a failing job no "method". Unknown keys are refused: a misspelled fault would let a test pass.
 */
import { BackupError } from "../../core/errors.js";
import { isDeeperThan, isJsonObject, type Json, type JsonObject } from "../../core/json.js";
import { type JobError, knownError } from "../../rules/items/errors.js";
import {
  JOB_OPERATIONS,
  type JobOperation,
  RESTORE_TASK,
  SNAPSHOT_TASK,
  TRANSFER_TASK,
} from "../../rules/items/jobs.js";
import type { Fault, FaultVerb, Matching, Moment } from "./fault.js";

/** A plan from its JSON text. Throws `InvalidInput` naming the entry, counted from 0, and its key. */
export function parseFaults(text: string): readonly Fault[] {
  const plan = parsedJson(text);
  if (isDeeperThan(plan, MAX_LEVELS)) throw new BackupError("InvalidInput", TOO_DEEP);
  return (Array.isArray(plan) ? (plan as readonly Json[]) : [plan]).map(readEntry);
}

/** More than any plan has: a list, an entry, a verb. */
const MAX_LEVELS = 10;
const TOO_DEEP = `The fault plan is nested more than ${MAX_LEVELS} levels deep. Expected a list of entries.`;

function parsedJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (cause) {
    const message = `The fault plan is not JSON: ${(cause as Error).message}. Expected an array such as [{"crash": "after", "call": 1}].`;
    throw new BackupError("InvalidInput", message, { cause });
  }
}

const MATCHING = ["method", "path", "call", "times"];
const VERB_KEYS: Readonly<Record<FaultVerb, readonly string[]>> = {
  crash: [...MATCHING, "write", "andProcessOf"],
  fail: MATCHING,
  slow: MATCHING,
  throttle: MATCHING,
  timeout: MATCHING,
  drop: MATCHING,
  quota: ["method", "path"],
  failJob: ["path", "call", "times"],
};
const VERBS = Object.keys(VERB_KEYS) as readonly FaultVerb[];
const METHODS = ["GET", "HEAD", "PUT", "PATCH", "POST", "DELETE"];
/** The longest delay of a Node.js timer. */
const LONGEST_MS = 2 ** 31 - 1;
const DAY_SECONDS = 86_400;

/** An object of the plan, with what its errors name: the entry and the key. */
interface Part {
  readonly entry: number;
  /** Prefix of its keys in messages: `fail.` inside a verb's own object. */
  readonly prefix: string;
  readonly object: JsonObject;
}

function readEntry(object: Json, entry: number): Fault {
  if (!isJsonObject(object))
    throw refused(entry, `${JSON.stringify(object)} is not an object`, `one of ${quoted(VERBS)}`);
  const [verb, ...others] = VERBS.filter((name) => object[name] !== undefined);
  if (verb === undefined || others.length > 0) {
    const found = verb === undefined ? "no verb" : `several verbs: ${quoted([verb, ...others])}`;
    throw refused(entry, found, `exactly one of ${quoted(VERBS)}`);
  }
  const part: Part = { entry, prefix: "", object };
  requireKeys(part, [verb, ...VERB_KEYS[verb]]);
  return READERS[verb](part, matchingOf(part));
}

const READERS: Readonly<Record<FaultVerb, (part: Part, matching: Matching) => Fault>> = {
  crash: (part, matching) => ({
    verb: "crash",
    moment: requireMoment(part, "crash"),
    ...matching,
    ...optional("andProcessOf", stringOf(part, "andProcessOf")),
  }),
  fail: (part, matching) => {
    const fail = inside(part, "fail", ["status", "code", "message", "moment"]);
    const code = requireString(fail, "code");
    return {
      verb: "fail",
      moment: fail.object["moment"] === undefined ? "before" : requireMoment(fail, "moment"),
      status: requireInteger(fail, "status", [400, 599]),
      code,
      message: stringOf(fail, "message") ?? `The fault plan answers ${code} here.`,
      ...matching,
    };
  },
  slow: (part, matching) => {
    const slow = inside(part, "slow", ["delayMs"]);
    return { verb: "slow", delayMs: requireInteger(slow, "delayMs", [1, LONGEST_MS]), ...matching };
  },
  throttle: (part, matching) => {
    const throttle = inside(part, "throttle", ["retryAfterSeconds"]);
    return {
      verb: "throttle",
      retryAfterSeconds: requireInteger(throttle, "retryAfterSeconds", [0, DAY_SECONDS]),
      ...matching,
    };
  },
  timeout: (part, matching) => ({ verb: "timeout", moment: requireMoment(part, "timeout"), ...matching }),
  drop: (part, matching) => ({ verb: "drop", moment: requireMoment(part, "drop"), ...matching }),
  quota: (part, matching) => {
    const quota = inside(part, "quota", ["calls", "periodSeconds"]);
    return {
      verb: "quota",
      calls: requireInteger(quota, "calls", [0, Number.MAX_SAFE_INTEGER]),
      periodSeconds: requireInteger(quota, "periodSeconds", [1, DAY_SECONDS]),
      ...matching,
    };
  },
  failJob: (part, matching) => {
    const job = inside(part, "failJob", ["operation", "task", "code", "title", "message", "recommendations"]);
    const operation = JOB_OPERATIONS.find((known) => known === job.object["operation"]);
    if (operation === undefined) throw wrong(job, "operation", `one of ${quoted(JOB_OPERATIONS)}`);
    const task = taskOf(job, operation);
    return { verb: "failJob", operation, ...optional("task", task), error: errorOf(job), ...matching };
  },
};

const NO_TASKS: readonly string[] = [];
const TASKS: Readonly<Partial<Record<JobOperation, readonly string[]>>> = {
  Backup: [SNAPSHOT_TASK, TRANSFER_TASK],
  Restore: Object.values(RESTORE_TASK),
};

function taskOf(job: Part, operation: JobOperation): string | undefined {
  const task = stringOf(job, "task");
  const known = TASKS[operation] ?? NO_TASKS;
  if (task === undefined || known.includes(task)) return task;
  throw wrong(job, "task", known.length === 0 ? `none: a ${operation} job has no tasks` : `one of ${quoted(known)}`);
}

/** The error of a known code, or one with the plan's own title and message. */
function errorOf(job: Part): JobError {
  const errorCode = requireInteger(job, "code", [1, Number.MAX_SAFE_INTEGER]);
  const known = knownError(errorCode);
  if (known === undefined && (job.object["title"] === undefined || job.object["message"] === undefined)) {
    throw wrong(job, "code", `a known code (see docs/faults.md), or "title" and "message" as well`);
  }
  return {
    errorCode,
    errorTitle: stringOf(job, "title") ?? known?.errorTitle ?? "",
    errorString: stringOf(job, "message") ?? known?.errorString ?? "",
    recommendations: stringsOf(job, "recommendations") ?? known?.recommendations ?? [],
  };
}

function stringsOf(part: Part, key: string): readonly string[] | undefined {
  const value = part.object[key];
  if (value === undefined) return undefined;
  if (Array.isArray(value) && value.every((text) => typeof text === "string")) return value as readonly string[];
  throw wrong(part, key, "an array of strings");
}

function matchingOf(part: Part): Matching {
  const { object } = part;
  if (object["call"] !== undefined && object["write"] !== undefined) {
    throw refused(part.entry, 'both "call" and "write" are set', "only one of them, since they mean the same");
  }
  const countKey = object["write"] === undefined ? "call" : "write";
  const path = stringOf(part, "path");
  return {
    ...optional("method", methodOf(part)),
    ...optional("path", path === undefined ? undefined : patternOf(part, path)),
    call: integerOf(part, countKey) ?? 1,
    times: integerOf(part, "times") ?? 1,
  };
}

function methodOf(part: Part): string | undefined {
  const method = stringOf(part, "method");
  if (method === undefined || METHODS.includes(method)) return method;
  throw wrong(part, "method", `one of ${quoted(METHODS)}`);
}

function patternOf(part: Part, source: string): RegExp {
  try {
    return new RegExp(source, "i");
  } catch (error) {
    throw wrong(part, "path", `a regular expression (${(error as Error).message})`);
  }
}

/** The object of a verb. Throws if it has other keys than these. */
function inside({ entry, object }: Part, verb: FaultVerb, keys: readonly string[]): Part {
  const inner = object[verb];
  if (!isJsonObject(inner)) throw wrong({ entry, prefix: "", object }, verb, `an object with ${quoted(keys)}`);
  const part: Part = { entry, prefix: `${verb}.`, object: inner };
  requireKeys(part, keys);
  return part;
}

function requireKeys({ entry, prefix, object }: Part, known: readonly string[]): void {
  const unknown = Object.keys(object).find((key) => !known.includes(key));
  if (unknown !== undefined) throw refused(entry, `unknown key "${prefix}${unknown}"`, quoted(known));
}

function requireMoment(part: Part, key: string): Moment {
  const value = part.object[key];
  if (value === "before" || value === "after") return value;
  throw wrong(part, key, '"before" or "after" the call took effect');
}

const integerOf = (part: Part, key: string): number | undefined =>
  part.object[key] === undefined ? undefined : requireInteger(part, key, [1, Number.MAX_SAFE_INTEGER]);

function requireInteger(part: Part, key: string, [least, most]: readonly [number, number]): number {
  const value = part.object[key];
  if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) return value;
  throw wrong(part, key, `an integer from ${least} to ${most}`);
}

function stringOf(part: Part, key: string): string | undefined {
  return part.object[key] === undefined ? undefined : requireString(part, key);
}

function requireString(part: Part, key: string): string {
  const value = part.object[key];
  if (typeof value === "string" && value !== "") return value;
  throw wrong(part, key, "a non-empty string");
}

const optional = <K extends string, T>(key: K, value: T | undefined): { readonly [P in K]?: T } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: T };

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(", ");

const wrong = ({ entry, prefix, object }: Part, key: string, expected: string): BackupError =>
  refused(entry, `"${prefix}${key}" is ${JSON.stringify(object[key]) ?? "missing"}`, expected);

const refused = (entry: number, found: string, expected: string): BackupError =>
  new BackupError("InvalidInput", `Entry ${entry} of the fault plan: ${found}; expected ${expected}.`);
