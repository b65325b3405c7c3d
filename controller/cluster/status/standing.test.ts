import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../core/model/finding.ts';
import type { ClusterObject } from '../api/cluster-api.ts';
import { memberOf } from '../source/member.ts';
import type { Member } from '../source/member.ts';
import { saysSo, statusOf } from './conditions.ts';
import type { Standing } from './conditions.ts';
import { standingOf } from './standing.ts';
import type { Verdict } from './standing.ts';

const backend = (name: string, state = 'normal'): ClusterObject => ({
  apiVersion: 'stowage.dev/v1alpha1',
  kind: 'Backend',
  metadata: { name, generation: 3 },
  spec: { composable: {}, state },
});

function member(object: ClusterObject): Member {
  const found = memberOf(object);
  if (!found) throw new Error('every Backend is a member');
  return found;
}

const wrong = (name: string): Finding => ({
  code: 'reference/not-found',
  severity: 'error',
  message: 'there is no storage group sg-z',
  help: 'name one that an Enclosure has',
  object: { kind: 'Backend', name },
});

const PENDING: Verdict = { kind: 'pending', why: 'it waits' };
const refused = (...findings: readonly Finding[]): Verdict => ({ kind: 'refused', findings });

describe('how an object stands that somebody applied', () => {
  const active = new Map([['Backend/runs', member(backend('runs')).digest]]);

  it.each<[string, ClusterObject, Verdict, Standing]>([
    ['as it runs', backend('runs'), PENDING, { kind: 'active' }],
    [
      'as it runs, while its revision is refused for another',
      backend('runs'),
      refused(wrong('other')),
      { kind: 'active' },
    ],
    ['otherwise than it runs', backend('runs', 'suspended'), PENDING, { kind: 'pending', message: 'it waits' }],
    ['new', backend('new'), PENDING, { kind: 'pending', message: 'it waits' }],
    [
      'wrong',
      backend('new'),
      refused(wrong('new'), wrong('other')),
      {
        kind: 'refused',
        message: 'reference/not-found: there is no storage group sg-z. name one that an Enclosure has',
      },
    ],
    [
      'right, beside another that is wrong',
      backend('new'),
      refused({ ...wrong('other'), severity: 'warning' }, wrong('other'), wrong('third')),
      {
        kind: 'refused',
        message:
          'it is right, but others of its revision are not, and a revision is taken whole or not at all: Backend/other: reference/not-found: there is no storage group sg-z. name one that an Enclosure has, and 1 more',
      },
    ],
  ])('%s', (_, object, latest, standing) => {
    expect(standingOf(member(object), { active, latest })).toEqual(standing);
  });
});

describe('the conditions that say so', () => {
  const at = (second: number): Date => new Date(Date.UTC(2026, 0, 1, 0, 0, second));

  it.each<[Standing, string]>([
    [{ kind: 'active' }, 'Ready=True Reconciling=False Stalled=False'],
    [{ kind: 'pending', message: 'm' }, 'Ready=Unknown Reconciling=True Stalled=False'],
    [{ kind: 'refused', message: 'm' }, 'Ready=False Reconciling=False Stalled=True'],
  ])('%o', (standing, expected) => {
    const { observedGeneration, conditions } = statusOf(standing, backend('a'), at(0));
    expect(observedGeneration).toBe(3);
    expect(conditions.map(({ type, status }) => `${type}=${status}`).join(' ')).toBe(expected);
    expect(new Set(conditions.map((condition) => condition.observedGeneration))).toEqual(new Set([3]));
  });

  it('keep their time while they stay what they are, and are said once', () => {
    const first = statusOf({ kind: 'pending', message: 'one' }, backend('a'), at(1));
    const live = { ...backend('a'), status: first };
    const second = statusOf({ kind: 'pending', message: 'two' }, live, at(2));
    const times = (status: typeof first) => status.conditions.map(({ lastTransitionTime }) => lastTransitionTime);
    expect(times(second)).toEqual(times(first));
    expect(saysSo(first, live)).toBe(true);
    expect(saysSo(second, live)).toBe(false);
    const third = statusOf({ kind: 'active' }, { ...live, status: second }, at(3));
    expect(times(third)).toEqual(['2026-01-01T00:00:03Z', '2026-01-01T00:00:03Z', '2026-01-01T00:00:01Z']);
  });
});
