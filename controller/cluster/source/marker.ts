import type { ClusterObject } from '../api/cluster-api.ts';
import type { Member } from './member.ts';

/**
 * What makes objects that arrive one by one a revision: who rendered them names them all, with what each says. It is a
 * ConfigMap, so that every tool can apply it and no kind has to be there first.
 */
export interface Marker {
  /** Of the source, as a person knows it: `main@sha1:4f3c…`. */
  readonly revision: string;
  /** Digests by id. */
  readonly members: ReadonlyMap<string, string>;
}

export type ReadMarker =
  { readonly kind: 'marker'; readonly marker: Marker } | { readonly kind: 'wrong'; readonly why: string };

const LINE = /^sha256:([0-9a-f]{64}) ([A-Za-z]+\/\S+)$/;

/** More objects than etcd can name in one ConfigMap. */
const MOST_MEMBERS = 20_000;

export function readMarker({ data }: ClusterObject): ReadMarker {
  const { revision, members: text } = (data ?? {}) as { readonly revision?: unknown; readonly members?: unknown };
  if (typeof revision !== 'string' || revision === '') return { kind: 'wrong', why: 'it has no data.revision' };
  if (typeof text !== 'string') return { kind: 'wrong', why: 'it has no data.members' };
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length > MOST_MEMBERS) return { kind: 'wrong', why: `it names over ${String(MOST_MEMBERS)} members` };
  const members = new Map<string, string>();
  for (const line of lines) {
    const [, digest, id] = LINE.exec(line) ?? [];
    if (digest === undefined || id === undefined) {
      return {
        kind: 'wrong',
        why: `data.members has a line that is not "sha256:DIGEST KIND/NAME": ${line.slice(0, 100)}`,
      };
    }
    members.set(id, digest);
  }
  return { kind: 'marker', marker: { revision, members } };
}

export const MARKER_NAME = { name: 'stowage-revision', namespace: 'stowage-system' } as const;

/** The ConfigMap to be applied with the members. */
export const markerObject = (
  revision: string,
  members: readonly Member[],
  metadata: { readonly name: string; readonly namespace: string } = MARKER_NAME,
): ClusterObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata,
  data: {
    revision,
    members: members
      .map(({ id, digest }) => `sha256:${digest} ${id}\n`)
      .sort()
      .join(''),
  },
});

/** What keeps the objects that are there from being what a marker names; empty where they are. */
export function missingFrom({ members: named }: Marker, there: readonly Member[]): readonly string[] {
  const byId = new Map(there.map((member) => [member.id, member]));
  const absent = [...named].flatMap(([id, digest]) => {
    const member = byId.get(id);
    if (!member) return [`${id} is not there yet`];
    return member.digest === digest ? [] : [`${id} is not as it is named`];
  });
  const extra = there.filter(({ id }) => !named.has(id)).map(({ id }) => `${id} is not named`);
  return [...absent, ...extra];
}
