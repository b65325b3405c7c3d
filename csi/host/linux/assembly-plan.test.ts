import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gib } from '../../../core/model/capacity.ts';
import type { LegId } from '../../../core/model/ids.ts';
import type { ArrayOfLegs, DevicePath } from '../node-host.ts';
import { currentMembers, planAssembly } from './assembly-plan.ts';
import { arrayUuid } from './device-names.ts';
import { parseSuperblock } from './superblocks.ts';
import type { LegContent } from './superblocks.ts';
import { examined, OTHER_VOLUME, VOLUME } from './testing/scripted-node.ts';

const BLANK: LegContent = { kind: 'blank' };
const member = (position: number | undefined, events = 12n, volume = VOLUME): LegContent => ({
  kind: 'member',
  arrayUuid: arrayUuid(volume),
  position,
  events,
  without: [],
});

const device = (position: number): DevicePath => `/dev/leg${String(position)}` as DevicePath;

function arrayOf(
  legs: number,
  dropped: readonly number[] = [],
  missing: readonly number[] = [],
  rebuilding: readonly number[] = [],
): ArrayOfLegs {
  const members = Array.from({ length: legs }, (_, position) => ({
    leg: `leg-${String(position)}` as LegId,
    device: missing.includes(position) ? undefined : device(position),
    dropped: dropped.includes(position),
    rebuilding: rebuilding.includes(position),
    zeroed: true,
  }));
  return { volume: VOLUME, layout: 'mirror', size: gib(1), encrypted: false, made: false, members };
}

function plan(array: ArrayOfLegs, contents: readonly LegContent[]) {
  const current = currentMembers(array);
  return current.kind === 'error' ? current : planAssembly(array, current.value, contents);
}

