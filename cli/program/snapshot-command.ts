import type { Command } from 'commander';
import type { CreateSnapshotOptions, ServerOptions } from '../commands/options.ts';
import type { ProgramContext } from './context.ts';
import { examples } from './help-text.ts';
import { parseVolumeName } from './option-values.ts';
import { serverUrl, stateFolder, tableOutput } from './shared-options.ts';

export function addSnapshotCommands(program: Command, { io, finish }: ProgramContext): void {
  const snapshot = program.command('snapshot').description('create and delete snapshots of volumes by hand');
  snapshot
    .command('create')
    .description('take a snapshot of a volume that no node has; the same request again finds the same snapshot')
    .argument('<name>', 'name of the snapshot', parseVolumeName)
    .requiredOption('--volume <volume>', 'the volume')
    .addOption(tableOutput())
    .addOption(stateFolder())
    .addOption(serverUrl())
    .addHelpText('after', examples(['stowage snapshot create nightly --volume db-0', 'copy what db-0 holds now']))
    .action(async (name: string, options: CreateSnapshotOptions) => {
      const { createSnapshot } = await import('../commands/snapshot.ts');
      finish(await createSnapshot(name, options, io));
    });
  snapshot
    .command('delete')
    .description('delete a snapshot and its data; volumes that were made of it stay')
    .argument('<name>', 'the snapshot')
    .addOption(stateFolder())
    .addOption(serverUrl())
    .addHelpText('after', examples(['stowage snapshot delete nightly', 'delete it, with its data']))
    .action(async (name: string, options: ServerOptions) => {
      const { deleteSnapshot } = await import('../commands/snapshot.ts');
      finish(await deleteSnapshot(name, options, io));
    });
}
