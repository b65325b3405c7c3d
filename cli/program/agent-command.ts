import { Option } from 'commander';
import type { Command } from 'commander';
import type { AgentOptions, DoctorOptions } from '../commands/options.ts';
import { requireRoot } from '../serve/require-root.ts';
import { addChannelOptions, fixOption, requireOptions } from './channel-options.ts';
import type { ProgramContext } from './context.ts';
import { examples } from './help-text.ts';
import { parseDomain, parseNodeName } from './option-values.ts';

/** The process on a host with drives. */
export function addAgentCommand(program: Command, { io, finish }: ProgramContext): void {
  const agent = program
    .command('agent')
    .description('serve the drives of this host to the driver')
    .addOption(new Option('--enclosure <name>', 'the enclosure that this host is').argParser(parseNodeName))
    .addOption(
      new Option(
        '--domain <uuid>',
        'whose driver to serve, and no other; left out, the first that is reached says whose',
      ).argParser(parseDomain),
    );
  addChannelOptions(agent)
    .addHelpText(
      'after',
      examples(
        [
          'stowage agent --enclosure box-1 --driver stowage.example:8481 --tls /etc/stowage/tls --state /var/lib/stowage',
          'serve the drives of box-1',
        ],
        ['stowage agent doctor', 'say what this host misses'],
      ),
    )
    .action(async (options: AgentOptions) => {
      requireOptions(agent, ['enclosure', 'driver', 'tls']);
      const { agent: run } = await import('../commands/agent.ts');
      finish(await run(options, io));
    });
  agent
    .command('doctor')
    .description('say which tools, modules and settings this host misses to hold drives')
    .addOption(fixOption())
    .action(async (options: DoctorOptions) => {
      requireRoot('agent doctor');
      const { doctor } = await import('../commands/doctor.ts');
      finish(await doctor('agent', options, io));
    });
}
