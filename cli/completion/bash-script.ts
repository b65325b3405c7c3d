import type { CommandNode, OptionNode } from './command-tree.ts';
import { guidedOptions, quoted, valueFlags } from './shell-text.ts';

/** A completion for bash 3.2 and later, which macOS still has: no associative arrays, no bash-completion. */
export function bashScript(name: string, nodes: readonly CommandNode[]): string {
  return `# bash completion for ${name}. Load it with: source <(${name} completion bash)
_${name}() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" at='' word i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    case "\${COMP_WORDS[i-1]}" in
      ${valueFlags(nodes).join('|')}) continue ;;
    esac
    case "$at $word" in
${descents(nodes).join('\n')}
    esac
  done
  case "$at" in
${nodes.map(commandCase).join('\n')}
  esac
}
complete -F _${name} ${name}
`;
}

/** Each way to type a command leads to where its first way leads. */
const descents = (nodes: readonly CommandNode[]): readonly string[] =>
  nodes
    .filter(({ paths }) => paths[0] !== '')
    .map(({ paths }) => {
      const [first = ''] = paths;
      const typed = paths.map((path) => quoted(path.includes(' ') ? canonicalParent(first, path) : ` ${path}`));
      return `      ${[...new Set(typed)].join('|')}) at=${quoted(first)} ;;`;
    });

/** The loop has already led the parent to its first path: only the last word is as typed. */
const canonicalParent = (first: string, typed: string): string =>
  `${first.slice(0, first.lastIndexOf(' '))} ${typed.slice(typed.lastIndexOf(' ') + 1)}`;

function commandCase(node: CommandNode): string {
  const flags = node.options.flatMap(({ flags: of }) => of).join(' ');
  const words = [...node.subcommands.map((sub) => sub.name), ...node.words].join(' ');
  const rest = words !== '' ? compgen(`-W ${quoted(words)}`) : node.files ? compgen('-f') : 'COMPREPLY=()';
  return `    ${quoted(node.paths[0] ?? '')})
      case "$prev" in
${guidedOptions(node).map(optionCase).join('')}        *)
          case "$cur" in
            -*) ${compgen(`-W ${quoted(flags)}`)} ;;
            *) ${rest} ;;
          esac ;;
      esac ;;`;
}

const optionCase = ({ flags, value, words }: OptionNode): string =>
  `        ${flags.join('|')}) ${compgen(value === 'files' ? '-f' : `-W ${quoted(words.join(' '))}`)} ;;\n`;

const compgen = (what: string): string => `COMPREPLY=($(compgen ${what} -- "$cur"))`;
