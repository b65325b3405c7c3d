import type { Command } from 'commander';
import { MARKER_NAME } from '../../controller/cluster/source/marker.ts';
import type { MarkerOptions } from '../commands/options.ts';
import type { ProgramContext } from './context.ts';
import { examples } from './help-text.ts';
import { limitOption } from './limit-option.ts';

/** What a step of CI adds to what a cluster is to apply. */
export function addMarkerCommand(program: Command, { io, finish }: ProgramContext): void {
  program
    .command('marker')
    .description('print the ConfigMap that tells a server, which follows a cluster, when a revision is all there')
    .argument('[path...]', 'files and folders that are applied with it (default: this folder); - for standard input')
    .requiredOption('--revision <text>', 'what the revision is called, such as main@sha1:4f3c')
    .option('--name <name>', 'of the ConfigMap', MARKER_NAME.name)
    .option('--namespace <namespace>', 'of the ConfigMap', MARKER_NAME.namespace)
    .addOption(limitOption())
    .addHelpText(
      'after',
      examples(
        ['stowage marker storage --revision main@sha1:4f3c > storage/marker.yaml', 'in CI, beside what is applied'],
        ['kustomize build . | stowage marker - --revision v12 | kubectl apply -f -', 'without a file'],
      ),
    )
    .action(async (paths: string[], options: MarkerOptions) => {
      const { marker } = await import('../commands/marker.ts');
      finish(await marker(paths, options, io));
    });
}
