import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { DeclaredObject } from '../../core/model/configuration.ts';
import type { EnclosureObject } from '../../schemas/generated/types.ts';
import { connectApi } from '../client/api-client.ts';
import { CliError } from '../cli-error.ts';
import { EXIT } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import type { CliIo } from '../io.ts';
import { exportEnclosures } from '../report/exported-enclosure.ts';
import type { ExportedEnclosure } from '../report/exported-enclosure.ts';
import { renderFoundDrives } from '../report/found-drives.ts';
import type { GetOptions, ServerOptions } from './options.ts';
import { printAs } from './print-as.ts';

export interface InventoryOptions extends GetOptions {
  readonly enclosure?: string;
}

export interface ExportOptions extends ServerOptions {
  readonly enclosure?: string;
  /** Left out: standard output. */
  readonly output?: string;
}

/** Shows what agents found, whose it is and what to do next. */
export async function showInventory(
  { enclosure, output, ...server }: InventoryOptions,
  io: CliIo,
): Promise<ExitStatus> {
  const client = await connectApi(server, io.cwd);
  const items = await client.found(enclosure);
  if (enclosure !== undefined && items.length === 0) throw noSuchEnclosure(enclosure);
  const text = (): string => (items.length === 0 ? NO_AGENTS : renderFoundDrives(items));
  await printAs(output, { items }, text, io);
  return EXIT.ok;
}

const NO_AGENTS = 'No enclosures: no agent is attached, and none is declared.\n';

/** Writes what agents found as Enclosures to declare. */
export async function exportInventory({ enclosure, output, ...server }: ExportOptions, io: CliIo): Promise<ExitStatus> {
  const client = await connectApi(server, io.cwd);
  // All of them: a drive that two enclosures see has its place in one.
  const [found, configuration] = await Promise.all([client.found(), client.configuration()]);
  const all = exportEnclosures(found, (configuration?.objects ?? []).filter(isEnclosure));
  const chosen = all.filter(({ metadata }) => enclosure === undefined || metadata.name === enclosure);
  if (chosen.length === 0) throw enclosure === undefined ? nothingFound() : noSuchEnclosure(enclosure);
  const { renderEnclosures } = await import('../report/enclosure-yaml.ts');
  const yaml = renderEnclosures(chosen);
  if (output === undefined) {
    io.stdout.write(yaml);
    return EXIT.ok;
  }
  await writeFile(path.resolve(io.cwd, output), yaml).catch((cause: unknown) => {
    throw new CliError('file', `${output} cannot be written: ${reasonOf(cause)}`, { cause });
  });
  io.stdout.write(`${summaryOf(chosen)} written to ${output}: look through it, then "stowage validate ${output}"\n`);
  return EXIT.ok;
}

/** What the server holds is right by its schema. */
const isEnclosure = (object: DeclaredObject): object is DeclaredObject & EnclosureObject => object.kind === 'Enclosure';

function summaryOf(enclosures: readonly ExportedEnclosure[]): string {
  const drives = enclosures.flatMap((enclosure) => enclosure.drives);
  const leftOut = drives.filter((drive) => drive.leftOut !== undefined).length;
  const rest = leftOut === 0 ? '' : `, ${count(leftOut, 'more')} left out`;
  return `${count(enclosures.length, 'enclosure')} with ${count(drives.length - leftOut, 'drive')}${rest}`;
}

const count = (number: number, what: string): string =>
  `${String(number)} ${what}${number === 1 || what === 'more' ? '' : 's'}`;

const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

const nothingFound = (): CliError =>
  new CliError('not-found', 'no agent is attached: start "stowage agent" on the hosts that have drives');

const noSuchEnclosure = (name: string): CliError =>
  new CliError(
    'not-found',
    `enclosure "${name}" is not declared, and no agent is attached for it: "stowage inventory" lists all`,
  );
