/** The scripts that shells load. Each walks over the words before the cursor to find the command, and skips values of options. */
import type { CompletedCommand, CompletedOption } from "./words.js";

/** The shells, and the script of each. */
export const SCRIPTS = { bash, zsh, fish } as const satisfies Record<
  string,
  (commands: readonly CompletedCommand[]) => string
>;

/** All options by name: an option means the same in every command. */
function optionsOf(commands: readonly CompletedCommand[]): CompletedOption[] {
  const byWord = new Map(commands.flatMap(({ options }) => options.map((option) => [option.word, option] as const)));
  return [...byWord.values()];
}

const wordsOf = ({ words, options }: CompletedCommand): string =>
  [...words, ...options].map(({ word }) => word).join(" ");

/** The options that a value follows, as a pattern of `case`. */
const withValue = (commands: readonly CompletedCommand[], separator: string): string =>
  optionsOf(commands)
    .filter(({ value }) => value !== "none")
    .map(({ word }) => word)
    .join(separator);

/** The commands below others, each as the text of its chain: `jobs`, `clock advance`. */
const chainsOf = (commands: readonly CompletedCommand[]): string[] =>
  commands.map(({ chain }) => chain).filter((chain) => chain !== "");

/** The statements with which a shell of the Bourne family completes words, folders and files. */
interface Dialect {
  readonly words: (words: string) => string;
  readonly folder: string;
  readonly file: string;
}

function valueCases(commands: readonly CompletedCommand[], { words, folder, file }: Dialect): string[] {
  return optionsOf(commands).flatMap(({ word, value }) => {
    if (value === "none") return [];
    if (value === "folder") return [`    ${word}) ${folder}; return ;;`];
    if (value === "file") return [`    ${word}) ${file}; return ;;`];
    return [value === "text" ? `    ${word}) return ;;` : `    ${word}) ${words(value.join(" "))}; return ;;`];
  });
}

const commandCases = (commands: readonly CompletedCommand[], { words }: Dialect): string[] =>
  commands.map((command) => `    "${command.chain}") ${words(wordsOf(command))} ;;`);

/** Sets `chain` to the command before the cursor. `before` is the list of words before the cursor, without `azvb`. */
const walk = (commands: readonly CompletedCommand[], before: string): string[] => [
  `  for word in ${before}; do`,
  '    if [[ -n "$skip" ]]; then [[ "$word" == "=" ]] || skip=""; continue; fi',
  '    case "$word" in',
  `      ${withValue(commands, "|")}) skip=1 ;;`,
  "      -*) ;;",
  '      *) case "$chain $word" in',
  `        ${chainsOf(commands)
    .map((chain) => `"${chain.includes(" ") ? "" : " "}${chain}"`)
    .join("|")}) chain="\${chain:+$chain }$word" ;;`,
  "      esac ;;",
  "    esac",
  "  done",
];

function bash(commands: readonly CompletedCommand[]): string {
  const paths = (flag: string) =>
    `compopt -o filenames 2>/dev/null; while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen ${flag} -- "$typed")`;
  const dialect: Dialect = {
    words: (words) => `COMPREPLY=($(compgen -W "${words}" -- "$typed"))`,
    folder: paths("-d"),
    file: paths("-f"),
  };
  return lines(
    "# Completion of azvb in bash. Load it with: source <(azvb completion bash)",
    "_azvb() {",
    `  local chain="" skip="" word="" typed="\${COMP_WORDS[COMP_CWORD]}" option="\${COMP_WORDS[COMP_CWORD-1]}"`,
    "  COMPREPLY=()",
    ...walk(commands, `"\${COMP_WORDS[@]:1:COMP_CWORD-1}"`),
    '  # Bash makes a word of its own of the "=" in --option=value.',
    '  if [[ "$typed" == "=" ]]; then typed=""',
    `  elif [[ "$option" == "=" ]]; then option="\${COMP_WORDS[COMP_CWORD-2]}"; fi`,
    '  case "$option" in',
    ...valueCases(commands, dialect),
    "  esac",
    '  case "$chain" in',
    ...commandCases(commands, dialect),
    "  esac",
    "}",
    "complete -F _azvb azvb",
  );
}

function zsh(commands: readonly CompletedCommand[]): string {
  const dialect: Dialect = {
    words: (words) => `compadd -- ${words}`,
    folder: "_files -/",
    file: "_files",
  };
  return lines(
    "#compdef azvb",
    "# Completion of azvb in zsh. Load it after compinit with: source <(azvb completion zsh)",
    "_azvb() {",
    `  local chain="" skip="" word="" option="\${words[CURRENT-1]}"`,
    ...walk(commands, `"\${(@)words[2,CURRENT-1]}"`),
    `  if [[ "\${words[CURRENT]}" == --*=* ]]; then option="\${words[CURRENT]%%=*}"; compset -P "*="; fi`,
    '  case "$option" in',
    ...valueCases(commands, dialect),
    "  esac",
    '  case "$chain" in',
    ...commandCases(commands, dialect),
    "  esac",
    "}",
    `if [[ "\${funcstack[1]}" == "_azvb" ]]; then _azvb "$@"; else compdef _azvb azvb; fi`,
  );
}

function fish(commands: readonly CompletedCommand[]): string {
  return lines(
    "# Completion of azvb in fish. Load it with: azvb completion fish | source",
    "function __azvb_in",
    "  set -l chain",
    "  set -l skip",
    "  for word in (commandline -opc)[2..-1]",
    '    if test -n "$skip"',
    "      set skip",
    "      continue",
    "    end",
    "    switch $word",
    `      case ${withValue(commands, " ")}`,
    "        set skip 1",
    "      case '-*'",
    "      case '*'",
    '        switch "$chain $word"',
    `          case ${chainsOf(commands)
      .map((chain) => quotedInFish(chain.includes(" ") ? chain : ` ${chain}`))
      .join(" ")}`,
    '            set chain (string trim "$chain $word")',
    "        end",
    "    end",
    "  end",
    '  test "$chain" = "$argv[1]"',
    "end",
    "complete -c azvb -f",
    ...commands.flatMap(fishCommand),
  );
}

function fishCommand({ chain, words, options }: CompletedCommand): string[] {
  const start = `complete -c azvb -n '__azvb_in "${chain}"'`;
  return [
    ...words.map(({ word, about }) => `${start} -a ${word} -d ${quotedInFish(about)}`),
    ...options.map(
      ({ word, about, value }) => `${start} -l ${word.replace(/^--/, "")}${fishValue(value)} -d ${quotedInFish(about)}`,
    ),
  ];
}

function fishValue(value: CompletedOption["value"]): string {
  if (value === "none") return "";
  if (value === "text") return " -x";
  if (value === "file") return " -r -F";
  return value === "folder" ? " -x -a '(__fish_complete_directories)'" : ` -x -a ${quotedInFish(value.join(" "))}`;
}

const quotedInFish = (text: string): string => `'${text.replaceAll(/['\\]/g, "\\$&")}'`;

const lines = (...text: readonly string[]): string => `${text.join("\n")}\n`;
