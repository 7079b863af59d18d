/** `azvb completion`: the script with which a shell completes the commands, options and values of `azvb`. */
import { Argument, type Command } from "commander";
import { SCRIPTS } from "../completion/scripts.js";
import { completedCommands } from "../completion/words.js";

const EXAMPLES = `
Examples:
  azvb completion bash    load it in ~/.bashrc: source <(azvb completion bash)
  azvb completion zsh     load it in ~/.zshrc, after compinit:
                          source <(azvb completion zsh)
  azvb completion fish    save it as ~/.config/fish/completions/azvb.fish`;

/** Declares `azvb completion`. The other commands must have their options. */
export function declareCompletion(command: Command): void {
  command
    .addArgument(new Argument("<shell>", "the shell that loads the script").choices(Object.keys(SCRIPTS)))
    .helpOption("--help", "print this help")
    .addHelpText("after", EXAMPLES)
    .action((shell: keyof typeof SCRIPTS) => {
      if (command.parent !== null) process.stdout.write(SCRIPTS[shell](completedCommands(command.parent)));
    });
}
