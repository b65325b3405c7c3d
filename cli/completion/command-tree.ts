import type { Argument, Command, Option } from 'commander';
import { FINDING_CODES } from '../../schemas/generated/finding-codes.ts';

/** A command as completion sees it. */
export interface CommandNode {
  /** Each of the ways to type it: its names from the top, aliases included. The top has one, empty. */
  readonly paths: readonly string[];
  readonly description: string;
  readonly options: readonly OptionNode[];
  readonly subcommands: readonly SubcommandNode[];
  /** What arguments it takes where they are known beforehand; `files` where they are paths. */
  readonly words: readonly string[];
  readonly files: boolean;
}

interface SubcommandNode {
  readonly name: string;
  readonly description: string;
}

export interface OptionNode {
  /** Such as `-o` and `--output`. */
  readonly flags: readonly string[];
  readonly description: string;
  readonly value: 'none' | 'files' | 'words' | 'any';
  readonly words: readonly string[];
}

/** The commands of a program, each before its subcommands. */
export const commandNodes = (program: Command): readonly CommandNode[] => walk(program, ['']);

function walk(command: Command, paths: readonly string[]): readonly CommandNode[] {
  const subcommands = command.createHelp().visibleCommands(command);
  const node: CommandNode = {
    paths,
    description: command.description(),
    options: command.createHelp().visibleOptions(command).map(optionNode),
    subcommands: subcommands.map((sub) => ({ name: sub.name(), description: sub.description() })),
    words: command.registeredArguments.flatMap(wordsOf),
    files: command.registeredArguments.some(isPath),
  };
  // The built-in `help` command takes names of commands, which completion leaves to its description.
  const walked = subcommands.filter((sub) => sub.name() !== 'help').flatMap((sub) => walk(sub, extended(paths, sub)));
  return [node, ...walked];
}

const extended = (paths: readonly string[], sub: Command): readonly string[] =>
  paths.flatMap((path) => [sub.name(), ...sub.aliases()].map((name) => `${path} ${name}`.trim()));

function optionNode(option: Option): OptionNode {
  const flags = [option.short, option.long].filter((flag) => flag !== undefined);
  const words = option.argChoices ?? [];
  return { flags, description: option.description, words, value: valueOf(option, words) };
}

function valueOf(option: Option, words: readonly string[]): OptionNode['value'] {
  if (!option.required && !option.optional) return 'none';
  if (words.length > 0) return 'words';
  return /<(dir|path|path-or-url)>/.test(option.flags) ? 'files' : 'any';
}

/** Codes of findings are too many to list in the help of the command. */
const wordsOf = (argument: Argument): readonly string[] =>
  argument.argChoices ?? (argument.name() === 'code' ? FINDING_CODES : []);

const isPath = (argument: Argument): boolean => /^(dir|path)$/.test(argument.name());
