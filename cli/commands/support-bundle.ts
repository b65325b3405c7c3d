import { open } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { connectApi } from '../client/api-client.ts';
import { CliError } from '../cli-error.ts';
import { EXIT } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import type { CliIo } from '../io.ts';
import { packageVersion } from '../package-version.ts';
import type { SupportFile } from '../support/support-file.ts';
import { tarOf } from '../support/tar.ts';
import type { SupportBundleOptions } from './options.ts';

/**
 * Packs what a server tells of itself. Where it does not answer, why is in the bundle instead.
 * @throws CliError `file`
 */
export async function supportBundle(options: SupportBundleOptions, io: CliIo): Promise<ExitStatus> {
  const now = new Date();
  const { files, failure } = await filesOfServer(options, io);
  const name = options.output ?? `stowage-support-${now.toISOString().replaceAll(/[-:]|\..*/g, '')}.tar.gz`;
  const all = [manifestOf(files, now), ...files];
  const folder = 'stowage-support';
  const tar = tarOf(
    all.map((file) => ({ ...file, name: `${folder}/${file.name}` })),
    now,
  );
  await writeOwn(path.resolve(io.cwd, name), name, await promisify(gzip)(tar));
  if (failure !== undefined) io.stderr.write(`warning: ${failure}: the bundle says no more than that\n`);
  io.stdout.write(`${name}: ${all.map((file) => file.name).join(', ')}\n`);
  return failure === undefined ? EXIT.ok : EXIT.problems;
}

async function filesOfServer(options: SupportBundleOptions, io: CliIo) {
  try {
    return { files: await (await connectApi(options, io.cwd)).support(), failure: undefined };
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    const text = `${error.message}\n`;
    const files: readonly SupportFile[] = [{ name: 'server.txt', about: 'why the server does not tell', text }];
    return { files, failure: error.message };
  }
}

function manifestOf(files: readonly SupportFile[], now: Date): SupportFile {
  const made = { at: now.toISOString(), by: `stowage ${packageVersion()}`, redacted: true };
  const listed = files.map(({ name, about, text }) => ({ name, about, bytes: Buffer.byteLength(text) }));
  const text = `${JSON.stringify({ ...made, files: listed }, undefined, 2)}\n`;
  return { name: 'manifest.json', about: 'what is in the bundle', text };
}

/** Readable by its owner alone, and never in the place of something else. */
async function writeOwn(file: string, named: string, bytes: Buffer): Promise<void> {
  try {
    const handle = await open(file, 'wx', 0o600);
    await handle.writeFile(bytes).finally(() => handle.close());
  } catch (cause) {
    const exists = (cause as NodeJS.ErrnoException).code === 'EEXIST';
    const why = exists ? 'there is such a file; choose another with -o' : (cause as Error).message;
    throw new CliError('file', `the bundle ${named} cannot be written: ${why}`, { cause });
  }
}
