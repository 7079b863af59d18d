/** Which recorded interactions can be compared at all, and the reasons for known differences. */
import { briefly, type Interaction, operationOf } from "./likeness.mts";

/** A line of a recording. */
export interface RecordedRow {
  readonly seq: number;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly requestBody: unknown;
  readonly responseBody: unknown;
  /** Why the row is not exactly what Azure replied. */
  readonly note?: string;
}

/** An interaction that does not count, such as `test_backup_item.Z24#12`. */
export interface Uncounted {
  readonly interaction: string;
  readonly reason: string;
  /** If set, the interaction counts unless its difference has this text: a redacted value. */
  readonly value?: RegExp;
}

/** A known difference from recordings: an operation, a part of the text of the difference, and its reason. */
export interface KnownDifference {
  readonly operation: string;
  readonly difference: string;
  readonly reason: string;
}

export const nameOf = ({ file, seq }: Pick<Interaction, "file" | "seq">): string => `${file}#${seq}`;

/**
 * The interactions of a recording that do not count, with the reasons: polls of operations whose start was not recorded,
 * requests with redacted values, replies with a name that the recorder redacted everywhere else, and rows that are not exact.
 */
export function uncountedIn(file: string, rows: readonly RecordedRow[]): Uncounted[] {
  const masked = maskedNames(rows);
  const started = new Set<string>();
  const uncounted: Uncounted[] = [];
  for (const row of rows) {
    const found = reasonOf(row, started, masked);
    if (found !== undefined) uncounted.push({ interaction: nameOf({ file, seq: row.seq }), ...found });
    for (const name of ["location", "azure-asyncoperation"]) addOperation(started, row.headers[name]);
  }
  return uncounted;
}

type Reason = Omit<Uncounted, "interaction">;

function reasonOf(row: RecordedRow, started: ReadonlySet<string>, masked: readonly RegExp[]): Reason | undefined {
  if (row.note !== undefined) return { reason: `the row is not exact: ${row.note}` };
  if (isPoll(row) && !started.has(operationIn(row.path)))
    return { reason: "the start of the operation is not in the recording" };
  if (textOf(row.requestBody).includes('"REDACTED"')) return { reason: "a value of the request is redacted" };
  const value = masked.find((name) => name.test(textOf(row.responseBody)));
  return value && { reason: "a name in the reply is redacted everywhere else", value };
}

const textOf = (body: unknown): string => JSON.stringify(body ?? null);

/** The collections whose members are operations. */
const OPERATIONS = /\/(?:\w*operations|\w*operationResults|\w*operations?Status)\/[^/]+$/i;

const isPoll = ({ method, path }: RecordedRow): boolean => method === "GET" && OPERATIONS.test(path);

/** The id of an operation, which its start and all its URLs share. */
const operationIn = (path: string): string => decodeURIComponent(path.split("/").at(-1) ?? "").toLowerCase();

function addOperation(started: Set<string>, url: string | undefined): void {
  if (url !== undefined) started.add(operationIn(new URL(url, "https://management.azure.com").pathname));
}

/**
 * The recorder replaces a random name by its stem and six digits, `cli_test_disk000001`, but misses it where Azure returns
 * it in upper case, `CLI_TEST_DISKZFP7NWTS7J…`.
 */
function maskedNames(rows: readonly RecordedRow[]): RegExp[] {
  const paths = rows.flatMap(({ path }) => [...path.matchAll(/\/resourceGroups\/([\w.-]*?)\d{6}(?=\/|$)/gi)]);
  const stems = new Set(paths.map(([, stem]) => stem ?? "").filter((stem) => stem !== ""));
  return [...stems].map((stem) => new RegExp(`/${escaped(stem.toUpperCase())}[A-Z0-9]{20,}`));
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The interactions that count. */
export function counted(interactions: readonly Interaction[], uncounted: readonly Uncounted[]): Interaction[] {
  const byName = new Map(uncounted.map((one) => [one.interaction, one]));
  return interactions.filter((interaction) => {
    const found = byName.get(nameOf(interaction));
    return found === undefined || (found.value !== undefined && !found.value.test(interaction.why));
  });
}

/** The interactions that differ, grouped by their known reason; at the end those without one. */
export function reasonTable(interactions: readonly Interaction[], known: readonly KnownDifference[]): string[] {
  const groups = Map.groupBy(
    interactions.filter(({ match }) => !match),
    (interaction) => known.find((one) => explains(one, interaction))?.reason,
  );
  const { length } = String(interactions.length);
  const lines = [...groups].flatMap(([reason, differing]) =>
    reason === undefined ? [] : [`${String(differing.length).padStart(length)}  ${reason}`],
  );
  const unknown = (groups.get(undefined) ?? []).map(
    (one) => `  unexplained: ${nameOf(one)} ${briefly(operationOf(one))}: ${one.why}`,
  );
  return [...lines, ...unknown];
}

const explains = ({ operation, difference }: KnownDifference, interaction: Interaction): boolean =>
  briefly(operationOf(interaction)) === operation && interaction.why.includes(difference);
