import type { Command } from 'commander';
import type { CheckOptions, PlanOptions } from '../commands/options.ts';
import type { ProgramContext } from './context.ts';
import { examples } from './help-text.ts';
import { serverUrl, stateFolder, textOutput } from './shared-options.ts';

const PRETTY = ['--pretty', 'show the line of the file below each finding, as on a terminal'] as const;

/** What works on a folder of declarations. */
export function addRepositoryCommands(program: Command, { io, finish }: ProgramContext): void {
  program
    .command('init')
    .description('write a small, commented config repository to start from; never overwrites a file')
    .argument('[dir]', 'folder to write to; may be left out where this one is empty')
    .addHelpText('after', examples(['stowage init storage', 'start a repository in storage/']))
    .action(async (dir: string | undefined) => {
      const { init } = await import('../commands/init.ts');
      finish(await init(dir, io));
    });
  program
    .command('validate')
    .description('check declarations: YAML, schemas, references and policies')
    .argument('<path...>', 'files and folders; each is checked as one repository')
    .addOption(textOutput())
    .option(...PRETTY)
    .addHelpText(
      'after',
      examples(
        ['stowage validate .', 'check the repository in this folder'],
        ['stowage validate . -o json', 'findings for a program to read'],
      ),
    )
    .action(async (paths: string[], options: CheckOptions) => {
      const { validate } = await import('../commands/validate.ts');
      finish(await validate(paths, options, io));
    });
  program
    .command('plan')
    .description('show what declarations would change on the running server, and the volumes that it touches')
    .argument('<path>', 'folder of the repository')
    .addOption(textOutput())
    .option(...PRETTY)
    .option('--exit-code', 'exit with 3 where there are changes')
    .addOption(stateFolder())
    .addOption(serverUrl())
    .addHelpText(
      'after',
      examples(
        ['stowage plan .', 'compare this folder with what runs'],
        ['stowage plan . --exit-code -o json', 'for a pull request check'],
      ),
    )
    .action(async (path: string, options: PlanOptions) => {
      const { plan } = await import('../commands/plan.ts');
      finish(await plan(path, options, io));
    });
}
