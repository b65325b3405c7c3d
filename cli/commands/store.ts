import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { aboveEveryEpoch } from '../../csi/driver/restored-epoch.ts';
import { verifyStore } from '../../csi/driver/verify-store.ts';
import { backupText, readBackup, restoreBackup, takeBackup } from '../../store/backup.ts';
import type { Store } from '../../store/store.ts';
import { CliError } from '../cli-error.ts';
import { EXIT } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import type { CliIo } from '../io.ts';
import { printable } from '../report/printable.ts';
import { leadAtOnce, openNamedStore } from '../serve/open-state.ts';
import type { StoreOptions } from './options.ts';

export interface RestoreOptions extends StoreOptions {
  readonly overwrite?: boolean;
}

/** Writes all that the store holds into a file. @throws StoreError, CliError `exists`, `file` */
export async function backupStore(file: string, options: StoreOptions, io: CliIo): Promise<ExitStatus> {
  const backup = await withStore(options, io, ({ store }) => takeBackup(store, new Date().toISOString()));
  await writeNew(path.resolve(io.cwd, file), file, backupText(backup));
  io.stdout.write(`${file}: ${counted(backup.entries.length)}, revision ${String(backup.revision)}\n`);
  return EXIT.ok;
}

/** Puts a backup in place of what the store holds. @throws StoreError, CliError `exists`, `file`, `usage` */
export async function restoreStore(file: string, options: RestoreOptions, io: CliIo): Promise<ExitStatus> {
  const text = await readFile(path.resolve(io.cwd, file), 'utf8').catch((cause: unknown) => {
    throw new CliError('file', `${file} cannot be read: ${String(cause)}`, { cause });
  });
  const backup = aboveEveryEpoch(readBackup(text));
  await withStore(options, io, async ({ store, leadership }) => {
    const lease = await leadAtOnce(leadership, 'a restore');
    try {
      const present = await store.list('', { limit: 1 });
      if (present.length > 0 && options.overwrite !== true) throw notEmpty();
      await restoreBackup(store, backup);
    } finally {
      await lease.resign();
    }
  });
  io.stdout.write(`restored ${counted(backup.entries.length)} of ${backup.at}\n`);
  return EXIT.ok;
}

/** Looks whether every record can be read, and whether they fit together. @throws StoreError */
export async function verify(options: StoreOptions, io: CliIo): Promise<ExitStatus> {
  const { records, problems } = await withStore(options, io, ({ store }) => verifyStore(store));
  for (const { key, message } of problems) io.stdout.write(`${printable(`${key}: ${message}`)}\n`);
  const found = problems.length === 1 ? '1 problem' : `${String(problems.length)} problems`;
  io.stdout.write(`${counted(records)}, ${problems.length === 0 ? 'no problems' : found}\n`);
  return problems.length === 0 ? EXIT.ok : EXIT.problems;
}

const counted = (records: number): string => (records === 1 ? '1 record' : `${String(records)} records`);

type Opened = Awaited<ReturnType<typeof openNamedStore>>;

async function withStore<Value>(
  options: StoreOptions,
  { cwd }: CliIo,
  work: (opened: Opened) => Promise<Value>,
): Promise<Value> {
  const opened = await openNamedStore(options, cwd);
  const { store }: { readonly store: Store } = opened;
  try {
    return await work(opened);
  } finally {
    await store.close();
  }
}

const notEmpty = (): CliError =>
  new CliError('exists', 'the store is not empty: --overwrite puts the backup in place of all that it holds');

/** Whoever has the file knows what there is, but no secret: those are not in the store. */
async function writeNew(file: string, named: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600).catch((cause: unknown) => {
    const isThere = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
    if (isThere) throw new CliError('exists', `${named} exists: choose another name`, { cause });
    throw new CliError('file', `${named} cannot be written: ${String(cause)}`, { cause });
  });
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
