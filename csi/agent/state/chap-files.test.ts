import { randomUUID } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { LegId, PublicationId } from '../../../core/model/ids.ts';
import { chapCredentials } from '../../chap.ts';
import { linuxSystem } from '../../system/linux-system.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { chapFilesIn } from './chap-files.ts';

it('keeps no secret but of what is owed, and of that no draft either', async () => {
  const folder = path.join(await temporaryFolder(), 'chap');
  const files = chapFilesIn(linuxSystem(), folder);
  const name = () => ({ publication: randomUUID() as PublicationId, leg: randomUUID() as LegId });
  const [owed, gone] = [name(), name()];
  for (const { publication, leg } of [owed, gone]) {
    await files.write(publication, leg, chapCredentials('user', 'secret'));
    await writeFile(path.join(folder, `${publication}.${leg}.draft`), 'sec');
  }
  await writeFile(path.join(folder, 'of somebody else'), '');
  await files.keepOnly([owed]);
  expect((await readdir(folder)).sort()).toEqual([`${owed.publication}.${owed.leg}`, 'of somebody else'].sort());
});
