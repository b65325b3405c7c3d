import type { CommandNode, OptionNode } from './command-tree.ts';
import { valueFlags } from './shell-text.ts';

/** A completion for fish: where the cursor stands is told by the commands typed before it. */
export function fishScript(name: string, nodes: readonly CommandNode[]): string {
  return `# fish completion for ${name}. Write it to ~/.config/fish/completions/${name}.fish.
function __${name}_at
    set -l typed
    set -l skip 0
    for word in (commandline -opc)[2..-1]
        if test $skip = 1
            set skip 0
        else if contains -- $word ${valueFlags(nodes).join(' ')}
            set skip 1
        else if not string match -q -- '-*' $word
            set -a typed $word
        end
    end
    for path in $argv[2..-1]
        set -l words (string split -n ' ' -- $path)
        set -l count (count $words)
        test (count $typed) -ge $count; or continue
        test $argv[1] = exactly; and test (count $typed) -ne $count; and continue
        test $count -eq 0; and return 0
        test "$typed[1..$count]" = "$words"; and return 0
    end
    return 1
end
complete -c ${name} -f
${nodes.flatMap((node) => commandLines(name, node)).join('\n')}
`;
}

function commandLines(name: string, node: CommandNode): readonly string[] {
  // Below a group, its subcommands take over; below a leaf there are its arguments.
  const depth = node.subcommands.length > 0 ? 'exactly' : 'within';
  const complete = `complete -c ${name} -n ${fishQuoted(`__${name}_at ${depth} ${node.paths.map(fishQuoted).join(' ')}`)}`;
  return [
    ...node.subcommands.map((sub) => `${complete} -a ${fishQuoted(sub.name)} -d ${fishQuoted(sub.description)}`),
    ...(node.words.length > 0 ? [`${complete} -a ${fishQuoted(node.words.join(' '))}`] : []),
    ...(node.files ? [`${complete} -F`] : []),
    ...node.options.map((option) => `${complete} ${optionFlags(option)} -d ${fishQuoted(option.description)}`),
  ];
}

function optionFlags({ flags, value, words }: OptionNode): string {
  const names = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  const takes = { none: [], any: ['-x'], files: ['-r', '-F'], words: ['-x', '-a', fishQuoted(words.join(' '))] }[value];
  return [...names, ...takes].join(' ');
}

/** In fish's single quotes, a backslash escapes itself and the quote. */
const fishQuoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
