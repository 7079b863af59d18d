/** The words that a shell completes: the commands of `azvb`, their options, and the values of these. */
import type { Command, Option } from "commander";

/** A word, and its description in one line. */
export interface Word {
  readonly word: string;
  readonly about: string;
}

/** The value of an option: none, one of a list, a path, or text that cannot be completed. */
type Value = "none" | "text" | "folder" | "file" | readonly string[];

export interface CompletedOption extends Word {
  readonly value: Value;
}

/** A command, and the words and options that may follow it. */
export interface CompletedCommand {
  /** Its names below `azvb`, such as `clock advance`; empty for `azvb` itself. */
  readonly chain: string;
  readonly words: readonly Word[];
  readonly options: readonly CompletedOption[];
}

const VALUES = new WeakMap<Option, readonly string[]>();

/** The option, with values to complete. For an option whose parser accepts them in any case; commander's `choices` needs none. */
export function withValues(option: Option, values: readonly string[]): Option {
  VALUES.set(option, values);
  return option;
}

const HELP: CompletedOption = { word: "--help", about: "print this help", value: "none" };

/** The command and all commands below it, whose options must have been declared. */
export function completedCommands(program: Command): CompletedCommand[] {
  const everywhere = program.options.filter(({ long }) => long === "--debug").map(completedOption);
  const names = program.commands.map(wordOf);
  const help = { word: "help", about: "print the help of a command" };
  const [root, ...below] = commandsBelow(program, "", everywhere);
  if (root === undefined) return [];
  return [{ ...root, words: [...names, help] }, ...below, { chain: "help", words: names, options: [] }];
}

function commandsBelow(command: Command, chain: string, everywhere: readonly CompletedOption[]): CompletedCommand[] {
  const own = command.options.map(completedOption);
  const inherited = everywhere.filter(({ word }) => !own.some((option) => option.word === word));
  const choices = command.registeredArguments.flatMap(({ argChoices, description }) =>
    (argChoices ?? []).map((word) => ({ word, about: description })),
  );
  return [
    { chain, words: [...command.commands.map(wordOf), ...choices], options: [...own, ...inherited, HELP] },
    ...command.commands.flatMap((child) => commandsBelow(child, `${chain} ${child.name()}`.trim(), everywhere)),
  ];
}

const wordOf = (command: Command): Word => ({ word: command.name(), about: command.description() });

const completedOption = (option: Option): CompletedOption => ({
  word: option.long ?? option.flags,
  about: option.description,
  value: valueAfter(option),
});

function valueAfter(option: Option): Value {
  if (!option.required && !option.optional) return "none";
  const values = option.argChoices ?? VALUES.get(option);
  if (values !== undefined) return values;
  if (option.flags.endsWith("<dir>")) return "folder";
  return option.flags.endsWith("<file>") ? "file" : "text";
}
