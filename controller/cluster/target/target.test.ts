import { describe, expect, it } from 'vitest';
import type { CommitId } from '../../../core/model/ids.ts';
import { drain } from '../../../core/model/turns.ts';
import { chunksOf } from '../../../store/configuration-chunks.ts';
import { activate, proposeConfiguration } from '../../../store/configurations.ts';
import type { Store } from '../../../store/store.ts';
import { openMemoryStore } from '../../../store/memory/memory-store.ts';
import { CONTROLLER_ACCESS } from '../api/access.ts';
import { BACKENDS, CSI_DRIVERS, STORAGE_CLASSES } from '../api/resource.ts';
import { turn } from '../testing/objects.ts';
import { simulateCluster } from '../testing/simulated-cluster.ts';
import type { ClassUse } from './decide.ts';
import { runTarget } from './target.ts';

const backend = (name: string) => ({
  apiVersion: 'stowage.dev/v1alpha1',
  kind: 'Backend',
  metadata: { name },
  spec: { composable: {} },
});

const gold = (type: string) => ({
  ...{ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'gold' } },
  ...{ provisioner: 'csi.stowage.dev', parameters: { type } },
});

/** Pauses are over at once; what is waited for comes within a number of turns. */
function running(use: ClassUse | undefined) {
  const cluster = simulateCluster(CONTROLLER_ACCESS);
  const store = openMemoryStore();
  const stop = new AbortController();
  const failures: string[] = [];
  const told: string[] = [];
  const ended = runTarget({
    ...{ api: cluster.api(), store: flaky(store), signal: stop.signal, take: drain, breathe: turn },
    use: { of: () => use, changes: () => 0 },
    now: () => new Date(0),
    pause: turn,
    told: (outcomes) => told.push(...outcomes.map(({ kind, name }) => `${name} ${kind}`)),
    failed: ({ code }) => failures.push(code),
    bug: (error) => failures.push(String(error)),
  });
  const run = async (...objects: Parameters<typeof chunksOf>[0][number][]): Promise<void> => {
    const at = new Date(0).toISOString();
    const commit = 'c'.repeat(40) as CommitId;
    const chunks = chunksOf(objects);
    const number = await proposeConfiguration(store, { commit, ref: 'main', subject: '', chunks, findings: [], at });
    await activate(store, number, at);
  };
  const end = async (): Promise<void> => {
    stop.abort();
    await ended;
  };
  return { cluster, run, failures, told, end };
}

/** A store that once does not answer, the second time that it is asked. */
function flaky(store: Store): Store {
  let asked = 0;
  const get: Store['get'] = (key) => {
    asked += 1;
    if (asked === 2) return Promise.reject(new Error('the store did not answer'));
    return store.get(key);
  };
  return { ...store, get };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let turns = 0; turns < 500; turns++) {
    if (await holds()) return;
    await turn();
  }
  throw new Error('it never came to hold');
}

describe('a target', () => {
  it('writes nothing before a configuration is active', async () => {
    const { cluster, end } = running({ claims: 0, volumes: 0 });
    for (let turns = 0; turns < 50; turns++) await turn();
    await end();
    expect(cluster.calls.filter((call) => /patch|delete|create/.test(call))).toEqual([]);
  });

  it('shows each configuration that becomes active, and what goes with it', async () => {
    const { cluster, run, failures, end } = running({ claims: 0, volumes: 0 });
    const other = cluster.api('kubectl');
    await run(backend('a'));
    await until(async () => (await other.get(BACKENDS, { name: 'a' }))?.['status'] !== undefined);
    expect(failures).toEqual(['Error: the store did not answer']);
    await until(async () => (await other.get(CSI_DRIVERS, { name: 'csi.stowage.dev' })) !== undefined);
    await run(backend('b'));
    await until(async () => (await other.get(BACKENDS, { name: 'a' })) === undefined);
    expect(await other.get(BACKENDS, { name: 'b' })).toBeDefined();
    await end();
  });

  it('puts back what somebody deletes', async () => {
    const { cluster, run, end } = running({ claims: 0, volumes: 0 });
    const other = cluster.api('kubectl');
    await run(backend('a'));
    await until(async () => (await other.get(BACKENDS, { name: 'a' }))?.['status'] !== undefined);
    const live = await other.get(BACKENDS, { name: 'a' });
    await other.delete(BACKENDS, { name: 'a' }, { uid: live?.metadata.uid ?? '' });
    await until(async () => (await other.get(BACKENDS, { name: 'a' }))?.['status'] !== undefined);
    await end();
  });

  it('takes no class for unused of which it does not know who names it', async () => {
    const { cluster, run, told, end } = running(undefined);
    const other = cluster.api('kubectl');
    await run(gold('ssd'));
    await until(async () => (await other.get(STORAGE_CLASSES, { name: 'gold' })) !== undefined);
    await run(gold('hdd'));
    await until(() => Promise.resolve(told.includes('gold held')));
    expect(await other.get(STORAGE_CLASSES, { name: 'gold' })).toMatchObject({ parameters: { type: 'ssd' } });
    await end();
  });

  it('goes on once the API server is back', async () => {
    const { cluster, run, failures, end } = running({ claims: 0, volumes: 0 });
    cluster.failNext(...Array.from({ length: 20 }, () => 'unreachable' as const));
    await run(backend('a'));
    const other = cluster.api('kubectl');
    await until(async () => {
      try {
        return (await other.get(BACKENDS, { name: 'a' }))?.['status'] !== undefined;
      } catch {
        return false;
      }
    });
    expect(failures).toContain('unreachable');
    await end();
  });
});
