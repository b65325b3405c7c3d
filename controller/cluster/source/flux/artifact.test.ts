import { describe, expect, test } from 'vitest';
import { SourceError } from '../../../source/source.ts';
import { FLUX_SOURCES } from '../../api/resource.ts';
import { artifactOf, commitOf, refOf, subjectOf } from './artifact.ts';
import type { Artifact } from './artifact.ts';
import { fluxReference } from './reference.ts';

const SHA1 = '0123456789abcdef0123456789abcdef01234567';
const HEX = 'a'.repeat(64);
const ARTIFACT = { url: 'http://source/x.tar.gz', digest: `sha256:${HEX}`, revision: `main@sha1:${SHA1}` };

const [GIT] = FLUX_SOURCES;

interface Given {
  readonly artifact?: unknown;
  readonly observedGeneration?: number;
  readonly suspend?: boolean;
  readonly ready?: string;
}

const objectOf = ({ artifact, observedGeneration, suspend, ready }: Given) => ({
  apiVersion: 'source.toolkit.fluxcd.io/v1',
  kind: GIT?.kind ?? '',
  metadata: { namespace: 'flux-system', name: 'storage', generation: 2 },
  spec: { ...(suspend !== undefined && { suspend }) },
  status: {
    ...(artifact !== undefined && { artifact }),
    ...(observedGeneration !== undefined && { observedGeneration }),
    ...(ready !== undefined && { conditions: [{ type: 'Ready', status: ready, message: 'cannot\nclone' }] }),
  },
});

describe('what an object of Flux has to give', () => {
  const cases: readonly (readonly [string, Given, string])[] = [
    ['ready', { artifact: ARTIFACT, observedGeneration: 2, ready: 'True' }, 'artifact'],
    ['not ready, with the artifact before', { artifact: ARTIFACT, observedGeneration: 2, ready: 'False' }, 'artifact'],
    [
      'of an older spec',
      { artifact: ARTIFACT, observedGeneration: 1, ready: 'True' },
      'waiting: Flux has not looked at generation 2 of it yet',
    ],
    ['of an older spec, suspended', { artifact: ARTIFACT, observedGeneration: 1, suspend: true }, 'artifact'],
    ['of a kind without observedGeneration', { artifact: ARTIFACT }, 'artifact'],
    ['new', { observedGeneration: -1 }, 'waiting: Flux has not looked at generation 2 of it yet'],
    ['nothing yet', { observedGeneration: 2 }, 'waiting: Flux has no artifact of it yet'],
    [
      'failed at first',
      { observedGeneration: 2, ready: 'False' },
      'waiting: Flux has no artifact of it yet: cannot clone',
    ],
    ['suspended before there was any', { suspend: true }, 'waiting: Flux has no artifact of it, and it is suspended'],
    [
      'no URL',
      { artifact: { ...ARTIFACT, url: 'file:///etc/passwd' } },
      'unreadable: status.artifact.url is no http(s) URL without credentials',
    ],
    [
      'a broken URL',
      { artifact: { ...ARTIFACT, url: 'http://' } },
      'unreadable: status.artifact.url is no http(s) URL without credentials',
    ],
    [
      'a URL with a password',
      { artifact: { ...ARTIFACT, url: 'http://a:b@source/x' } },
      'unreadable: status.artifact.url is no http(s) URL without credentials',
    ],
    [
      'no digest',
      { artifact: { ...ARTIFACT, digest: undefined } },
      'unreadable: status.artifact.digest is none of sha256, sha384 and sha512, so what it names cannot be checked',
    ],
    [
      'a digest cut short',
      { artifact: { ...ARTIFACT, digest: 'sha256:aa' } },
      'unreadable: status.artifact.digest is none of sha256, sha384 and sha512, so what it names cannot be checked',
    ],
    [
      'a weak digest',
      { artifact: { ...ARTIFACT, digest: `md5:${'a'.repeat(32)}` } },
      'unreadable: status.artifact.digest is none of sha256, sha384 and sha512, so what it names cannot be checked',
    ],
    ['a longer digest', { artifact: { ...ARTIFACT, digest: `sha512:${'a'.repeat(128)}` } }, 'artifact'],
    ['no revision', { artifact: { ...ARTIFACT, revision: '' } }, 'unreadable: status.artifact.revision is not there'],
  ];
  test.each(cases)('%s', (_what, given, expected) => {
    const state = artifactOf(objectOf(given));
    expect(state.kind === 'artifact' ? state.kind : `${state.kind}: ${state.why}`).toBe(expected);
  });
  test('of what has no status at all', () => {
    expect(artifactOf({ ...objectOf({}), status: undefined }).kind).toBe('waiting');
  });
});

describe('commit, ref and subject', () => {
  const of = (artifact: Readonly<Record<string, unknown>>): Artifact => {
    const state = artifactOf(objectOf({ artifact: { ...ARTIFACT, ...artifact } }));
    if (state.kind !== 'artifact') throw new Error(state.why);
    return state.artifact;
  };
  const metadata = {
    'org.opencontainers.image.revision': `main@sha1:${SHA1}`,
    'org.opencontainers.image.source': 'https://git.example.org/storage\u001b[31m',
  };
  const cases: readonly (readonly [string, Readonly<Record<string, unknown>>, readonly [string, string, string]])[] = [
    ['a branch', {}, [SHA1, 'main', `main@sha1:${SHA1}`]],
    ['a branch with an at', { revision: `a@b@sha1:${SHA1}` }, [SHA1, 'a@b', `a@b@sha1:${SHA1}`]],
    ['a commit alone', { revision: `sha1:${SHA1}` }, [SHA1, `sha1:${SHA1}`, `sha1:${SHA1}`]],
    [
      'a tag of a registry',
      { revision: `latest@sha256:${'b'.repeat(64)}` },
      ['a'.repeat(40), 'latest', `latest@sha256:${'b'.repeat(64)}`],
    ],
    [
      'with what it was made of',
      { metadata },
      [SHA1, 'main', `main@sha1:${SHA1}, made of main@sha1:${SHA1} of https://git.example.org/storage [31m`],
    ],
    [
      'a repository of SHA-256',
      { revision: `main@sha256:${'c'.repeat(64)}` },
      ['a'.repeat(40), 'main', `main@sha256:${'c'.repeat(64)}`],
    ],
  ];
  test.each(cases)('%s', (_what, given, expected) => {
    const artifact = of(given);
    expect([commitOf(artifact), refOf(artifact), subjectOf(artifact)]).toEqual(expected);
  });
});

describe('names of objects', () => {
  test.each(['gitrepository', 'GitRepository', 'ocirepository', 'bucket', 'externalartifact'])('%s', (kind) => {
    const { resource, name } = fluxReference(`flux:${kind}/flux-system/storage.config-1`);
    expect(resource.kind.toLowerCase()).toBe(kind.toLowerCase());
    expect(name).toEqual({ namespace: 'flux-system', name: 'storage.config-1' });
  });
  test.each([
    'flux:',
    'flux:gitrepository/storage',
    'flux:kustomization/a/b',
    'flux:gitrepository/a/b/c',
    'flux:gitrepository//b',
    'flux:gitrepository/../b',
    'flux:gitrepository/a/b?c',
    'flux:gitrepository/a/B',
  ])('not %s', (location) => {
    expect(() => fluxReference(location)).toThrow(SourceError);
    expect(() => fluxReference(location)).toThrow(/write flux:KIND\/NAMESPACE\/NAME with a kind of gitrepository, /);
  });
});
