import type { VolumeId } from '../../core/model/ids.ts';
import { failed, ok } from '../services/outcome.ts';
import type { DriverFailure, DriverOutcome } from '../services/outcome.ts';
import type { LegContent } from '../simulation/leg-contents.ts';
import { neverMadeAnew } from './never-made-anew.ts';
import type { ArrayMember, ArrayOfLegs, MemberHealth } from './node-host.ts';

/** A member as it is named for a start, with what stands on it. */
export interface FoundMember extends ArrayMember {
  readonly position: number;
  /** `undefined` where the leg is blank, or not there. */
  readonly content: LegContent | undefined;
}

export type ArrayStart =
  /** Nothing is on the legs yet. */
  { readonly kind: 'make' } | { readonly kind: 'start'; readonly states: readonly MemberHealth['state'][] };

interface MadeMember extends FoundMember {
  readonly content: LegContent;
}

/**
 * What an array may be started from: every member that is not dropped, and of those only what is proved current. Errors:
 * unavailable (a member is missing), unsupported (strangers, or two that both went on alone).
 */
export function arrayStart(
  { volume, made }: Pick<ArrayOfLegs, 'volume' | 'made'>,
  members: readonly FoundMember[],
): DriverOutcome<ArrayStart> {
  const kept = members.filter(({ dropped }) => !dropped);
  const missing = kept.find(({ device }) => device === undefined);
  if (missing) return failed('unavailable', `leg ${missing.leg} of volume ${volume} is missing and not dropped`);
  const unmade = kept.length === members.length && kept[0]?.content === undefined;
  const stranger = kept.find(({ content, position }) =>
    content ? content.volume !== volume || content.position !== position : !unmade,
  );
  if (stranger) return notThatMember(volume, stranger);
  if (unmade && made) return neverMadeAnew(volume, 'its legs read');
  return unmade ? ok({ kind: 'make' }) : startMade(volume, members, kept.filter(isMade));
}

const isMade = (member: FoundMember): member is MadeMember => member.content !== undefined;

function startMade(
  volume: VolumeId,
  members: readonly FoundMember[],
  made: readonly MadeMember[],
): DriverOutcome<ArrayStart> {
  const inSync = new Set<number>();
  for (const pair of mirrorsOf(members.length, made[0]?.content.layout ?? 'single')) {
    const there = made.filter(({ position }) => pair.includes(position));
    const [current] = there
      .filter(({ content }) => !content.rebuild)
      .sort((a, b) => b.content.events - a.content.events);
    if (!current) return tooFew(volume);
    const rival = there.find((member) => wentOnAlone(member, current));
    if (rival) return bothWentOn(volume, current, rival);
    for (const member of there) if (isCurrent(member, current)) inSync.add(member.position);
  }
  return ok({ kind: 'start', states: members.map(({ position }) => (inSync.has(position) ? 'in-sync' : 'out')) });
}

/** Whether a member holds writes of its own: it went on without the one of its pair that is furthest. */
const wentOnAlone = ({ content }: MadeMember, current: MadeMember): boolean =>
  content.rebuild === undefined && !content.inSync.includes(current.position);

/**
 * Compared within a pair: events count writes here, and those to one pair go on while no leg of another one answers. Such
 * a leg misses nothing: what was to be written to it failed.
 */
const isCurrent = ({ content, position }: MadeMember, current: MadeMember): boolean =>
  content.rebuild === undefined &&
  content.events === current.content.events &&
  current.content.inSync.includes(position);

/** Positions that hold the same bytes. */
export const mirrorsOf = (members: number, layout: LegContent['layout']): readonly (readonly number[])[] =>
  layout === 'striped-mirror'
    ? Array.from({ length: members / 2 }, (_, pair) => [2 * pair, 2 * pair + 1])
    : [Array.from({ length: members }, (_, position) => position)];

const notThatMember = (volume: VolumeId, { leg }: FoundMember): DriverFailure =>
  failed('unsupported', `leg ${leg} is not that member of volume ${volume}; the array is not touched`);

const tooFew = (volume: VolumeId): DriverFailure =>
  failed('unavailable', `the legs of volume ${volume} that are there do not hold all of its data`);

const bothWentOn = (volume: VolumeId, one: FoundMember, other: FoundMember): DriverFailure =>
  failed(
    'unsupported',
    `legs ${one.leg} and ${other.leg} of volume ${volume} each went on without the other; a person must say which to drop`,
  );
