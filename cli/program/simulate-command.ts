import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { parseQuantity } from '../../core/model/capacity.ts';
import type { GiB } from '../../core/model/capacity.ts';
import type { SimulateOptions } from '../commands/options.ts';
import type { LossTarget } from '../../core/simulate/loss-target.ts';
import type { SimulationQuestion } from '../../core/simulate/simulation.ts';
import type { ProgramContext } from './context.ts';
import { examples } from './help-text.ts';
import { limitOption } from './limit-option.ts';
import { parseNodeName, parseSize, parseWhole } from './option-values.ts';
import { serverUrl, stateFolder } from './shared-options.ts';

/** What would happen. Nothing does. */
export function addSimulateCommand(program: Command, context: ProgramContext): void {
  const simulate = program
    .command('simulate')
    .description('say what would happen: to the running server, or to a repository; nothing is changed');
  addPlace(simulate, context);
  addFill(simulate, context);
  addLoss(simulate, context);
  addDefrag(simulate, context);
}

interface Asking {
  readonly class: string;
  readonly size: GiB;
  readonly node?: string;
}

const CLASS = ['--class <class>', 'storage class'] as const;
const SIZE = ['--size <quantity>', 'usable size, a Kubernetes quantity; rounded up to GiB', parseSize] as const;
const NODE = ['--node <node>', 'a node that must reach it', parseNodeName] as const;

/** What every simulation takes: where to ask, and how to print. */
export function asSimulation(command: Command): Command {
  return command
    .argument('[path]', 'folder of a repository to simulate on; left out, the running server')
    .option('--ref <rev>', 'with a path: this revision of its Git repository instead of what lies on disk')
    .option('--volumes <file>', 'with a path: what "stowage get volumes -o json" printed (default: blank drives)')
    .addOption(
      new Option('-o, --output <format>', 'how to print').choices(['text', 'json', 'yaml', 'markdown']).default('text'),
    )
    .addOption(limitOption())
    .addOption(stateFolder())
    .addOption(serverUrl());
}

/** Has the command asked when it is run. */
export async function runSimulation(
  question: SimulationQuestion,
  path: string | undefined,
  options: SimulateOptions,
  { io, finish }: ProgramContext,
): Promise<void> {
  const { askSimulation } = await import('../commands/simulate.ts');
  finish(await askSimulation(question, path, options, io));
}

/** What `explain volume` asks for. */
export const withRequest = (command: Command): Command =>
  command
    .requiredOption(...CLASS)
    .requiredOption(...SIZE)
    .option(...NODE);

function addPlace(simulate: Command, context: ProgramContext): void {
  asSimulation(withRequest(simulate.command('place').description('place so many volumes, and say what stops them')))
    .option('--count <number>', 'how many', parseWhole(1, 10_000), 1)
    .addHelpText(
      'after',
      examples(
        ['stowage simulate place --count 500 --class gold --size 200Gi', 'on what runs'],
        ['stowage simulate place . --count 500 --class gold --size 200Gi', 'on blank drives of this repository'],
      ),
    )
    .action(async (path: string | undefined, options: SimulateOptions & Asking & { readonly count: number }) => {
      const { class: name, size, node, count } = options;
      await runSimulation({ kind: 'place', of: { class: name, size, node, count } }, path, options, context);
    });
}

function addFill(simulate: Command, context: ProgramContext): void {
  asSimulation(simulate.command('fill').description('say how many more volumes of each class fit, and what stops them'))
    .option('--class <class>', 'only this storage class')
    .option('--size <quantity>', 'usable size of each (default: what volumes of the class have)', parseSize)
    .option(...NODE)
    .addHelpText('after', examples(['stowage simulate fill', 'each class of the running server']))
    .action(async (path: string | undefined, options: SimulateOptions & Partial<Asking>) => {
      const { class: name, size, node } = options;
      await runSimulation({ kind: 'fill', of: { class: name, size, node } }, path, options, context);
    });
}

interface LossOptions {
  readonly drive?: string;
  readonly enclosure?: string;
  readonly storageGroup?: string;
  readonly rack?: string;
  readonly domain?: readonly [level: string, domain: string];
  readonly bandwidth?: number;
}

function addLoss(simulate: Command, context: ProgramContext): void {
  const command = simulate
    .command('loss')
    .description('lose drives, and say which volumes go on and where they are rebuilt');
  asSimulation(command)
    .option('--drive <id>', 'lose one drive')
    .option('--enclosure <name>', 'lose all drives of an enclosure')
    .option('--storage-group <name>', 'lose a storage group')
    .option('--rack <name>', 'lose a domain of level rack')
    .option('--domain <level=name>', 'lose a domain of any level', parseDomainOf)
    .option(
      '--bandwidth <quantity>',
      'bytes a second that a drive is rebuilt from or to with (default: 200M)',
      parseBandwidth,
    )
    .addHelpText(
      'after',
      examples(
        ['stowage simulate loss --rack a-07', 'what the loss of a rack would mean'],
        ['stowage simulate loss --drive wwn-0x5000c500a1b2c301 --bandwidth 150M', 'of a drive, rebuilt at 150 MB/s'],
      ),
    )
    .action(async (path: string | undefined, options: SimulateOptions & LossOptions) => {
      const { bandwidth = DEFAULT_BANDWIDTH } = options;
      const target = targetOf(options, command);
      await runSimulation({ kind: 'loss', of: { target, bandwidth } }, path, options, context);
    });
}

function targetOf({ drive, enclosure, storageGroup, rack, domain }: LossOptions, command: Command): LossTarget {
  const at = (level: string, name: string | undefined): readonly LossTarget[] =>
    name === undefined ? [] : [{ kind: 'domain', level, domain: name }];
  const targets: readonly LossTarget[] = [
    ...(drive === undefined ? [] : [{ kind: 'drive', drive } as const]),
    ...at('enclosure', enclosure),
    ...at('storageGroup', storageGroup),
    ...at('rack', rack),
    ...(domain ? at(...domain) : []),
  ];
  const [target] = targets;
  if (target && targets.length === 1) return target;
  return command.error('error: say one of --drive, --enclosure, --storage-group, --rack and --domain');
}

function addDefrag(simulate: Command, context: ProgramContext): void {
  asSimulation(simulate.command('defrag').description('say what moving slices would gain, and which moves'))
    .option('--moves <number>', 'the most slices to move', parseWhole(1, 10_000), 100)
    .addHelpText('after', examples(['stowage simulate defrag --moves 20', 'the best that twenty moves do']))
    .action(async (path: string | undefined, options: SimulateOptions & { readonly moves: number }) => {
      await runSimulation({ kind: 'defrag', of: { moves: options.moves } }, path, options, context);
    });
}

function parseDomainOf(text: string): readonly [string, string] {
  const [level = '', name = '', ...rest] = text.split('=');
  if (level === '' || name === '' || rest.length > 0)
    throw new InvalidArgumentError('Say a level and a name: rack=a-07.');
  return [level, name];
}

function parseBandwidth(text: string): number {
  const bytes = parseQuantity(text);
  if (bytes === undefined || bytes === 0n || bytes > MOST_BANDWIDTH) {
    throw new InvalidArgumentError('Say bytes a second, from 1 to 1T, such as 150M.');
  }
  return Number(bytes);
}

const MOST_BANDWIDTH = 10n ** 12n;

/** As the API has it. */
const DEFAULT_BANDWIDTH = 200_000_000;
