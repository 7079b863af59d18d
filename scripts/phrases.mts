/**
 * Refuses phrases that this project does not use in messages and docs: `node scripts/phrases.mts [ROOT]`, part of
 * `npm run lint`. Only phrases of several words are refused, not single common words.
 */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { checkoutFolder } from "./checkout.mts";

/** Each refused phrase and what to write in its place. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/\bwhat is none\b/i, "name the thing"],
  [/\bthat there (are|is)\b/i, "that exist"],
  [/\b(is|are) there no more\b/i, "no longer exists"],
  [/\bwho only (looks|reads)\b/i, "name the caller"],
  [/\b(is|are) told\b/i, "name who reports it"],
  [/\btells of\b/i, "describes, reports"],
  [/\bas Azure has it\b/i, "live state"],
  [/\b(black|blacked|cross|crossed) out\b/i, "redact, redacted"],
  [/\ba whole number\b/i, "an integer"],
  [/\bwhere it is left out\b/i, "by default"],
  [/\b(made|makes|make) anew\b/i, "create again, replace"],
  [/\bis no configuration of\b/i, "unknown configuration key"],
  [/\bthe time to wait is over\b/i, "timed out"],
  [/\bwas not understood\b/i, "usage error"],
  [/\btook too long\b/i, "timed out"],
  [/\b(is|stands) in the way\b/i, "must be deleted first"],
  [/\bstands twice\b/i, "is listed twice"],
  [/\bparted by\b/i, "separated by"],
  [/\bnobody's\b/i, "without an owner"],
  [/\bhalf made\b/i, "partially created"],
  [/\bof one's own\b/i, "customer-managed, your own"],
  [/\b(lets|let|letting) go\b/i, "release, delete"],
  [/\bfaults on purpose\b/i, "fault injection"],
  [/\blimits, told honestly\b/i, "known limitations"],
];

interface Found {
  readonly file: string;
  readonly line: number;
  readonly phrase: string;
  readonly instead: string;
}

const phrasesIn = (text: string) =>
  PHRASES.flatMap(([phrase, instead]) => {
    const found = phrase.exec(text.replaceAll(/\s+/g, " "))?.[0];
    return found === undefined ? [] : [{ phrase: found, instead }];
  });

/** The phrases in the string literals of a source, which include all messages. */
function inSource(root: string, file: string): Found[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), "utf8"), ts.ScriptTarget.Latest, true);
  const found: Found[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node)) {
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      found.push(...phrasesIn(node.text).map((one) => ({ file, line, ...one })));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The phrases in the paragraphs of a page, outside code and the titles of tests that stand in backquotes. */
function inPage(root: string, file: string): Found[] {
  const text = readFileSync(join(root, file), "utf8").replaceAll(/^```[\s\S]*?^```$/gm, (block) =>
    block.replaceAll(/[^\n]/g, ""),
  );
  const lines = text.replaceAll(/`[^`\n]*`/g, "``").split("\n");
  return lines.flatMap((line, index) => {
    // A phrase may continue in the next line.
    const next = /^\s*([|#>-]|$)/.test(lines[index + 1] ?? "") ? "" : (lines[index + 1] ?? "");
    const inLine = phrasesIn(`${line} ${next}`).filter(
      ({ phrase }) => !phrasesIn(next).some((one) => one.phrase === phrase),
    );
    return inLine.map((one) => ({ file, line: index + 1, ...one }));
  });
}

const root = process.argv[2] ?? checkoutFolder();
const sources = globSync("{provider,scripts}/**/*.{ts,mts}", { cwd: root, exclude: ["scripts/phrases.mts"] });
const pages = globSync(["*.md", "docs/**/*.md", "examples/*/*.md", "examples/*.md"], { cwd: root });
const found = [...sources.flatMap((file) => inSource(root, file)), ...pages.flatMap((file) => inPage(root, file))];
for (const { file, line, phrase, instead } of found) {
  console.error(`${file}:${line}: "${phrase}" is not used in messages and docs. Write instead: ${instead}.`);
}
process.exitCode = found.length === 0 ? 0 : 1;
