import { createHash } from 'node:crypto';
import type { CommitId } from '../../../core/model/ids.ts';
import { collectFiles } from '../../source/file-collector.ts';
import type { SourceBounds } from '../../source/file-collector.ts';
import { SourceError } from '../../source/source.ts';
import type { Source, SourceTree } from '../../source/source.ts';
import { alsoShownFromGit } from '../../source/source-findings.ts';
import type { ClusterObject } from '../api/cluster-api.ts';
import { ClusterError } from '../api/cluster-error.ts';
import type { Resource } from '../api/resource.ts';
import type { LiveKinds } from '../target/live-kinds.ts';
import { isOurs } from '../target/shown-object.ts';
import { missingFrom, readMarker } from './marker.ts';
import { MEMBER_KINDS, memberOf } from './member.ts';
import type { Member } from './member.ts';
import { createSettling } from './settling.ts';

/** When the objects of a cluster are a revision. */
export type Wholeness =
  /** When they are all that the ConfigMap of this name says, and nothing else. */
  | { readonly kind: 'marker'; readonly text: string; readonly read: () => Promise<ClusterObject | undefined> }
  /** When nothing has changed for so many milliseconds. */
  | { readonly kind: 'quiet'; readonly milliseconds: number };

export interface ClusterSourceOptions {
  /** What is there; `undefined` before anybody looks. */
  readonly live: () => Pick<LiveKinds, 'objects' | 'isUnknownKind' | 'isCurrent'> | undefined;
  readonly whole: Wholeness;
  readonly now: () => Date;
  /** Lets others have their turn: a fleet is a thousand large objects. */
  readonly breathe: () => Promise<void>;
  readonly bounds?: SourceBounds;
}

/** Our objects in a cluster, applied by whoever does, as a revision. */
export interface ClusterSource extends Source {
  /** The newest that was whole, whatever became of it. */
  latest(): SourceTree | undefined;
}

/**
 * Objects arrive and go one by one, so what is there is a revision only when it is whole; what was whole last goes on
 * until then, and nothing is taken for gone while a sync is under way.
 */
export function openClusterSource(options: ClusterSourceOptions): ClusterSource {
  const { whole, now } = options;
  const settling = createSettling(whole.kind === 'quiet' ? whole.milliseconds : 0);
  let last: SourceTree | undefined;
  const look = async (): Promise<SourceTree> => {
    const members = await membersOf(options);
    const state = digestOf(members);
    // What nobody has heard of since may have changed: it is not quiet.
    if (options.live()?.isCurrent() !== true) settling.forget();
    const hasSettled = settling.hasSettled(state, now());
    if (last?.commit === state) return last;
    const why = whole.kind === 'quiet' ? quietness(hasSettled, whole) : await markedness(whole, members);
    if (why.kind === 'whole') {
      last = await treeOf(options, members, { commit: state, subject: why.subject });
    } else if (!last) throw new SourceError('incomplete', why.message);
    return last;
  };
  return {
    describe: () =>
      `the objects of the cluster, ${whole.kind === 'quiet' ? 'once they are quiet' : `as ${whole.text} names them`}`,
    latest: () => last,
    head: async () => {
      const mirrored = mirroredFrom(options);
      if (mirrored !== undefined) return { kind: 'nothing', findings: [alsoShownFromGit(mirrored)] };
      return { kind: 'commit', commit: (await look()).commit };
    },
    read: look,
  };
}

/** An object that another instance shows here from Git: then there would be two sources. */
function mirroredFrom({ live }: ClusterSourceOptions): string | undefined {
  for (const resource of MEMBER_KINDS) {
    for (const object of live()?.objects(resource)?.values() ?? []) {
      if (isOurs(object)) return `${object.kind}/${object.metadata.name}`;
    }
  }
  return undefined;
}

/** @throws SourceError `unreachable` while it is not known of each kind what there is */
async function membersOf({ live, breathe }: ClusterSourceOptions): Promise<readonly Member[]> {
  const members: Member[] = [];
  for (const resource of MEMBER_KINDS) {
    for (const object of objectsOf(live(), resource).values()) {
      await breathe();
      const member = memberOf(object);
      if (member) members.push(member);
    }
  }
  return members.sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** Classes of snapshots need not be known to a server, and are none then; our own kinds have to be. */
function objectsOf(
  live: ReturnType<ClusterSourceOptions['live']>,
  resource: Resource,
): ReadonlyMap<string, ClusterObject> {
  const objects = live?.objects(resource);
  if (objects) return objects;
  const isOwn = resource.group === 'stowage.dev';
  if (!isOwn && live?.isUnknownKind(resource) === true) return new Map();
  const why = isOwn ? ': are the CustomResourceDefinitions installed?' : '';
  throw new SourceError('unreachable', `${resource.plural} are not listed yet${why}`);
}

function digestOf(members: readonly Member[]): CommitId {
  const digest = createHash('sha1');
  for (const { id, digest: own } of members) digest.update(`${id} ${own}\n`);
  return digest.digest('hex') as CommitId;
}

type Found =
  { readonly kind: 'whole'; readonly subject: string } | { readonly kind: 'partial'; readonly message: string };

const quietness = (hasSettled: boolean, { milliseconds }: { readonly milliseconds: number }): Found =>
  hasSettled
    ? { kind: 'whole', subject: 'objects of the cluster' }
    : {
        kind: 'partial',
        message: `the objects of the cluster have not been quiet for ${String(milliseconds / 1000)} s`,
      };

async function markedness(
  { text, read }: Extract<Wholeness, { readonly kind: 'marker' }>,
  members: readonly Member[],
): Promise<Found> {
  const object = await read().catch(unreachable);
  if (!object) return { kind: 'partial', message: `ConfigMap ${text} is not there, which names what is to be there` };
  const found = readMarker(object);
  if (found.kind === 'wrong') return { kind: 'partial', message: `ConfigMap ${text} is no marker: ${found.why}` };
  const missing = missingFrom(found.marker, members);
  const [first, ...others] = missing;
  if (first === undefined) return { kind: 'whole', subject: found.marker.revision };
  const more = others.length === 0 ? '' : `, and ${String(others.length)} more`;
  return {
    kind: 'partial',
    message: `the objects of the cluster are not ${found.marker.revision} yet: ${first}${more}`,
  };
}

/** Of who asks an API server, as whoever asks a repository tells it: it is asked again. */
function unreachable(error: unknown): never {
  if (!(error instanceof ClusterError)) throw error;
  throw new SourceError('unreachable', error.message, { cause: error });
}

/** A file for each object. JSON, one field a line: it is YAML, and a finding has a line. */
async function treeOf(
  { bounds, breathe }: ClusterSourceOptions,
  members: readonly Member[],
  { commit, subject }: { readonly commit: CommitId; readonly subject: string },
): Promise<SourceTree> {
  const collector = collectFiles(bounds);
  for (const { id, object } of members) {
    if (collector.isFull()) break;
    await breathe();
    collector.add(`${id}.yaml`, Buffer.from(`${JSON.stringify(object, undefined, 2)}\n`));
  }
  return { commit, ref: 'the cluster', subject, ...collector.finish('the cluster') };
}
