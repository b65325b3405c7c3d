import { setMaxListeners } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { ClusterApi } from '../../controller/cluster/api/cluster-api.ts';
import { heardApi } from '../../controller/cluster/api/heard-api.ts';
import { clusterClaims } from '../../controller/cluster/claims/claims.ts';
import { objectEvents } from '../../controller/cluster/events/object-events.ts';
import { refusalEvents } from '../../controller/cluster/events/refusal-events.ts';
import { clusterSecrets } from '../../controller/cluster/secrets/secrets.ts';
import type { ClusterSource } from '../../controller/cluster/source/cluster-source.ts';
import type { ClaimLookup } from '../../csi/driver/claims.ts';
import type { SecretSource } from '../../csi/driver/context.ts';
import type { Driver } from '../../csi/driver/driver.ts';
import type { RefusalSink, RefusedClaim } from '../../csi/driver/refusal-sink.ts';
import type { ClusterKnowledge } from '../api/api-port.ts';
import type { ServeOptions } from '../commands/options.ts';
import type { Observation } from '../observe/observation.ts';
import { clusterConfiguration } from './cluster-configuration.ts';
import { repeat } from './repeat.ts';
import { secretUses, tellSecretChange } from './secret-uses.ts';
import { outcomeTeller } from './tell-outcomes.ts';

/** What of the driver the cluster has to do with. */
type Leading = Pick<Driver, 'snapshot' | 'secretChanged' | 'store'>;

/** A Kubernetes cluster, for as long as this process leads. What waits for it waits for nobody else. */
export interface Cluster {
  readonly claims: ClaimLookup;
  readonly refusals: RefusalSink;
  readonly secrets: SecretSource;
  readonly knowledge: ClusterKnowledge;
  /** Where the configuration comes from there. */
  readonly source: ClusterSource | undefined;
  /** Begins to ask and to tell; waits for no answer. */
  start(driver: Leading): void;
  /** Asks and tells nothing any more. */
  stop(): Promise<void>;
}

export interface ClusterOptions extends Observation {
  readonly api: ClusterApi;
  /** Where the configuration comes from: from elsewhere, it is shown in the cluster. */
  readonly repository: Pick<ServeOptions, 'repo' | 'limit' | 'settle'>;
  /** Whose cluster it is, where several share the drives. */
  readonly name: string | undefined;
  /** The process, as events name it. */
  readonly instance: string;
  readonly close: () => void;
  /** Left out: the clock's. */
  readonly pause?: typeof pauseFor;
}

/** What goes on from the start to the end. */
interface Part {
  start(leading: Leading): void;
  ended(): Promise<unknown>;
}

/** What a secret is needed for changes with revisions: how soon one that is new is watched. */
const LOOK_MILLISECONDS = 5_000;

/** How long requests under way may take once everything is to end. */
const GRACE_MILLISECONDS = 2_000;

export function clusterOn(options: ClusterOptions): Cluster {
  const { name, log, metrics, pause = pauseFor } = options;
  const end = new AbortController();
  // Each kind that is followed listens for the end, and there are more than the ten that Node takes for a leak.
  setMaxListeners(0, end.signal);
  const { signal } = end;
  const { api, isAway } = hearing(options, signal);
  let driver: Leading | undefined;
  const followed = { signal, pause, failed: () => undefined };
  const claims = clusterClaims(api, { ...followed, isAway, now: () => performance.now() });
  const events = refusalEvents(api, {
    ...{ signal, instance: options.instance },
    find: (claim) => claims.find(claim),
    now: () => Date.now(),
    ...{ told: metrics.eventTold, bug: bugIn(log, 'telling a refusal') },
  });
  const onObjects = objectEvents(api, {
    ...{ signal, instance: options.instance, now: () => Date.now(), told: metrics.eventTold },
    bug: bugIn(log, 'telling what became of an object'),
  });
  const secrets = clusterSecrets(api, {
    ...followed,
    changed: (secret, change) => {
      if (driver) tellSecretChange(driver, log, secret, change);
    },
  });
  const watchedSecrets = endlessly(signal, () => {
    secrets.follow(secretUses(driver?.snapshot().active?.configuration).map(({ ref }) => ref));
  });
  const configuration = clusterConfiguration(options.repository, {
    ...{
      api,
      signal,
      pause,
      failed: () => undefined,
      use: claims.classes,
      told: outcomeTeller(log, onObjects.tell),
      event: onObjects.tell,
    },
    bug: (error) => {
      log.bug('showing the configuration in the cluster', error);
    },
  });
  const parts: readonly Part[] = [claims, events, onObjects, watchedSecrets, configuration];
  const isOurs = ({ cluster }: { readonly cluster?: string | undefined }): boolean => cluster === name;
  return {
    claims: { lookUp: async (claim) => (isOurs(claim) ? claims.factsOf(claim) : undefined) },
    refusals: {
      tell: (refusal) => {
        if (isOurs(refusal.claim)) events.tell(eventOf(refusal));
      },
    },
    secrets: { read: (ref) => secrets.read(ref) },
    knowledge: {
      useOf: (volume) => (isOurs(volume) ? claims.useOf(volume.id, volume.claim) : undefined),
      lacksNode: (volume, node) => isOurs(volume) && claims.lacksNode(node),
    },
    source: configuration.source,
    start: (leading) => {
      driver = leading;
      for (const part of parts) part.start(leading);
    },
    stop: async () => {
      end.abort();
      const ended = Promise.all([...parts.map((part) => part.ended()), secrets.ended()]);
      await Promise.race([ended, setTimeout(GRACE_MILLISECONDS, undefined, { ref: false })]);
      // Takes the requests under way with it: whoever takes over does not wait half a minute for a server that is silent.
      options.close();
      await ended;
    },
  };
}

const bugIn =
  (log: ClusterOptions['log'], what: string) =>
  (error: unknown): void => {
    log.bug(what, error);
  };

const hearing = ({ api, log, metrics }: ClusterOptions, signal: AbortSignal) =>
  heardApi(api, {
    away: ({ message }) => {
      // Streams that are cut because this process ends are no trouble.
      if (!signal.aborted) log.warn(`${message}; what is known of the cluster stays as it was, and it is tried again`);
    },
    back: () => {
      log.info('the API server of Kubernetes answers again');
    },
    trouble: ({ message }) => {
      log.warn(`Kubernetes: ${message}; it is tried again`);
    },
    asked: (verb, { plural }, outcome) => {
      metrics.clusterAsked(verb, plural, outcome);
    },
  });

const pauseFor = async (milliseconds: number, signal: AbortSignal): Promise<void> => {
  await setTimeout(milliseconds, undefined, { signal }).catch(() => undefined);
};

function endlessly(signal: AbortSignal, look: () => void): Part {
  let ended = Promise.resolve();
  const work = (): Promise<void> => {
    look();
    return Promise.resolve();
  };
  return {
    start: () => {
      ended = repeat(work, LOOK_MILLISECONDS, signal);
    },
    ended: () => ended,
  };
}

const REASONS: Readonly<Record<RefusedClaim['code'], string>> = {
  'invalid-argument': 'InvalidRequest',
  denied: 'PolicyDenied',
  'out-of-range': 'SizeOutOfRange',
  'no-capacity': 'NoCapacity',
};

const eventOf = ({ claim: { namespace, name }, code, text }: RefusedClaim) => ({
  ...{ namespace, text },
  claim: name,
  reason: REASONS[code],
});
