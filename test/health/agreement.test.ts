/**
 * What `stowage get revisions` says of a revision, and what kubectl and Helm (kstatus), Argo CD and Flux say of an object
 * that came with it, by the controller's own code: one answer in each state.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { loadAll } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { revisionView } from '../../cli/api/views/revision-view.ts';
import { renderResources } from '../../cli/report/resource-tables.ts';
import { CONTROLLER_ACCESS } from '../../controller/cluster/api/access.ts';
import type { ClusterObject } from '../../controller/cluster/api/cluster-api.ts';
import { BACKENDS, OWN_KINDS } from '../../controller/cluster/api/resource.ts';
import { runStatus } from '../../controller/cluster/status/run-status.ts';
import { followKinds } from '../../controller/cluster/target/live-kinds.ts';
import { turn } from '../../controller/cluster/testing/objects.ts';
import { simulateCluster } from '../../controller/cluster/testing/simulated-cluster.ts';
import type { SourceTree } from '../../controller/source/source.ts';
import type { Finding } from '../../core/model/finding.ts';
import type { CommitId } from '../../core/model/ids.ts';
import { drain } from '../../core/model/turns.ts';
import { chunksOf } from '../../store/configuration-chunks.ts';
import { activate, proposeConfiguration, recordRefusal, reject } from '../../store/configurations.ts';
import { openMemoryStore } from '../../store/memory/memory-store.ts';
import { listRevisions } from '../../store/revisions.ts';
import type { Store } from '../../store/store.ts';
import { argoHealth } from './argo-health.ts';
import { fluxHealth } from './flux-health.ts';
import type { HealthCheck } from './flux-health.ts';
import { kstatusOf } from './kstatus.ts';

const DEPLOY = path.join(import.meta.dirname, '../../deploy');
const lua = readFileSync(path.join(DEPLOY, 'argocd/health.lua'), 'utf8');
const flux = (
  loadAll(readFileSync(path.join(DEPLOY, 'ci/flux/sync.yaml'), 'utf8')) as readonly {
    spec: { healthCheckExprs?: readonly HealthCheck[] };
  }[]
)
  .flatMap(({ spec }) => spec.healthCheckExprs ?? [])
  .find(({ kind }) => kind === 'Backend');

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
const origin = (letter: string, at = AT) => ({
  commit: letter.repeat(40) as CommitId,
  ref: 'the cluster',
  subject: '',
  at,
});
const wrong: Finding = {
  code: 'reference/not-found',
  severity: 'error',
  message: 'there is no such group',
  object: { kind: 'Backend', name: 'rack' },
};

async function propose(store: Store, letter: string, state: string, at = AT) {
  const chunks = chunksOf([backend(state)]);
  return proposeConfiguration(store, { ...origin(letter, at), chunks, findings: [] });
}

/** Later than everything before it. */
const LATER = new Date(1000).toISOString();

type Happens = (store: Store) => Promise<unknown>;

const runs: Happens = async (store) => activate(store, await propose(store, 'a', 'normal'), AT);

const STATES: readonly {
  readonly name: string;
  readonly happens: readonly Happens[];
  /** What the object says, and which commit that is. */
  readonly applied: string;
  readonly commit: string;
  readonly says: readonly [get: string, kstatus: string, argo: string, flux: string];
}[] = [
  {
    ...{ name: 'runs', happens: [runs], applied: 'normal', commit: 'a' },
    says: ['active', 'Current', 'Healthy', 'Current'],
  },
  {
    ...{ name: 'was proposed', applied: 'suspended', commit: 'b' },
    happens: [runs, (store) => propose(store, 'b', 'suspended', LATER)],
    says: ['proposed', 'InProgress', 'Progressing', 'InProgress'],
  },
  {
    ...{ name: 'is not valid', applied: 'broken', commit: 'b' },
    happens: [runs, (store) => recordRefusal(store, { ...origin('b', LATER), findings: [wrong] })],
    says: ['refused', 'Failed', 'Degraded', 'Failed'],
  },
  {
    ...{ name: 'is refused by the gates of the driver', applied: 'suspended', commit: 'b' },
    happens: [runs, async (store) => reject(store, await propose(store, 'b', 'suspended', LATER), [wrong], LATER)],
    says: ['refused', 'Failed', 'Degraded', 'Failed'],
  },
];

/** The object, once the controller has told how it stands. */
async function objectIn(store: Store, applied: string, commit: string): Promise<ClusterObject> {
  const cluster = simulateCluster(CONTROLLER_ACCESS);
  await cluster.api('kubectl').apply(BACKENDS, backend(applied));
  const stop = new AbortController();
  const common = { signal: stop.signal, pause: turn, failed: () => undefined, bug: rethrow };
  const live = followKinds(cluster.api(), { ...common, kinds: OWN_KINDS });
  const latest: SourceTree = { ...origin(commit), files: [], findings: [] };
  const ended = runStatus({
    ...{ ...common, api: cluster.api(), store, live, latest: () => latest, stands: () => undefined },
    ...{ now: () => new Date(0), breathe: turn, take: drain },
  });
  let object: ClusterObject | undefined;
  for (let turns = 0; turns < 500 && object?.['status'] === undefined; turns++) {
    await turn();
    object = await cluster.api('kubectl').get(BACKENDS, { name: 'rack' });
  }
  stop.abort();
  await Promise.all([ended, live.ended]);
  if (!object) throw new Error('it was not there');
  return object;
}

describe('an object whose revision', () => {
  it.each(STATES)('$name', async ({ happens, applied, commit, says }) => {
    const store = openMemoryStore();
    for (const step of happens) await step(store);
    const revisions = (await listRevisions(store)).map(revisionView);
    const newest = renderResources('revisions', revisions.slice(-1)).split('\n')[1] ?? '';
    const [get, kstatus, argo, fluxSays] = says;
    expect(newest.split(/\s+/)).toContain(get);
    const object = await objectIn(store, applied, commit);
    expect(kstatusOf(object)).toBe(kstatus);
    expect(argoHealth(lua, object).status).toBe(argo);
    expect(flux && fluxHealth(flux, object)).toBe(fluxSays);
  });
});
