import type { CommandNode, OptionNode } from './command-tree.ts';
import { quoted } from './shell-text.ts';

/** A completion for zsh: a function per command, on _arguments and _describe. */
export function zshScript(name: string, nodes: readonly CommandNode[]): string {
  const functions = nodes.map((node) => commandFunction(name, node, nodes)).join('\n');
  return `#compdef ${name}
# zsh completion for ${name}. Write it to a file named _${name} in a folder of $fpath.

${functions}
if [ "$funcstack[1]" = "_${name}" ]; then
  _${name} "$@"
else
  compdef _${name} ${name}
fi
`;
}

function commandFunction(name: string, node: CommandNode, nodes: readonly CommandNode[]): string {
  const specs = node.options.map(optionSpec);
  const body = node.subcommands.length > 0 ? subcommandBody(name, node, nodes, specs) : leafBody(node, specs);
  return `${functionName(name, node)}() {\n${body}}\n`;
}

function leafBody(node: CommandNode, specs: readonly string[]): string {
  const rest = node.words.length > 0 ? `'*:argument:(${node.words.join(' ')})'` : node.files ? `'*:path:_files'` : '';
  return `  ${['_arguments', ...specs, rest].filter((part) => part !== '').join(' \\\n    ')}\n`;
}

function subcommandBody(
  name: string,
  node: CommandNode,
  nodes: readonly CommandNode[],
  specs: readonly string[],
): string {
  const described = node.subcommands.map((sub) => quoted(`${sub.name}:${sub.description.replaceAll(':', '\\:')}`));
  const cases = node.subcommands.flatMap((sub) => {
    const path = `${node.paths[0] ?? ''} ${sub.name}`.trim();
    const child = nodes.find(({ paths }) => paths[0] === path);
    return child ? [`        ${typedNames(child).join('|')}) ${functionName(name, child)} ;;`] : [];
  });
  return `  local context state line
  local -a commands=(
    ${described.join('\n    ')}
  )
  _arguments -C \\
    ${[...specs, `'1: :->command'`, `'*:: :->rest'`].join(' \\\n    ')}
  case $state in
    command) _describe command commands ;;
    rest)
      case $line[1] in
${cases.join('\n')}
      esac ;;
  esac
`;
}

const functionName = (name: string, node: CommandNode): string =>
  ['', name, ...(node.paths[0] ?? '').split(' ')].filter((part, index) => index === 0 || part !== '').join('_');

const typedNames = ({ paths }: CommandNode): readonly string[] => [
  ...new Set(paths.map((path) => path.slice(path.lastIndexOf(' ') + 1))),
];

/** `(-o --output)'{-o,--output}'[how to print]:value:(table json yaml)`, as _arguments wants it. */
function optionSpec({ flags, description, value, words }: OptionNode): string {
  const about = `[${description.replaceAll(/[[\]\\]/g, '\\$&').replaceAll(':', '\\:')}]`;
  const takes = { none: '', any: ':value: ', files: ':path:_files', words: `:value:(${words.join(' ')})` }[value];
  if (flags.length === 1) return quoted(`${flags.join('')}${about}${takes}`);
  return `${quoted(`(${flags.join(' ')})`)}{${flags.join(',')}}${quoted(`${about}${takes}`)}`;
}
