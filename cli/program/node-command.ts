import { Option } from 'commander';
import type { Command } from 'commander';
import type { DoctorOptions, NodeOptions } from '../commands/options.ts';
import { requireRoot } from '../serve/require-root.ts';
import { addChannelOptions, fixOption, requireOptions } from './channel-options.ts';
import type { ProgramContext } from './context.ts';
import { examples } from './help-text.ts';
import { parseCgroup, parseNodeName } from './option-values.ts';
import { maxVolumes } from './shared-options.ts';

/** The plug-in on a node of Kubernetes. */
export function addNodeCommand(program: Command, { io, finish }: ProgramContext): void {
  const node = program
    .command('node')
    .description('serve volumes to the pods of this node, through CSI')
    .addOption(new Option('--node-id <name>', "this node's name in Kubernetes").argParser(parseNodeName))
    .addOption(maxVolumes());
  addChannelOptions(node)
    .option(
      '--csi-endpoint <endpoint>',
      'socket of the CSI services (default: $CSI_ENDPOINT, else unix://<state>/csi.sock)',
    )
    .addOption(
      new Option(
        '--io-cgroup <path>',
        "cgroup of Kubernetes' pods, in which volumes are limited (default: kubepods.slice or kubepods)",
      ).argParser(parseCgroup),
    )
    .addHelpText(
      'after',
      examples(
        [
          'stowage node --node-id node-1 --driver stowage.example:8481 --tls /etc/stowage/tls --state /var/lib/stowage',
          'serve volumes on node-1',
        ],
        ['stowage node doctor --fix', 'install and set what this node misses'],
      ),
    )
    .action(async (options: NodeOptions) => {
      requireOptions(node, ['nodeId', 'driver', 'tls']);
      const { node: run } = await import('../commands/node.ts');
      finish(await run(options, io));
    });
  node
    .command('doctor')
    .description('say which tools, modules and settings this node misses to use volumes')
    .addOption(fixOption())
    .action(async (options: DoctorOptions) => {
      requireRoot('node doctor');
      const { doctor } = await import('../commands/doctor.ts');
      finish(await doctor('node', options, io));
    });
}
