/** Opens the store in the folder it is told and commits for ever, printing each revision once it was answered. */
import { openLmdbStore } from '../lmdb/lmdb-store.ts';

async function writeForEver(folder: string): Promise<never> {
  const store = await openLmdbStore({ folder });
  console.log('open');
  for (;;) {
    const value = JSON.stringify({ after: await store.revision() });
    const result = await store.commit({
      conditions: [],
      writes: ['a', 'b', 'c'].map((key) => ({ kind: 'put', key, value })),
    });
    if (result.kind === 'committed') console.log(String(result.revision));
  }
}

void writeForEver(process.argv[2] ?? '');
