import type { Resource } from '../api/views/resource-views.ts';
import { connectApi } from '../client/api-client.ts';
import { CliError } from '../cli-error.ts';
import { EXIT } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import type { CliIo } from '../io.ts';
import { renderResources } from '../report/resource-tables.ts';
import type { ListOptions } from './options.ts';
import { printAs } from './print-as.ts';
import { ONE_OF } from './resource-names.ts';

/** Lists a resource, or shows the one of a name. */
export async function getResource(
  resource: Resource,
  name: string | undefined,
  { output, ...server }: ListOptions,
  io: CliIo,
): Promise<ExitStatus> {
  const client = await connectApi(server, io.cwd);
  const items = await client.list(resource, name);
  if (name !== undefined && items.length === 0) {
    throw new CliError('not-found', `there is no ${ONE_OF[resource]} "${name}": "stowage get ${resource}" lists all`);
  }
  const data = name !== undefined && items.length === 1 ? items[0] : { items };
  const text = (): string =>
    items.length === 0 ? `No ${resource}.\n` : renderResources(resource, items, { wide: output === 'wide' });
  await printAs(output, data, text, io);
  return EXIT.ok;
}
