import { connectApi } from '../client/api-client.ts';
import { EXIT } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import type { CliIo } from '../io.ts';
import { renderVolume } from '../report/volume.ts';
import type { GetOptions } from './options.ts';
import { printAs } from './print-as.ts';

export async function describeVolume(name: string, options: GetOptions, io: CliIo): Promise<ExitStatus> {
  const client = await connectApi(options, io.cwd);
  const volume = await client.volume(name);
  await printAs(options.output, volume, () => renderVolume(volume), io);
  return EXIT.ok;
}
