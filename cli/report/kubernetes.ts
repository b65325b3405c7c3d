import type { KubernetesUse, PodView, PublicationView } from '../api/views/volume-view.ts';

/** `shop/db-0 on worker-1`, and what it is doing where it does not run. */
export const podText = ({ namespace, name, node, phase }: PodView): string =>
  [
    `${namespace}/${name}`,
    ...(node === undefined ? [] : [`on ${node}`]),
    ...(phase === 'Running' ? [] : [`(${phase})`]),
  ].join(' ');

export const workloadText = ({ kind, name, ordinal }: NonNullable<KubernetesUse['workload']>): string =>
  `${kind} ${name}${ordinal === undefined ? '' : `, number ${String(ordinal)}`}`;

/** What is to be known of a node that is gone; nothing of one that is there. */
export function goneText({ node, nodeGone, attachment }: Partial<PublicationView>): string | undefined {
  if (nodeGone !== true || node === undefined) return undefined;
  const gone = `node ${node} is gone from the cluster`;
  return attachment === undefined
    ? `${gone}, and no VolumeAttachment asks for the volume there`
    : `${gone}; its VolumeAttachment ${attachment} still stands`;
}
