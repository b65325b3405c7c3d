import { setImmediate } from 'node:timers/promises';
import { CONFIG_MAPS } from '../../controller/cluster/api/resource.ts';
import type { ClusterApi } from '../../controller/cluster/api/cluster-api.ts';
import type { ClusterError } from '../../controller/cluster/api/cluster-error.ts';
import { clusterReference, isClusterReference } from '../../controller/cluster/source/cluster-reference.ts';
import { openClusterSource } from '../../controller/cluster/source/cluster-source.ts';
import type { ClusterSource, Wholeness } from '../../controller/cluster/source/cluster-source.ts';
import { MEMBER_KINDS } from '../../controller/cluster/source/member.ts';
import { runStatus } from '../../controller/cluster/status/run-status.ts';
import type { StatusOptions } from '../../controller/cluster/status/run-status.ts';
import type { ObjectEvent } from '../../controller/cluster/events/object-events.ts';
import { followKinds } from '../../controller/cluster/target/live-kinds.ts';
import type { LiveKinds } from '../../controller/cluster/target/live-kinds.ts';
import type { Outcome } from '../../controller/cluster/target/show.ts';
import { runTarget } from '../../controller/cluster/target/target.ts';
import type { UseOfClasses } from '../../controller/cluster/target/target.ts';
import { takeTurns } from '../../csi/take-turns.ts';
import type { Store } from '../../store/store.ts';
import type { ServeOptions } from '../commands/options.ts';

/** What a cluster has to do with the configuration: it is shown there, or comes from there. */
export interface ClusterConfiguration {
  /** Where it comes from there. */
  readonly source: ClusterSource | undefined;
  start(leading: { readonly store: Store }): void;
  ended(): Promise<unknown>;
}

export interface ClusterConfigurationOptions {
  readonly api: ClusterApi;
  readonly use: UseOfClasses;
  readonly signal: AbortSignal;
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly failed: (error: ClusterError) => void;
  readonly told: (outcomes: readonly Outcome[]) => void;
  /** Tells on an object what became of it. */
  readonly event: (event: ObjectEvent) => void;
  readonly bug: (error: unknown) => void;
}

type Repository = Pick<ServeOptions, 'repo' | 'limit' | 'settle'>;

/** @throws SourceError `unsupported` where --repo is a wrong name of objects in a cluster */
export function clusterConfiguration(
  repository: Repository,
  options: ClusterConfigurationOptions,
): ClusterConfiguration {
  const common = { ...options, now: () => new Date(), breathe: () => setImmediate(), take: takeTurns };
  const part = isClusterReference(repository.repo) ? takenFrom(repository, common) : shownIn(common);
  let ended: Promise<unknown> = Promise.resolve();
  return {
    source: part.source,
    start: ({ store }) => {
      ended = part.run(store).catch(options.bug);
    },
    ended: () => ended,
  };
}

interface Part {
  readonly source: ClusterSource | undefined;
  readonly run: (store: Store) => Promise<unknown>;
}

type Common = Omit<Parameters<typeof runTarget>[0], 'store'> & Pick<ClusterConfigurationOptions, 'event'>;

const shownIn = (common: Common): Part => ({
  source: undefined,
  run: (store) => runTarget({ ...common, store }),
});

function takenFrom(repository: Repository, common: Common): Part {
  const { api, now, signal, failed, pause } = common;
  let live: LiveKinds | undefined;
  const source = openClusterSource({
    ...{ now, breathe: common.breathe, whole: wholeness(repository, api), live: () => live },
    ...(repository.limit && { bounds: repository.limit }),
  });
  return {
    source,
    run: (store) => {
      live = followKinds(api, { kinds: MEMBER_KINDS, signal, failed, pause });
      return Promise.all([
        runStatus({ ...common, store, live, latest: () => source.latest(), stands: standingTeller(common.event) }),
        live.ended,
      ]);
    },
  };
}

const SETTLE_MILLISECONDS = 10_000;

function wholeness({ repo, settle = SETTLE_MILLISECONDS }: Repository, api: ClusterApi): Wholeness {
  const { marker } = clusterReference(repo);
  if (!marker) return { kind: 'quiet', milliseconds: settle };
  return {
    kind: 'marker',
    text: `${marker.namespace}/${marker.name}`,
    read: () => api.get(CONFIG_MAPS, marker),
  };
}

/** What waits is told in its conditions alone: it will be something else in a moment. */
const standingTeller =
  (event: (event: ObjectEvent) => void): StatusOptions['stands'] =>
  (resource, { metadata: { name, uid = '' } }, standing) => {
    const regarded = { resource, name, uid };
    switch (standing.kind) {
      case 'pending':
        return;
      case 'active':
        event({ regarded, type: 'Normal', reason: 'Active', note: 'the driver runs it as it is declared' });
        return;
      case 'refused':
        event({ regarded, type: 'Warning', reason: 'Refused', note: standing.message });
    }
  };
