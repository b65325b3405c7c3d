import { SourceError } from '../../source/source.ts';
import type { ObjectName } from '../api/resource.ts';
import { isObjectName } from './object-name.ts';

/** Our objects in a cluster, and what tells when they are whole; `undefined`: that they are quiet. */
export interface ClusterReference {
  readonly marker: (ObjectName & { readonly namespace: string }) | undefined;
}

const FORM = /^cluster:(?:(?<namespace>[^/]+)\/(?<name>[^/]+))?$/;

/** Whether it is meant to be one, however it is spelled further on. */
export const isClusterReference = (location: string): boolean => location.startsWith('cluster:');

/**
 * `cluster:`, or `cluster:NAMESPACE/NAME` with the ConfigMap that names what is to be there.
 * @throws SourceError `unsupported` where it is neither
 */
export function clusterReference(location: string): ClusterReference {
  const groups = FORM.exec(location)?.groups;
  if (!groups) throw notOne(location);
  const { namespace, name } = groups;
  if (namespace === undefined || name === undefined) return { marker: undefined };
  if (!isObjectName(namespace) || !isObjectName(name)) throw notOne(location);
  return { marker: { namespace, name } };
}

const notOne = (location: string): SourceError =>
  new SourceError(
    'unsupported',
    `${location} names no objects of a cluster: write cluster:NAMESPACE/NAME with the ConfigMap that "stowage marker" makes, or cluster: to take them once they are quiet`,
  );
