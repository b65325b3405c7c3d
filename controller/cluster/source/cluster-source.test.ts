import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SourceError } from '../../source/source.ts';
import type { SourceFile } from '../../source/source.ts';
import type { ClusterObject } from '../api/cluster-api.ts';
import { ClusterError } from '../api/cluster-error.ts';
import type { Resource } from '../api/resource.ts';
import { openClusterSource } from './cluster-source.ts';
import type { ClusterSource, Wholeness } from './cluster-source.ts';
import { markerObject } from './marker.ts';
import { MEMBER_KINDS, memberOf } from './member.ts';
import type { Member } from './member.ts';

const backend = (name: string, spec: object = { composable: {} }, metadata: object = {}): ClusterObject => ({
  apiVersion: 'stowage.dev/v1alpha1',
  kind: 'Backend',
  metadata: { name, ...metadata },
  spec,
});

const storageClass = (name: string, provisioner = 'csi.stowage.dev', fields: object = {}): ClusterObject => ({
  ...{ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name } },
  ...{ provisioner, ...fields },
});

const membersOf = (objects: readonly ClusterObject[]): readonly Member[] =>
  objects.flatMap((object) => memberOf(object) ?? []);

/** What is in the cluster, changed by hand. */
function cluster(whole: 'marker' | 'quiet') {
  const there = new Map<string, ClusterObject>();
  const state = {
    marker: undefined as ClusterObject | undefined,
    seconds: 0,
    isCurrent: true,
    unlisted: undefined as string | undefined,
    isUnknown: false,
  };
  const wholeness: Wholeness =
    whole === 'quiet'
      ? { kind: 'quiet', milliseconds: 10_000 }
      : { kind: 'marker', text: 'ns/name', read: () => Promise.resolve(state.marker) };
  const source = openClusterSource({
    live: () => ({
      objects: (resource) => (state.unlisted === resource.kind ? undefined : byName([...there.values()], resource)),
      isUnknownKind: ({ kind }) => state.unlisted === kind && state.isUnknown,
      isCurrent: () => state.isCurrent,
    }),
    breathe: () => Promise.resolve(),
    whole: wholeness,
    now: () => new Date(state.seconds * 1000),
  });
  return {
    source,
    state,
    put: (...objects: readonly ClusterObject[]) => {
      for (const object of objects) there.set(`${object.kind}/${object.metadata.name}`, object);
    },
    remove: (id: string) => there.delete(id),
  };
}

const byName = (objects: readonly ClusterObject[], { kind }: Resource): ReadonlyMap<string, ClusterObject> =>
  new Map(objects.filter((object) => object.kind === kind).map((object) => [object.metadata.name, object]));

/** Paths of the files, or why there are none. */
async function seen(source: ClusterSource): Promise<readonly string[]> {
  try {
    const head = await source.head();
    if (head.kind === 'nothing') return head.findings.map(({ code }) => code);
    return (await source.read(head.commit)).files.map(({ path }) => path);
  } catch (error) {
    if (error instanceof SourceError) return [`${error.code}: ${error.message}`];
    throw error;
  }
}

