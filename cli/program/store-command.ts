import type { Command } from 'commander';
import type { StoreOptions } from '../commands/options.ts';
import type { RestoreOptions } from '../commands/store.ts';
import type { ProgramContext } from './context.ts';
import { examples } from './help-text.ts';
import { stateFolder } from './shared-options.ts';
import { addStoreOptions } from './store-options.ts';

/** The store itself: kept elsewhere, put back, looked through. */
export function addStoreCommand(program: Command, { io, finish }: ProgramContext): void {
  const store = program.command('store').description('back up, restore and check what the server keeps');
  const subcommand = (name: string, description: string): Command =>
    addStoreOptions(store.command(name).description(description).addOption(stateFolder()));

  subcommand('backup', 'write all that the store holds into a file; with a state folder, while the server is stopped')
    .argument('<file>', 'must not exist')
    .addHelpText('after', examples(['stowage store backup stowage.backup', 'keep it elsewhere']))
    .action(async (file: string, options: StoreOptions) => {
      const { backupStore } = await import('../commands/store.ts');
      finish(await backupStore(file, options, io));
    });
  subcommand('restore', 'put a backup into the store; every server is stopped')
    .argument('<file>', 'what "stowage store backup" wrote')
    .option('--overwrite', 'in place of all that the store holds')
    .addHelpText('after', examples(['stowage store restore stowage.backup', 'into a store that is empty']))
    .action(async (file: string, options: RestoreOptions) => {
      const { restoreStore } = await import('../commands/store.ts');
      finish(await restoreStore(file, options, io));
    });
  subcommand('verify', 'read every record, and look whether they fit together: 1 where something is wrong')
    .addHelpText('after', examples(['stowage store verify', 'while the server is stopped']))
    .action(async (options: StoreOptions) => {
      const { verify } = await import('../commands/store.ts');
      finish(await verify(options, io));
    });
}
