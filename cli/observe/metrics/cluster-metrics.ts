import { Counter } from 'prom-client';
import type { Registry } from 'prom-client';

/** What happened between this process and the API server of Kubernetes. */
export interface ClusterMetrics {
  /** A request; a watch where it begins or fails. */
  clusterAsked(verb: string, resource: string, outcome: string): void;
  /** An event that was to be told. */
  readonly eventTold: (outcome: 'sent' | 'joined' | 'dropped') => void;
}

export function clusterMetrics(registry: Registry): ClusterMetrics {
  const registers = [registry];
  const requests = new Counter({
    name: 'stowage_cluster_requests_total',
    help: 'Requests to the API server of Kubernetes.',
    labelNames: ['verb', 'resource', 'outcome'],
    registers,
  });
  const events = new Counter({
    name: 'stowage_cluster_events_total',
    help: 'Refusals to be told as events of Kubernetes: sent, joined to an event that is sent later, or dropped.',
    labelNames: ['outcome'],
    registers,
  });
  return {
    clusterAsked: (verb, resource, outcome) => {
      requests.inc({ verb, resource, outcome });
    },
    eventTold: (outcome) => {
      events.inc({ outcome });
    },
  };
}
