import type { Command } from 'commander';
import type { ExplainOptions } from '../commands/options.ts';
import type { ProgramContext } from './context.ts';
import { examples } from './help-text.ts';
import { textOutput } from './shared-options.ts';

/** What findings mean. */
export function addExplainCommand(program: Command, { io, finish }: ProgramContext): void {
  program
    .command('explain')
    .description('say what a finding code means, and how to mend what it is about')
    .argument('[code]', 'code of a finding; left out, lists all of them')
    .addOption(textOutput())
    .addHelpText(
      'after',
      examples(
        ['stowage explain yaml/duplicate-key', 'what it means, an example, and the example mended'],
        ['stowage explain', 'which codes there are'],
      ),
    )
    .action(async (code: string | undefined, options: ExplainOptions) => {
      const { explain } = await import('../commands/explain.ts');
      finish(await explain(code, options, io));
    });
}
