/** Locks the folder it is told, says so, and holds on until it is killed. */
import { lockFolder } from '../lmdb/folder-lock.ts';

async function holdLock(folder: string): Promise<void> {
  await lockFolder(folder);
  console.log('locked');
  setInterval(() => undefined, 60_000);
}

void holdLock(process.argv[2] ?? '');