describe('the objects of a cluster, as a marker names them', () => {
  it('are no revision before the marker is there, nor before all are as it says', async () => {
    const { source, state, put } = cluster('marker');
    const [a, b] = [backend('a'), backend('b')];
    put(a);
    expect(await seen(source)).toEqual(['incomplete: ConfigMap ns/name is not there, which names what is to be there']);
    state.marker = markerObject('main@sha1:1', membersOf([a, b]));
    expect(await seen(source)).toEqual([
      'incomplete: the objects of the cluster are not main@sha1:1 yet: Backend/b is not there yet',
    ]);
    put(backend('b', { composable: {}, state: 'suspended' }));
    expect(await seen(source)).toEqual([
      'incomplete: the objects of the cluster are not main@sha1:1 yet: Backend/b is not as it is named',
    ]);
    put(b, backend('c'));
    expect(await seen(source)).toEqual([
      'incomplete: the objects of the cluster are not main@sha1:1 yet: Backend/c is not named',
    ]);
  });

  it('are a revision once they are, with its name', async () => {
    const { source, state, put } = cluster('marker');
    const objects = [backend('b'), storageClass('gold'), backend('a')];
    put(...objects, storageClass('theirs', 'ebs.csi.aws.com'));
    state.marker = markerObject('main@sha1:1', membersOf(objects));
    expect(await seen(source)).toEqual(['Backend/a.yaml', 'Backend/b.yaml', 'StorageClass/gold.yaml']);
    expect(source.latest()?.subject).toBe('main@sha1:1');
  });

  it('stay the revision that was whole last while the next one arrives or goes', async () => {
    const { source, state, put, remove } = cluster('marker');
    put(backend('a'), backend('b'));
    state.marker = markerObject('first', membersOf([backend('a'), backend('b')]));
    const first = ['Backend/a.yaml', 'Backend/b.yaml'];
    expect(await seen(source)).toEqual(first);
    remove('Backend/b');
    expect(await seen(source)).toEqual(first);
    state.marker = markerObject('second', membersOf([backend('a'), backend('c')]));
    expect(await seen(source)).toEqual(first);
    put(backend('c'));
    expect(await seen(source)).toEqual(['Backend/a.yaml', 'Backend/c.yaml']);
  });

  it('are never a mixture, whatever the order in which a sync applies and prunes', async () => {
    const specs = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('normal', 'suspended'), {
      minKeys: 1,
    });
    await fc.assert(
      fc.asyncProperty(
        specs,
        specs,
        fc.array(fc.nat(100), { minLength: 12, maxLength: 12 }),
        async (from, to, order) => {
          const { source, state, put, remove } = cluster('marker');
          const objects = (wanted: Readonly<Record<string, string>>) =>
            Object.entries(wanted).map(([name, value]) => backend(name, { composable: {}, state: value }));
          const text = (files: readonly SourceFile[] | undefined) => JSON.stringify(files);
          put(...objects(from));
          state.marker = markerObject('from', membersOf(objects(from)));
          await source.head();
          const before = text(source.latest()?.files);
          const steps = [
            ...objects(to).map((object) => () => {
              put(object);
            }),
            ...Object.keys(from)
              .filter((name) => !(name in to))
              .map((name) => () => void remove(`Backend/${name}`)),
            () => {
              state.marker = markerObject('to', membersOf(objects(to)));
            },
          ];
          const shuffled = steps.map((step, at) => ({ step, rank: order[at] ?? 0 })).sort((x, y) => x.rank - y.rank);
          const between = new Set<string | undefined>();
          for (const { step } of shuffled) {
            step();
            await source.head();
            between.add(text(source.latest()?.files));
          }
          const after = text(source.latest()?.files);
          between.delete(before);
          between.delete(after);
          expect(between.size).toBe(0);
          expect(JSON.parse(after)).toHaveLength(Object.keys(to).length);
        },
      ),
      { numRuns: 100 },
    );
  });

  it.each([
    ['no revision', { members: '' }, 'it has no data.revision'],
    ['no members', { revision: 'r' }, 'it has no data.members'],
    [
      'another line',
      { revision: 'r', members: 'Backend/a' },
      'data.members has a line that is not "sha256:DIGEST KIND/NAME": Backend/a',
    ],
  ])('are none where the marker has %s', async (_, data, why) => {
    const { source, state, put } = cluster('marker');
    put(backend('a'));
    state.marker = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'n' }, data };
    expect(await seen(source)).toEqual([`incomplete: ConfigMap ns/name is no marker: ${why}`]);
  });
});

describe('the objects of a cluster that are to be quiet', () => {
  it('are a revision once nothing has changed for a while', async () => {
    const { source, state, put } = cluster('quiet');
    put(backend('a'));
    expect(await seen(source)).toEqual(['incomplete: the objects of the cluster have not been quiet for 10 s']);
    state.seconds = 6;
    put(backend('b'));
    expect(await seen(source)).toEqual(['incomplete: the objects of the cluster have not been quiet for 10 s']);
    state.seconds = 15;
    expect(await seen(source)).toEqual(['incomplete: the objects of the cluster have not been quiet for 10 s']);
    state.seconds = 16;
    expect(await seen(source)).toEqual(['Backend/a.yaml', 'Backend/b.yaml']);
  });

  it('change nothing while a sync is under way', async () => {
    const { source, state, put, remove } = cluster('quiet');
    put(backend('a'), backend('b'));
    await seen(source);
    state.seconds = 10;
    const whole = await seen(source);
    remove('Backend/a');
    state.seconds = 19;
    expect(await seen(source)).toEqual(whole);
    state.seconds = 28;
    expect(await seen(source)).toEqual(whole);
    state.seconds = 29;
    expect(await seen(source)).toEqual(['Backend/b.yaml']);
  });
});