describe('the plan of an assembly', () => {
  const made = (...leftovers: number[]) => ({ kind: 'ok', value: { kind: 'make', leftovers: leftovers.map(device) } });
  const assembled = (degraded: boolean) => ({ kind: 'ok', value: { kind: 'assemble', degraded } });
  const refused = (code: string) => ({ kind: 'error', code });

  it.each([
    { what: 'all blank', array: arrayOf(2), contents: [BLANK, BLANK], expected: made() },
    { what: 'made to half', array: arrayOf(2), contents: [member(0, 0n), BLANK], expected: made(0) },
    {
      what: 'made and never written',
      array: arrayOf(2),
      contents: [member(0, 0n), member(1, 0n)],
      expected: made(0, 1),
    },
    {
      what: 'all blank, and it was in use',
      array: { ...arrayOf(2), made: true },
      contents: [BLANK, BLANK],
      expected: refused('unsupported'),
    },
    {
      what: 'never written as far as they say, and it was in use',
      array: { ...arrayOf(2), made: true },
      contents: [member(0, 0n), member(1, 0n)],
      expected: refused('unsupported'),
    },
    { what: 'all current', array: arrayOf(2), contents: [member(0), member(1)], expected: assembled(false) },
    { what: 'one behind', array: arrayOf(2), contents: [member(0), member(1, 0n)], expected: assembled(false) },
    { what: 'one dropped', array: arrayOf(2, [0]), contents: [member(1)], expected: assembled(true) },
    { what: 'one dropped and gone', array: arrayOf(2, [0], [0]), contents: [member(1)], expected: assembled(true) },
    {
      what: 'one dropped of an unused array',
      array: arrayOf(2, [0]),
      contents: [member(1, 0n)],
      expected: assembled(true),
    },
    {
      what: 'one blank of a used array',
      array: arrayOf(2),
      contents: [member(0), BLANK],
      expected: refused('unsupported'),
    },
    {
      what: 'one dropped, the other blank',
      array: arrayOf(2, [0]),
      contents: [BLANK],
      expected: refused('unsupported'),
    },
    { what: 'one out of reach', array: arrayOf(2, [], [1]), contents: [member(0)], expected: refused('unavailable') },
    { what: 'all dropped', array: arrayOf(2, [0, 1]), contents: [], expected: refused('unavailable') },
    { what: 'in another order', array: arrayOf(2), contents: [member(1), member(0)], expected: refused('unsupported') },
    { what: 'a spare', array: arrayOf(2), contents: [member(0), member(undefined)], expected: refused('unsupported') },
    {
      what: 'of another volume',
      array: arrayOf(1),
      contents: [member(0, 0n, OTHER_VOLUME)],
      expected: refused('unsupported'),
    },
    {
      what: 'foreign data',
      array: arrayOf(1),
      contents: [{ kind: 'foreign', what: 'ext4' }] as const,
      expected: refused('unsupported'),
    },
  ])('$what', ({ array, contents, expected }) => {
    expect(plan(array, contents)).toMatchObject(expected);
  });

  it('never makes an array anew of which any leg counts events, is dropped or is not there', () => {
    const legs = fc.array(
      fc.record({ content: fc.constantFrom('blank', 'unused', 'used'), dropped: fc.boolean(), there: fc.boolean() }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(legs, (drawn) => {
        const positions = [...drawn.keys()];
        const dropped = positions.filter((position) => drawn[position]!.dropped);
        const missing = positions.filter((position) => !drawn[position]!.there);
        const current = positions.filter((position) => !dropped.includes(position));
        const contents = current.map((position) => {
          const { content } = drawn[position]!;
          return content === 'blank' ? BLANK : member(position, content === 'used' ? 7n : 0n);
        });
        const outcome = plan(arrayOf(drawn.length, dropped, missing), contents);
        if (outcome.kind === 'error') return;
        expect(current.some((position) => missing.includes(position))).toBe(false);
        const isUsed = drawn.some(({ content }, position) => content === 'used' && current.includes(position));
        if (outcome.value.kind === 'make') expect([isUsed, dropped]).toEqual([false, []]);
        else expect(outcome.value.degraded).toBe(dropped.length > 0);
      }),
    );
  });
});

describe('a member that was being rebuilt', () => {
  it('is left out where it is blank: it holds nothing', () => {
    const outcome = plan(arrayOf(2, [], [], [1]), [member(0), BLANK]);
    expect(outcome).toMatchObject({ kind: 'ok', value: { kind: 'assemble', degraded: true, from: [{ position: 0 }] } });
  });

  it('is started from where it holds something: it may be the only one with the last writes', () => {
    const outcome = plan(arrayOf(2, [], [], [1]), [member(0), member(1)]);
    expect(outcome).toMatchObject({ kind: 'ok', value: { degraded: false, from: [{ position: 0 }, { position: 1 }] } });
  });

  it('must be there', () => {
    expect(plan(arrayOf(2, [], [1], [1]), [member(0)])).toMatchObject({ kind: 'error', code: 'unavailable' });
  });

  it('is no excuse for another that is blank', () => {
    expect(plan(arrayOf(4, [], [], [1]), [member(0), BLANK, BLANK, member(3)])).toMatchObject({ code: 'unsupported' });
  });
});

describe('members that ran without each other', () => {
  const without = (position: number, ...gone: number[]): LegContent =>
    ({ ...member(position), without: gone }) as LegContent;

  it('are not put together: nobody knows which to believe', () => {
    const outcome = plan(arrayOf(2), [without(0, 1), without(1, 0)]);
    expect(outcome).toMatchObject({ kind: 'error', code: 'unsupported' });
    expect(outcome).toHaveProperty('message', expect.stringContaining('drop-leg'));
  });

  it.each([
    { what: 'only one ran alone', array: arrayOf(2), contents: [without(0, 1), member(1)] },
    { what: 'the other is dropped', array: arrayOf(2, [1]), contents: [without(0, 1)] },
    { what: 'both ran without a third', array: arrayOf(4, [3]), contents: [0, 1, 2].map((at) => without(at, 3)) },
  ])('start where $what', ({ array, contents }) => {
    expect(plan(array, contents)).toMatchObject({ kind: 'ok', value: { kind: 'assemble' } });
  });
});

describe('a superblock as mdadm prints it', () => {
  it('tells array, place, events and whether it saw the array without a member', () => {
    expect(parseSuperblock(examined('sda', { position: 1, events: 4, state: 'A.' }))).toEqual({
      arrayUuid: '0f0e0d0c:11114222:83334444:55556666',
      position: 1,
      events: 4n,
      without: [1],
    });
    expect(parseSuperblock(examined('sda', { position: 0 }))).toMatchObject({ without: [] });
  });

  it('of a spare has no place', () => {
    const text = examined('sda', { position: 0 }).replace('Active device 0', 'spare');
    expect(parseSuperblock(text)).toMatchObject({ position: undefined });
  });

  it('is none where a line is missing or says something else', () => {
    expect(parseSuperblock('/dev/sda:\n   MBR Magic : aa55\n')).toBeUndefined();
    expect(parseSuperblock(examined('sda', { position: 0 }).replace(/Events : .*/, 'Events : many'))).toBeUndefined();
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parseSuperblock(text)).toBeUndefined();
      }),
    );
  });
});
