import type { Command } from 'commander';
import type { GiB } from '../../core/model/capacity.ts';
import type { ExplainOptions, SimulateOptions } from '../commands/options.ts';
import type { ProgramContext } from './context.ts';
import { examples } from './help-text.ts';
import { textOutput } from './shared-options.ts';
import { asSimulation, runSimulation, withRequest } from './simulate-command.ts';

/** What findings mean. */
export function addExplainCommand(program: Command, context: ProgramContext): void {
  const { io, finish } = context;
  const command = program
    .command('explain')
    // What follows a subcommand is the subcommand's.
    .enablePositionalOptions()
    .description('say what a finding code means, and how to mend what it is about; or why a volume is refused')
    .argument('[code]', 'code of a finding; left out, lists all of them')
    .addOption(textOutput())
    .addHelpText(
      'after',
      examples(
        ['stowage explain yaml/duplicate-key', 'what it means, an example, and the example mended'],
        ['stowage explain', 'which codes there are'],
        ['stowage explain volume --class gold --size 2Ti', 'why such a volume is refused, and what would fit'],
      ),
    )
    .action(async (code: string | undefined, options: ExplainOptions) => {
      const { explain } = await import('../commands/explain.ts');
      finish(await explain(code, options, io));
    });
  addExplainVolume(command, context);
}

interface Asking {
  readonly class: string;
  readonly size: GiB;
  readonly node?: string;
}

function addExplainVolume(explain: Command, context: ProgramContext): void {
  const about = 'say whether a volume would be placed; if not, what rules drives out, what is short and what would fit';
  asSimulation(withRequest(explain.command('volume').description(about)))
    .addHelpText(
      'after',
      examples(
        ['stowage explain volume --class gold --size 2Ti', 'on the running server'],
        ['stowage explain volume . --class gold --size 2Ti --node worker-1', 'on blank drives of this repository'],
      ),
    )
    .action(async (path: string | undefined, options: SimulateOptions & Asking) => {
      const { class: name, size, node } = options;
      await runSimulation({ kind: 'explain', of: { class: name, size, node } }, path, options, context);
    });
}
