import { Option } from 'commander';
import type { Command } from 'commander';
import type { PlanOptions, ValidateOptions } from '../commands/options.ts';
import { REPORT_FORMATS } from '../report/formats/index.ts';
import type { ProgramContext } from './context.ts';
import { examples } from './help-text.ts';
import { limitOption } from './limit-option.ts';
import { addTestCommand } from './test-command.ts';
import { FAIL_ON, POLICIES_FROM, PRETTY } from './check-options.ts';
import { serverUrl, stateFolder, textOutput } from './shared-options.ts';

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
  addValidateCommand(program, { io, finish });
  addTestCommand(program, { io, finish });
  program
    .command('plan')
    .description('show what declarations would change on the running server, and the volumes that it touches')
    .argument('<path>', 'folder of the repository')
    .addOption(textOutput())
    .option(...PRETTY)
    .option('--exit-code', 'exit with 3 where there are changes')
    .addOption(limitOption())
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

function addValidateCommand(program: Command, { io, finish }: ProgramContext): void {
  program
    .command('validate')
    .description('check declarations: YAML, schemas, references and policies')
    .argument('[path...]', 'files and folders, checked as one repository (default: this folder); - for standard input')
    .option(
      '--ref <rev>',
      'check this revision of the Git repository instead of what lies on disk: HEAD, main, a commit',
    )
    .option('--base <rev>', 'the revision before: what Kubernetes does not let a class change is an error')
    .option(...POLICIES_FROM)
    .addOption(new Option('-o, --format <format>', 'how to print').choices(REPORT_FORMATS).default('text'))
    .addOption(new Option('--output <format>').choices(REPORT_FORMATS).hideHelp())
    .option(...PRETTY)
    .addOption(
      new Option('--fail-on <severity>', 'the least that makes the exit status 1').choices(FAIL_ON).default('error'),
    )
    .addOption(limitOption())
    .addHelpText(
      'after',
      examples(
        ['stowage validate .', 'check the repository in this folder'],
        ['stowage validate . --ref HEAD --base origin/main', 'check what a branch commits'],
        ['stowage validate . --policies-from origin/main', 'no branch rids itself of a rule'],
        ['helm template chart | stowage validate -', 'check what a chart makes'],
        ['stowage validate . -o json', 'findings for a program to read'],
        ['stowage validate . -o sarif > stowage.sarif', 'findings for code scanning'],
        ['stowage validate . -o github --fail-on warn', 'annotations in a job of GitHub Actions'],
      ),
    )
    .action(async (paths: string[], options: ValidateOptions) => {
      const { validate } = await import('../commands/validate.ts');
      finish(await validate(paths, options, io));
    });
}
