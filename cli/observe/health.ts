/** Whether a process can do its work, for whoever asks from outside: a load balancer, kubelet. */
export type Readiness = { readonly kind: 'ready' } | { readonly kind: 'not-ready'; readonly why: string };

export interface Health {
  readonly readiness: () => Readiness;
  /** From here on it is told to nobody that it is ready, and nothing new is begun. */
  readonly stopping: () => void;
  readonly isStopping: () => boolean;
}

/** @param ask whether it is ready while it is not told to stop */
export function createHealth(ask: () => Readiness = () => ({ kind: 'ready' })): Health {
  let stopping = false;
  return {
    readiness: () => (stopping ? { kind: 'not-ready', why: 'the process stops' } : ask()),
    stopping: () => {
      stopping = true;
    },
    isStopping: () => stopping,
  };
}
