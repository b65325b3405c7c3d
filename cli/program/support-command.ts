import type { Command } from 'commander';
import type { SupportBundleOptions } from '../commands/options.ts';
import type { ProgramContext } from './context.ts';
import { examples } from './help-text.ts';
import { serverUrl, stateFolder } from './shared-options.ts';

/** What to send to whoever looks for a mistake. */
export function addSupportCommand(program: Command, { io, finish }: ProgramContext): void {
  program
    .command('support-bundle')
    .description('pack versions, journal, findings, metrics and log of a server into one file, without secrets')
    .option('-o, --output <file>', 'the file, which must not exist (default: stowage-support-TIME.tar.gz)')
    .addOption(stateFolder())
    .addOption(serverUrl())
    .addHelpText('after', examples(['stowage support-bundle -o bundle.tar.gz', 'what to attach to a report']))
    .action(async (options: SupportBundleOptions) => {
      const { supportBundle } = await import('../commands/support-bundle.ts');
      finish(await supportBundle(options, io));
    });
}
