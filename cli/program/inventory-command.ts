import type { Command } from 'commander';
import type { ExportOptions, InventoryOptions } from '../commands/inventory.ts';
import type { ProgramContext } from './context.ts';
import { examples } from './help-text.ts';
import { serverUrl, stateFolder, tableOutput } from './shared-options.ts';

const ENCLOSURE = ['--enclosure <name>', 'only the enclosure of this name'] as const;

/** What agents found on the hosts with drives. */
export function addInventoryCommand(program: Command, context: ProgramContext): void {
  const inventory = program
    .command('inventory')
    .description('show the drives that agents found, or write them down to declare them');
  addList(inventory, context);
  addExport(inventory, context);
}

function addList(inventory: Command, { io, finish }: ProgramContext): void {
  inventory
    .command('list', { isDefault: true })
    .description('show the drives that agents found, whose they are and what to do next')
    .option(...ENCLOSURE)
    .addOption(tableOutput())
    .addOption(stateFolder())
    .addOption(serverUrl())
    .addHelpText(
      'after',
      examples(
        ['stowage inventory', 'every drive that was found'],
        ['stowage inventory --enclosure box-1 -o json', 'one enclosure, in full'],
      ),
    )
    .action(async (options: InventoryOptions) => {
      const { showInventory } = await import('../commands/inventory.ts');
      finish(await showInventory(options, io));
    });
}

function addExport(inventory: Command, { io, finish }: ProgramContext): void {
  inventory
    .command('export')
    .description('write the drives that agents found as Enclosures to declare, for a pull request')
    .option(...ENCLOSURE)
    .option('--output <path>', 'file to write, whatever is in it (default: standard output)')
    .addOption(stateFolder())
    .addOption(serverUrl())
    .addHelpText(
      'after',
      examples(
        ['stowage inventory export', 'print all of them'],
        ['stowage inventory export --enclosure box-1 --output box-1.yaml', 'one, to a file'],
      ),
    )
    .action(async (options: ExportOptions) => {
      const { exportInventory } = await import('../commands/inventory.ts');
      finish(await exportInventory(options, io));
    });
}
