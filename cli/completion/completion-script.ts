import type { Command } from 'commander';
import type { Shell } from '../commands/options.ts';
import { bashScript } from './bash-script.ts';
import { commandNodes } from './command-tree.ts';
import { fishScript } from './fish-script.ts';
import { zshScript } from './zsh-script.ts';

/** The completion script of a program for a shell. */
export function completionScript(shell: Shell, program: Command): string {
  const nodes = commandNodes(program);
  switch (shell) {
    case 'bash':
      return bashScript(program.name(), nodes);
    case 'zsh':
      return zshScript(program.name(), nodes);
    case 'fish':
      return fishScript(program.name(), nodes);
  }
}
