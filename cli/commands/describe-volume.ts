import { connectApi } from '../client/api-client.ts';
import { EXIT } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import type { CliIo } from '../io.ts';
import { renderVolume } from '../report/volume.ts';
import type { ServerOptions } from './options.ts';

export async function describeVolume(name: string, options: ServerOptions, io: CliIo): Promise<ExitStatus> {
  const client = await connectApi(options, io.cwd);
  io.stdout.write(renderVolume(await client.volume(name)));
  return EXIT.ok;
}
