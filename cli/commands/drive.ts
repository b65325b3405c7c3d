import { connectApi } from '../client/api-client.ts';
import type { ApiClient, FoundDriveName } from '../client/api-client.ts';
import { CliError } from '../cli-error.ts';
import { EXIT } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import type { CliIo } from '../io.ts';
import { printable } from '../report/printable.ts';
import { wipeWarning } from '../report/warnings.ts';
import type { ServerOptions } from './options.ts';

export interface DriveOptions extends ServerOptions {
  readonly enclosure: string;
}

export interface WipeOptions extends DriveOptions {
  /** The drive's id, typed again. */
  readonly confirm?: string;
}

export async function adoptDrive(
  drive: string,
  { enclosure, ...server }: DriveOptions,
  io: CliIo,
): Promise<ExitStatus> {
  const client = await connectApi(server, io.cwd);
  await client.adoptDrive({ enclosure, drive });
  io.stdout.write(`adopted ${printable(drive)} of ${printable(enclosure)}\n`);
  return EXIT.ok;
}

/** Only what was typed twice is destroyed; anything else tells what would be. */
export async function wipeDrive(drive: string, options: WipeOptions, io: CliIo): Promise<ExitStatus> {
  const { enclosure, confirm, ...server } = options;
  const client = await connectApi(server, io.cwd);
  if (confirm !== drive) {
    io.stderr.write(await warningFor(client, { enclosure, drive }, confirm));
    return EXIT.couldNotRun;
  }
  await client.wipeDrive({ enclosure, drive });
  io.stdout.write(`wiped ${printable(drive)} of ${printable(enclosure)}\n`);
  return EXIT.ok;
}

/** @throws CliError `not-found`, `unavailable` */
async function warningFor(client: ApiClient, name: FoundDriveName, confirm: string | undefined): Promise<string> {
  const [found] = await client.found(name.enclosure);
  if (found?.state === 'not-answering') {
    throw new CliError('unavailable', `enclosure ${name.enclosure} does not answer: ${found.reason ?? ''}`);
  }
  const drive = found?.drives.find(({ id }) => id === name.drive);
  if (drive) return wipeWarning(drive, name.enclosure, confirm);
  throw new CliError(
    'not-found',
    `no drive ${name.drive} was found in enclosure ${name.enclosure}: "stowage inventory" lists all`,
  );
}
