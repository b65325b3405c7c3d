import { expect, it } from 'vitest';
import type { CommitId } from '../../../core/model/ids.ts';
import { drain } from '../../../core/model/turns.ts';
import { chunksOf } from '../../../store/configuration-chunks.ts';
import { activate, proposeConfiguration, recordRefusal } from '../../../store/configurations.ts';
import { openMemoryStore } from '../../../store/memory/memory-store.ts';
import type { SourceTree } from '../../source/source.ts';
import { CONTROLLER_ACCESS } from '../api/access.ts';
import { BACKENDS, OWN_KINDS } from '../api/resource.ts';
import { followKinds } from '../target/live-kinds.ts';
import { turn } from '../testing/objects.ts';
import { simulateCluster } from '../testing/simulated-cluster.ts';
import { runStatus } from './run-status.ts';

const backend = (state: string) => ({
  apiVersion: 'stowage.dev/v1alpha1',
  kind: 'Backend',
  metadata: { name: 'rack' },
  spec: { composable: {}, state },
});

const rethrow = (error: unknown): never => {
  throw error;
};

const AT = new Date(0).toISOString();
const origin = (letter: string) => ({ commit: letter.repeat(40) as CommitId, ref: 'the cluster', subject: '', at: AT });

it('follows an object that somebody else applies, from its first status on', async () => {
  const cluster = simulateCluster(CONTROLLER_ACCESS);
  const kubectl = cluster.api('kubectl');
  const store = openMemoryStore();
  const stop = new AbortController();
  const common = { signal: stop.signal, pause: turn, failed: () => undefined, bug: rethrow };
  const live = followKinds(cluster.api(), { ...common, kinds: OWN_KINDS });
  const stood: string[] = [];
  let whole: SourceTree | undefined;
  const ended = runStatus({
    ...{ ...common, api: cluster.api(), store, live, latest: () => whole },
    ...{ now: () => new Date(0), breathe: turn, take: drain },
    stands: (_, { metadata }, { kind }) => stood.push(`${metadata.name} ${kind}`),
  });
  const tree = (letter: string): SourceTree => ({ ...origin(letter), files: [], findings: [] });
  const comesTo = async (expected: string): Promise<void> => {
    let said = '';
    for (let turns = 0; turns < 500 && said !== expected; turns++) {
      await turn();
      const object = await kubectl.get(BACKENDS, { name: 'rack' });
      const { observedGeneration, conditions = [] } = (object?.['status'] ?? {}) as {
        readonly observedGeneration?: number;
        readonly conditions?: readonly { readonly type: string; readonly status: string }[];
      };
      said = [observedGeneration, ...conditions.map(({ type, status }) => `${type}=${status}`)].join(' ');
    }
    expect(said).toBe(expected);
  };

  await kubectl.apply(BACKENDS, backend('normal'));
  await comesTo('1 Ready=Unknown Reconciling=True Stalled=False');

  whole = tree('a');
  const chunks = chunksOf([backend('normal')]);
  await activate(store, await proposeConfiguration(store, { ...origin('a'), chunks, findings: [] }), AT);
  await comesTo('1 Ready=True Reconciling=False Stalled=False');

  await kubectl.apply(BACKENDS, backend('broken'), { force: true });
  await comesTo('2 Ready=Unknown Reconciling=True Stalled=False');

  whole = tree('b');
  await recordRefusal(store, {
    ...{ ...origin('b'), at: new Date(1).toISOString() },
    findings: [
      { code: 'schema/wrong-type', severity: 'error', message: 'no', object: { kind: 'Backend', name: 'rack' } },
    ],
  });
  await comesTo('2 Ready=False Reconciling=False Stalled=True');

  await kubectl.apply(BACKENDS, backend('normal'), { force: true });
  await comesTo('3 Ready=True Reconciling=False Stalled=False');
  stop.abort();
  await Promise.all([ended, live.ended]);
  expect(stood).toEqual(['rack pending', 'rack active', 'rack pending', 'rack refused', 'rack active']);
});
