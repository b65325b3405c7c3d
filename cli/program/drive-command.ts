import type { Command } from 'commander';
import type { DriveOptions, WipeOptions } from '../commands/drive.ts';
import type { ProgramContext } from './context.ts';
import { examples } from './help-text.ts';
import { serverUrl, stateFolder } from './shared-options.ts';

const ENCLOSURE = ['--enclosure <name>', 'the enclosure whose agent found it'] as const;

/** What a person decides about a drive, because no program can know it. */
export function addDriveCommand(program: Command, { io, finish }: ProgramContext): void {
  const drive = program.command('drive').description('take over or wipe drives that hold data of others');
  drive
    .command('adopt')
    .description('make a drive of another domain ours, with the legs that are on it; the decision is recorded')
    .argument('<drive>', 'id of the drive')
    .requiredOption(...ENCLOSURE)
    .addOption(stateFolder())
    .addOption(serverUrl())
    .addHelpText(
      'after',
      examples(['stowage drive adopt wwn-0x5000c500a1b2c3d4 --enclosure box-1', 'its former owner is gone for good']),
    )
    .action(async (id: string, options: DriveOptions) => {
      const { adoptDrive } = await import('../commands/drive.ts');
      finish(await adoptDrive(id, options, io));
    });
  drive
    .command('wipe')
    .description('destroy whatever a drive holds, and make it ours; the decision is recorded')
    .argument('<drive>', 'id of the drive')
    .requiredOption(...ENCLOSURE)
    .option('--confirm <drive>', 'the id again; without it, only says what would be destroyed')
    .addOption(stateFolder())
    .addOption(serverUrl())
    .addHelpText(
      'after',
      examples(
        ['stowage drive wipe eui.0025385b71b0a101 --enclosure box-1', 'say what would be destroyed'],
        ['stowage drive wipe eui.0025385b71b0a101 --enclosure box-1 --confirm eui.0025385b71b0a101', 'do it'],
      ),
    )
    .action(async (id: string, options: WipeOptions) => {
      const { wipeDrive } = await import('../commands/drive.ts');
      finish(await wipeDrive(id, options, io));
    });
}
