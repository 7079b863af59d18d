/** The SQLite of Node.js, loaded without the warning that Node.js 22 prints for it: no user can change its cause. */

type Sqlite = typeof import("node:sqlite");

const WARNING = /^SQLite is an experimental feature\b/;

/** Loads `node:sqlite`. */
export const loadSqlite = (): Sqlite => withoutWarning(() => require("node:sqlite") as Sqlite);

/** Runs `load` and drops the warning about SQLite that Node.js emits during it, but no other. */
export function withoutWarning<T>(load: () => T): T {
  const emitWarning = process.emitWarning;
  process.emitWarning = (warning: string | Error, ...rest: unknown[]) => {
    if (!WARNING.test(String(warning))) Reflect.apply(emitWarning, process, [warning, ...rest]);
  };
  try {
    return load();
  } finally {
    process.emitWarning = emitWarning;
  }
}
