/** Every page of docs/ that is generated from the sources, by its path from the root of the repository. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { kinds } from "../../provider/kinds/index.js";
import { checkoutFolder } from "../checkout.mjs";
import { servedPage } from "./fidelity-page.mjs";
import { functionsPage } from "./functions-page.mjs";
import { folderOf, kindPage } from "./kind-page.mjs";
import { page, table } from "./markdown.mjs";
import { notes } from "./notes/index.mjs";
import { operationsPage } from "./operations-page.mjs";

/** The pages. Throws if an input, an output or an argument has no description, or if a note is no longer true. */
export function pages(): Readonly<Record<string, string>> {
  const written: Record<string, string> = {
    "docs/functions.md": functionsPage(),
    "docs/operations.md": operationsPage(),
  };
  for (const kind of Object.values(kinds)) {
    written[`docs/kinds/${folderOf(kind.name)}.md`] = kindPage(kind, notes[kind.name]);
  }
  written["docs/served.md"] = servedPage();
  return { ...written, "docs/README.md": indexPage(written) };
}

function indexPage(written: Readonly<Record<string, string>>): string {
  const kindRows = Object.values(kinds).map(({ name, description }) => [
    `[${name}](kinds/${folderOf(name)}.md)`,
    description,
  ]);
  const names = [...readdirSync(join(checkoutFolder(), "docs")), ...Object.keys(written).map((path) => basename(path))];
  const others = [...new Set(names)].filter((name) => isOwnPage(name, written)).sort();
  const otherRows = others.map((name) => {
    const text = written[`docs/${name}`] ?? readFileSync(join(checkoutFolder(), "docs", name), "utf8");
    return [`[${name}](${name})`, headingOf(text)];
  });
  return page(
    "<!-- Written by npm run docs. -->",
    "# Documentation",
    "Start with the [README](../README.md). To change this package, see [CONTRIBUTING](../CONTRIBUTING.md). Links to tests, to `complaints.md` and to `CONTRIBUTING.md` work only in a clone: the installed package does not contain them.",
    "## Resources",
    table(["resource", "description"], kindRows),
    "## Other pages",
    table(["page", "about"], otherRows),
  );
}

/** Whether a file is a page of docs/ itself, not the index and not the page of a kind. */
const isOwnPage = (name: string, written: Readonly<Record<string, string>>): boolean =>
  name.endsWith(".md") && name !== "README.md" && written[`docs/kinds/${name}`] === undefined;

const headingOf = (text: string): string => /^# (.+)$/m.exec(text)?.[1] ?? "";
