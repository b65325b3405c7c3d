export interface DeclaredObject {
  readonly metadata: { readonly generation?: number; readonly deletionTimestamp?: string };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  };
}

export type Kstatus = 'InProgress' | 'Failed' | 'Current' | 'Terminating';

/**
 * What kubectl, Helm and Flux take an object of a kind that they do not know for.
 * Source: kubernetes-sigs/cli-utils, pkg/kstatus/status: generic.go, then status.go's look at Ready.
 */
export function kstatusOf({ metadata, status }: DeclaredObject): Kstatus {
  if (metadata.deletionTimestamp !== undefined) return 'Terminating';
  const { generation } = metadata;
  const observed = status?.observedGeneration;
  if (generation !== undefined && observed !== undefined && observed !== generation) return 'InProgress';
  const conditions = status?.conditions ?? [];
  for (const { type, status: value } of conditions) {
    if (type === 'Reconciling' && value === 'True') return 'InProgress';
    if (type === 'Stalled' && value === 'True') return 'Failed';
  }
  const ready = conditions.find(({ type }) => type === 'Ready');
  return ready === undefined || ready.status === 'True' ? 'Current' : 'InProgress';
}
