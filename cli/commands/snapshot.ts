import { connectApi } from '../client/api-client.ts';
import { EXIT } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import type { CliIo } from '../io.ts';
import { printable } from '../report/printable.ts';
import { renderResources } from '../report/resource-tables.ts';
import type { CreateSnapshotOptions, ServerOptions } from './options.ts';
import { printAs } from './print-as.ts';

export async function createSnapshot(name: string, options: CreateSnapshotOptions, io: CliIo): Promise<ExitStatus> {
  const client = await connectApi(options, io.cwd);
  const snapshot = await client.createSnapshot({ name, volume: options.volume });
  await printAs(options.output, snapshot, () => renderResources('snapshots', [snapshot]), io);
  return EXIT.ok;
}

export async function deleteSnapshot(name: string, options: ServerOptions, io: CliIo): Promise<ExitStatus> {
  const client = await connectApi(options, io.cwd);
  await client.deleteSnapshot(name);
  io.stdout.write(`deleted ${printable(name)}\n`);
  return EXIT.ok;
}
