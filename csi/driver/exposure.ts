import type { Leg, LegExport, Publication, Volume } from '../../core/model/volume.ts';
import { failed, ok } from '../services/outcome.ts';
import type { DriverOutcome } from '../services/outcome.ts';
import { dropLegs, dropUnseenLegs, isDropped } from './integrity.ts';
import type { LegAnswer, LegAnswers } from './volume-backend.ts';

/*
 * What is decided once the hosts of the legs have answered, or have not. A leg is exported to one publication at a time:
 * while an export of an older one may still stand, it is exported to nobody else.
 */

/** Legs of which no older export may still stand. */
export const fencedLegs = ({ legs, unfenced }: Volume): readonly Leg[] =>
  legs.filter(({ id }) => !unfenced.some(({ leg }) => leg === id));

/** Legs that a node cannot reach yet and could. */
export const missingLegs = (volume: Volume, { exports }: Publication): readonly Leg[] =>
  fencedLegs(volume).filter(({ id }) => !exports.some(({ leg }) => leg === id));

export interface Exposure {
  readonly volume: Volume;
  readonly exports: readonly LegExport[];
}

/** With what a volume is made available. Legs that stay out are dropped, or else it is not. Errors: unavailable. */
export function exposeLegs(volume: Volume, answers: LegAnswers<LegExport>): DriverOutcome<Exposure> {
  const exports = valuesOf(answers);
  const out = volume.legs.filter(({ id }) => !exports.some(({ leg }) => leg === id));
  const left = leaveOut(volume, out, answers);
  return left.kind === 'error' ? left : ok({ volume: left.value, exports });
}

/**
 * The volume once it is taken away from a publication. Legs whose export may still stand are dropped and kept from
 * everybody else until it is gone, or else it is not taken away. Errors: unavailable.
 * @param at ISO 8601
 */
export function concealLegs(
  volume: Volume,
  { publication, at }: { readonly publication: Publication['id']; readonly at: string },
  answers: LegAnswers<undefined>,
): DriverOutcome<Volume> {
  const standing = answers.filter(({ outcome }) => outcome.kind === 'error').map(({ leg }) => leg);
  if (standing.length === 0) return ok(volume);
  const out = volume.legs.filter(({ id }) => standing.includes(id));
  const left = leaveOut(volume, out, answers);
  if (left.kind === 'error') return left;
  const added = standing.map((leg) => ({ publication, leg, since: at }));
  return ok({ ...left.value, unfenced: [...volume.unfenced, ...added] });
}

/** The first failure among the answers for these legs. */
export function failureOf(volume: Volume, answers: LegAnswers<unknown>): DriverOutcome<never> | undefined {
  for (const { outcome } of answers) {
    if (outcome.kind === 'error') return failed('unavailable', `volume ${volume.name}: ${outcome.message}`);
  }
  return undefined;
}

export const valuesOf = <Value>(answers: LegAnswers<Value>): readonly Value[] =>
  answers.flatMap(({ outcome }) => (outcome.kind === 'ok' ? [outcome.value] : []));

function leaveOut(volume: Volume, out: readonly Leg[], answers: LegAnswers<unknown>): DriverOutcome<Volume> {
  const needed = out.filter(({ id }) => !isDropped(volume, id));
  const asked = answers.filter(({ leg }) => needed.some(({ id }) => id === leg));
  const refused = asked.filter(({ outcome }) => outcome.kind === 'error' && outcome.code === 'refused');
  const refusal = failureOf(volume, refused);
  if (refusal) return refusal;
  const left = dropUnseenLegs(
    volume,
    needed.map(({ id }) => id),
  );
  return left ? ok(left) : failed('unavailable', wayOut(volume, needed, asked));
}

/** Which leg it waits for, and what a person can do. */
function wayOut(volume: Volume, needed: readonly Leg[], asked: readonly LegAnswer<unknown>[]): string {
  const told = asked.flatMap(({ outcome }) => (outcome.kind === 'error' ? [outcome.message] : []));
  const waits = `volume ${volume.name} waits for ${told.join('; ')}`;
  const spared = dropLegs(
    volume,
    needed.map(({ id }) => id),
  );
  if (!spared || volume.integrity.use === 'unused') return `${waits}; nothing else holds its data`;
  const ways = needed.map(({ id }) => `stowage volume drop-leg ${volume.name} ${id}`).join('; ');
  return `${waits}. Its partner may have missed writes: bring the enclosure back, or give up what only this leg holds by ${ways}`;
}
