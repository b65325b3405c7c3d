import { connectApi } from '../client/api-client.ts';
import { EXIT } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import type { CliIo } from '../io.ts';
import { renderOperation } from '../report/operation.ts';
import { printable } from '../report/printable.ts';
import { abandonWarning } from '../report/warnings.ts';
import type { GetOptions, ServerOptions } from './options.ts';
import { printAs } from './print-as.ts';

export interface AbandonOptions extends ServerOptions {
  /** The operation's id, typed again. */
  readonly confirm?: string;
}

export async function describeOperation(id: string, options: GetOptions, io: CliIo): Promise<ExitStatus> {
  const client = await connectApi(options, io.cwd);
  const operation = await client.operation(id);
  await printAs(options.output, operation, () => renderOperation(operation), io);
  return EXIT.ok;
}

export async function retryOperation(id: string, options: ServerOptions, io: CliIo): Promise<ExitStatus> {
  const client = await connectApi(options, io.cwd);
  await client.retryOperation(id);
  io.stdout.write(`done ${printable(id)}\n`);
  return EXIT.ok;
}

/** Only what was typed twice is given up; anything else tells what it would mean. */
export async function abandonOperation(id: string, options: AbandonOptions, io: CliIo): Promise<ExitStatus> {
  const client = await connectApi(options, io.cwd);
  if (options.confirm !== id) {
    io.stderr.write(abandonWarning(await client.operation(id), options.confirm));
    return EXIT.couldNotRun;
  }
  await client.abandonOperation(id);
  io.stdout.write(`abandoned ${printable(id)}\n`);
  return EXIT.ok;
}