describe('what nobody knows', () => {
  it.each([
    ['a class that is not listed', false, ['unreachable: storageclasses are not listed yet']],
    ['a class that the server does not know', true, ['Backend/a.yaml']],
  ])('is waited for: %s', async (_, isUnknown, expected) => {
    const { source, state, put } = cluster('quiet');
    put(backend('a'));
    Object.assign(state, { unlisted: 'StorageClass', isUnknown });
    await seen(source);
    state.seconds = 10;
    expect(await seen(source)).toEqual(expected);
  });

  it('is not quiet: an API server that went away in the middle of a sync', async () => {
    const { source, state, put } = cluster('quiet');
    put(backend('a'), backend('b'));
    await seen(source);
    state.seconds = 10;
    const whole = await seen(source);
    put(backend('c'));
    await seen(source);
    state.isCurrent = false;
    state.seconds = 60;
    expect(await seen(source)).toEqual(whole);
    state.isCurrent = true;
    state.seconds = 65;
    expect(await seen(source)).toEqual(whole);
    put(backend('d'));
    state.seconds = 69;
    await seen(source);
    state.seconds = 79;
    expect(await seen(source)).toHaveLength(4);
  });

  it('is not quiet: what came back to what it was in between', async () => {
    const { source, state, put, remove } = cluster('quiet');
    put(backend('a'));
    await seen(source);
    state.seconds = 10;
    const whole = await seen(source);
    put(backend('b'));
    await seen(source);
    remove('Backend/b');
    state.seconds = 12;
    await seen(source);
    put(backend('b'));
    state.seconds = 30;
    expect(await seen(source)).toEqual(whole);
  });

  it('is a marker that cannot be read: it is asked for again', async () => {
    const live = { objects: () => new Map(), isUnknownKind: () => false, isCurrent: () => true };
    const read = (): Promise<never> => Promise.reject(new ClusterError('forbidden', 'no role'));
    const whole = { kind: 'marker', text: 'ns/name', read } as const;
    const breathe = (): Promise<void> => Promise.resolve();
    const source = openClusterSource({ live: () => live, whole, now: () => new Date(0), breathe });
    expect(await seen(source)).toEqual(['unreachable: no role']);
  });
});

describe('what counts as a member', () => {
  const digest = (object: ClusterObject): string | undefined => memberOf(object)?.digest;

  it.each<[string, ClusterObject, ClusterObject]>([
    ['a status', backend('a'), { ...backend('a'), status: { observedGeneration: 1 } }],
    [
      'what servers write',
      backend('a'),
      backend('a', { composable: {} }, { uid: 'u', resourceVersion: '1', generation: 3 }),
    ],
    [
      'what tools write',
      backend('a'),
      backend(
        'a',
        { composable: {} },
        { annotations: { 'argocd.argoproj.io/tracking-id': 'x' }, labels: { 'kustomize.toolkit.fluxcd.io/name': 'y' } },
      ),
    ],
    [
      'what says nothing',
      storageClass('gold', 'csi.stowage.dev', { parameters: {}, mountOptions: [] }),
      storageClass('gold'),
    ],
    [
      'what is filled in',
      storageClass('gold'),
      storageClass('gold', 'csi.stowage.dev', { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' }),
    ],
  ])('%s makes no difference', (_, one, other) => {
    expect(digest(one)).toBe(digest(other));
  });

  it.each<[string, ClusterObject, ClusterObject]>([
    ['the specification', backend('a'), backend('a', { composable: {}, state: 'suspended' })],
    ['a label of its own', backend('a'), backend('a', { composable: {} }, { labels: { tier: 'x' } })],
    [
      'another reclaim policy',
      storageClass('gold'),
      storageClass('gold', 'csi.stowage.dev', { reclaimPolicy: 'Retain' }),
    ],
  ])('%s does', (_, one, other) => {
    expect(digest(one)).not.toBe(digest(other));
  });

  it('is no class of another driver, and nothing that is being deleted', () => {
    expect(memberOf(storageClass('ebs', 'ebs.csi.aws.com'))).toBeUndefined();
    expect(memberOf(backend('a', {}, { deletionTimestamp: '2026-01-01T00:00:00Z' }))).toBeUndefined();
  });
});

describe('a cluster that shows what another instance follows in Git', () => {
  it('is no source', async () => {
    const { source, put } = cluster('quiet');
    put(backend('a', { composable: {} }, { labels: { 'app.kubernetes.io/managed-by': 'stowage' } }));
    expect(await seen(source)).toEqual(['source/two-sources']);
  });
});

it('is waited for until its kinds are listed', async () => {
  const source = openClusterSource({
    live: () => ({
      objects: ({ plural }) => (plural === 'backends' ? undefined : new Map()),
      isUnknownKind: () => true,
      isCurrent: () => true,
    }),
    breathe: () => Promise.resolve(),
    whole: { kind: 'quiet', milliseconds: 0 },
    now: () => new Date(0),
  });
  expect(await seen(source)).toEqual([
    'unreachable: backends are not listed yet: are the CustomResourceDefinitions installed?',
  ]);
  expect(MEMBER_KINDS).toHaveLength(10);
});
