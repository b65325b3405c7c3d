import { Option } from 'commander';
import type { Command } from 'commander';
import type { TestOptions } from '../commands/options.ts';
import { TEST_FORMATS } from '../report/tests/index.ts';
import { FAIL_ON, POLICIES_FROM, PRETTY } from './check-options.ts';
import type { ProgramContext } from './context.ts';
import { examples } from './help-text.ts';
import { parsePercent } from './option-values.ts';
import { limitOption } from './limit-option.ts';

export function addTestCommand(program: Command, { io, finish }: ProgramContext): void {
  program
    .command('test')
    .description('run the PolicyTests of a repository: volumes asked for, objects declared, and what policies say')
    .argument('[path...]', 'files and folders, taken as one repository (default: this folder); - for standard input')
    .option('--run <text>', 'run only the cases with this text in TEST/CASE')
    .option('--watch', 'run again whenever a file changes, until interrupted')
    .option('--verbose', 'name each case, also those that pass')
    .option('--coverage', 'tell what of the policies no case tried out')
    .addOption(
      new Option('--coverage-min <percent>', 'the least of the policies that cases try out: less fails').argParser(
        parsePercent,
      ),
    )
    .option(...POLICIES_FROM)
    .addOption(new Option('-o, --format <format>', 'how to print').choices(TEST_FORMATS).default('text'))
    .option(...PRETTY)
    .addOption(
      new Option(
        '--fail-on <severity>',
        'what makes the exit status 1: cases that fail, warnings of the repository as well, or nothing',
      )
        .choices(FAIL_ON)
        .default('error'),
    )
    .addOption(limitOption())
    .addHelpText(
      'after',
      examples(
        ['stowage test .', 'run all tests of this folder'],
        ['stowage test . --run mirrors --watch', 'run some again and again while the policies are written'],
        ['stowage test . --policies-from origin/main', 'no branch rids itself of a rule'],
        ['stowage test . -o junit > tests.xml', 'a report for CI'],
      ),
    )
    .action(async (paths: string[], options: TestOptions) => {
      const { test } = await import('../commands/test.ts');
      finish(await test(paths, options, io));
    });
}
