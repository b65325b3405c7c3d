import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import type { ListenAddress } from '../commands/options.ts';
import { addObserveOptions } from './observe-options.ts';
import { parseListenAddress } from './option-values.ts';
import { stateFolder } from './shared-options.ts';

/** What agents and node plug-ins share: where the driver is, and who they are. */
export const addChannelOptions = (command: Command): Command =>
  addObserveOptions(command)
    .addOption(
      new Option('--driver <host:port>', 'where the driver takes agents and node plug-ins').argParser(
        parseDriverAddress,
      ),
    )
    .option('--tls <dir>', 'own certificate: ca.crt, tls.crt and tls.key (see "stowage certificates")')
    .addOption(stateFolder('folder for everything that must survive a restart'));

function parseDriverAddress(text: string): ListenAddress {
  const address = parseListenAddress(text);
  if (address.port === 0) throw new InvalidArgumentError('Say the port that the driver listens on.');
  return address;
}

/**
 * Options that a command cannot do without and its subcommands can: commander would ask for its own required ones of
 * both.
 * @throws CommanderError
 */
export function requireOptions(command: Command, names: readonly string[]): void {
  const given = command.opts();
  for (const option of command.options) {
    if (!names.includes(option.attributeName()) || given[option.attributeName()] !== undefined) continue;
    command.error(`error: required option '${option.flags}' not specified`, {
      code: 'commander.missingMandatoryOptionValue',
    });
  }
}

export const fixOption = (): Option =>
  new Option('--fix', 'install and set what can be: packages, and files of our own').default(false);
