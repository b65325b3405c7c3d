import { failed, ok } from '../../services/outcome.ts';
import type { DriverFailure, DriverOutcome } from '../../services/outcome.ts';
import { neverMadeAnew } from '../never-made-anew.ts';
import type { ArrayMember, ArrayOfLegs, DevicePath } from '../node-host.ts';
import { arrayUuid } from './device-names.ts';
import type { LegContent } from './superblocks.ts';

/** How an array comes up from what its legs hold. */
export type AssemblyPlan =
  /** Nothing was ever stored in it: what an interrupted making left goes, and it is made. */
  | { readonly kind: 'make'; readonly leftovers: readonly DevicePath[] }
  | { readonly kind: 'assemble'; readonly from: readonly CurrentMember[]; readonly degraded: boolean };

/** A member that the array may be started from. */
export interface CurrentMember extends ArrayMember {
  readonly device: DevicePath;
  readonly position: number;
}

/**
 * The members that are not dropped, every one of which must be there. Errors: unavailable (one is missing, or none is
 * left).
 */
export function currentMembers({ volume, members }: ArrayOfLegs): DriverOutcome<readonly CurrentMember[]> {
  const wanted = members.map((member, position) => ({ ...member, position })).filter(({ dropped }) => !dropped);
  const current = wanted.flatMap((member) =>
    member.device === undefined ? [] : [{ ...member, device: member.device }],
  );
  const missing = wanted.filter(({ device }) => device === undefined).map(({ leg }) => leg);
  if (missing.length > 0) {
    return failed(
      'unavailable',
      `leg ${missing.join(', ')} of volume ${volume} is out of reach and may hold the latest data`,
    );
  }
  if (current.length === 0)
    return failed('unavailable', `every leg of volume ${volume} has missed writes; none can be started from`);
  return ok(current);
}

/**
 * Decides from the superblocks of the current members, in their order. mdadm writes the superblocks of a new array one
 * by one, then starts it, and the kernel counts their events up, on all of them, before the first write goes through.
 * So as long as every member counts 0 or is blank, nothing was stored, and making the array anew loses nothing, unless
 * it is known to have been in use. Errors: unsupported (a leg holds something else, is blank where it must not be, or
 * ran without another that ran without it).
 */
export function planAssembly(
  array: ArrayOfLegs,
  current: readonly CurrentMember[],
  contents: readonly LegContent[],
): DriverOutcome<AssemblyPlan> {
  const found = current.map((member, index) => ({ member, content: contents[index] ?? { kind: 'blank' as const } }));
  for (const { member, content } of found) {
    const stranger = strangerIn(array, member, content);
    if (stranger) return stranger;
  }
  const rivals = rivalsAmong(found);
  if (rivals) return notOneTruth(array, rivals);
  const made = found.filter(({ content }) => content.kind === 'member');
  const unused = made.every(({ content }) => content.kind === 'member' && content.events === 0n);
  const complete = current.length === array.members.length;
  if (unused && complete && array.made) return neverMadeAnew(array.volume, 'its legs read');
  if (unused && complete) return ok({ kind: 'make', leftovers: made.map(({ member }) => member.device) });
  const from = found.filter((one) => !holdsNothing(one));
  const blank = from.find(({ content }) => content.kind === 'blank');
  if (blank) return blankAmongOthers(array, blank.member);
  if (from.length === 0) return failed('unsupported', `every leg of volume ${array.volume} is blank and was in use`);
  return ok({
    kind: 'assemble',
    from: from.map(({ member }) => member),
    degraded: from.length < array.members.length,
  });
}

const blankAmongOthers = ({ volume }: ArrayOfLegs, { leg, device }: CurrentMember): DriverFailure =>
  failed(
    'unsupported',
    `leg ${leg} (${device}) is blank and others of volume ${volume} hold data or are dropped; it is not touched`,
  );

/** Cut off between being blanked and being rebuilt: the array starts without it, and takes it back. */
const holdsNothing = ({ member, content }: FoundMember): boolean => member.rebuilding && content.kind === 'blank';

interface FoundMember {
  readonly member: CurrentMember;
  readonly content: LegContent;
}

/** Two members of which each has run without the other: both may hold writes that the other lacks. */
function rivalsAmong(found: readonly FoundMember[]): readonly [FoundMember, FoundMember] | undefined {
  const ranWithout = (one: FoundMember, other: FoundMember): boolean =>
    one.content.kind === 'member' && one.content.without.includes(other.member.position);
  for (const one of found) {
    const rival = found.find((other) => ranWithout(one, other) && ranWithout(other, one));
    if (rival) return [one, rival];
  }
  return undefined;
}

const notOneTruth = ({ volume }: ArrayOfLegs, [one, other]: readonly [FoundMember, FoundMember]): DriverFailure =>
  failed(
    'unsupported',
    `legs ${one.member.leg} and ${other.member.leg} of volume ${volume} have each been run without the other, and both may hold writes: look at both, have the volume taken away from this node, then "stowage volume drop-leg" the one to give up`,
  );

function strangerIn(
  { volume }: ArrayOfLegs,
  { leg, device, position }: CurrentMember,
  content: LegContent,
): DriverFailure | undefined {
  const refuse = (what: string): DriverFailure =>
    failed('unsupported', `leg ${leg} (${device}) ${what}; volume ${volume} is not touched`);
  switch (content.kind) {
    case 'blank':
      return undefined;
    case 'foreign':
      return refuse(`holds ${content.what}`);
    case 'member':
      if (content.arrayUuid !== arrayUuid(volume)) return refuse(`belongs to the array ${content.arrayUuid}`);
      if (content.position === position) return undefined;
      return refuse(
        `is ${content.position === undefined ? 'a spare' : `member ${String(content.position)}`}, not member ${String(position)}`,
      );
  }
}
