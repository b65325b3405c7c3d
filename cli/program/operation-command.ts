import type { Command } from 'commander';
import type { AbandonOptions } from '../commands/operation.ts';
import type { ServerOptions } from '../commands/options.ts';
import type { ProgramContext } from './context.ts';
import { examples } from './help-text.ts';
import { serverUrl, stateFolder } from './shared-options.ts';

const ID = ['<id>', 'id of the operation; "stowage get operations" shows them'] as const;

/** A person's word about what the driver has under way. */
export function addOperationCommand(program: Command, { io, finish }: ProgramContext): void {
  const operation = program.command('operation').description('try operations again that are stuck, or give them up');
  operation
    .command('retry')
    .description('try it now, with whatever else is under way on its volume')
    .argument(...ID)
    .addOption(stateFolder())
    .addOption(serverUrl())
    .addHelpText('after', examples(['stowage operation retry expand/VOLUME', 'do not wait for the next attempt']))
    .action(async (id: string, options: ServerOptions) => {
      const { retryOperation } = await import('../commands/operation.ts');
      finish(await retryOperation(id, options, io));
    });
  operation
    .command('abandon')
    .description('give it up, and have taken back what was made for it; the decision is recorded')
    .argument(...ID)
    .option('--confirm <id>', 'the id again; without it, only says what it would mean')
    .addOption(stateFolder())
    .addOption(serverUrl())
    .addHelpText(
      'after',
      examples(
        ['stowage operation abandon create/VOLUME', 'say what it would mean'],
        ['stowage operation abandon create/VOLUME --confirm create/VOLUME', 'do it'],
      ),
    )
    .action(async (id: string, options: AbandonOptions) => {
      const { abandonOperation } = await import('../commands/operation.ts');
      finish(await abandonOperation(id, options, io));
    });
}
