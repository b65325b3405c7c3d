import type { CommandNode, OptionNode } from './command-tree.ts';

/** Text as one word of a POSIX-like shell. */
export const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** The flags that take a value, over all commands: the word behind one is never a command. */
export function valueFlags(nodes: readonly CommandNode[]): readonly string[] {
  const options = nodes.flatMap((node) => node.options).filter(({ value }) => value !== 'none');
  return [...new Set(options.flatMap(({ flags }) => flags))].sort();
}

/** Options that take a value to choose from, or a path. */
export const guidedOptions = (node: CommandNode): readonly OptionNode[] =>
  node.options.filter(({ value }) => value === 'files' || value === 'words');
