import { Argument } from 'commander';
import type { Command } from 'commander';
import type { Shell } from '../commands/options.ts';
import { EXIT } from '../exit-status.ts';
import { packageVersion } from '../package-version.ts';
import type { ProgramContext } from './context.ts';
import { examples } from './help-text.ts';

/** What is about the command itself. */
export function addShellCommands(program: Command, { io, finish }: ProgramContext): void {
  program
    .command('version')
    .description('print the version')
    .action(() => {
      io.stdout.write(`stowage ${packageVersion()} (node ${process.versions.node})\n`);
      finish(EXIT.ok);
    });
  program
    .command('completion')
    .description('print a completion script for a shell')
    .addArgument(new Argument('<shell>', 'which shell').choices(['bash', 'zsh', 'fish'] satisfies Shell[]))
    .addHelpText(
      'after',
      examples(
        ['source <(stowage completion bash)', 'in bash, now'],
        ['stowage completion zsh > "${fpath[1]}/_stowage"', 'in zsh, for good'],
        ['stowage completion fish > ~/.config/fish/completions/stowage.fish', 'in fish, for good'],
      ),
    )
    .action(async (shell: Shell) => {
      const { completionScript } = await import('../completion/completion-script.ts');
      io.stdout.write(completionScript(shell, program));
      finish(EXIT.ok);
    });
}
