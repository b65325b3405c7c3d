import type { PlacementPolicy } from '../../core/model/policy.ts';
import { parseFiles } from '../../core/parse/index.ts';
import { EXIT } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import type { CliIo } from '../io.ts';
import { installedPacks } from '../packs/pack-library.ts';
import { namedPack, policiesOfPack } from '../policy/find-policy.ts';
import { renderTable } from '../report/table.ts';
import type { TableFormat } from './options.ts';
import { printAs } from './print-as.ts';

export interface PolicyPacksOptions {
  readonly output: TableFormat;
}

/** Lists the packs that came with this installation, or prints the policies of one as they were written. */
export async function policyPacks(
  given: string | undefined,
  { output }: PolicyPacksOptions,
  io: CliIo,
): Promise<ExitStatus> {
  if (given === undefined) await listPacks(output, io);
  else await printPack(given, output, io);
  return EXIT.ok;
}

async function printPack(given: string, output: TableFormat, io: CliIo): Promise<void> {
  const { name, version, text } = namedPack(given);
  if (output !== 'json') {
    io.stdout.write(text);
    return;
  }
  const policies = parseFiles([{ path: name, text }]).objects.map(({ object }) => object);
  await printAs(output, { name, version, policies }, () => '', io);
}

interface ListedPack {
  readonly name: string;
  /** The newest first. */
  readonly versions: readonly string[];
  /** Of the newest version. */
  readonly policies: readonly Pick<PlacementPolicy, 'name' | 'scope' | 'action'>[];
  readonly says: string;
}

async function listPacks(output: TableFormat, io: CliIo): Promise<void> {
  const packs = installedPacks();
  const listed = packs.names.map((name): ListedPack => {
    const pack = namedPack(name);
    const policies = policiesOfPack(pack).policies.map((policy) => ({
      name: policy.name,
      scope: policy.scope,
      action: policy.action,
    }));
    return { name, versions: packs.versionsOf(name), policies, says: firstComment(pack.text) };
  });
  const table = (): string =>
    renderTable<ListedPack>(
      [
        { head: 'PACK', cell: ({ name }) => name },
        { head: 'VERSIONS', cell: ({ versions }) => versions.join(',') },
        { head: 'POLICIES', cell: ({ policies }) => String(policies.length) },
        { head: 'SAYS', cell: ({ says }) => says },
      ],
      listed,
    );
  await printAs(output, listed, table, io);
}

/** What a pack says of itself: the first sentence of the comment that it starts with. */
function firstComment(text: string): string {
  const lines = text.split('\n');
  const end = lines.findIndex((line) => !line.startsWith('#'));
  const comment = lines
    .slice(0, end === -1 ? 0 : end)
    .map((line) => line.replace(/^#+ ?/, ''))
    .join(' ');
  return /^.*?[^.][.](?= |$)/.exec(comment)?.[0] ?? comment;
}
