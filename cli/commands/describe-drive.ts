import { connectApi } from '../client/api-client.ts';
import { EXIT } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import type { CliIo } from '../io.ts';
import { renderDrive } from '../report/drive.ts';
import type { GetOptions } from './options.ts';
import { printAs } from './print-as.ts';

export async function describeDrive(id: string, options: GetOptions, io: CliIo): Promise<ExitStatus> {
  const client = await connectApi(options, io.cwd);
  const drive = await client.drive(id);
  await printAs(options.output, drive, () => renderDrive(drive), io);
  return EXIT.ok;
}
