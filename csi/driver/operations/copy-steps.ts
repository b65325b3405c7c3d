import type { LegCopy } from '../../../core/model/copy.ts';
import type { Leg, Volume } from '../../../core/model/volume.ts';
import { failed, ok } from '../../services/outcome.ts';
import type { DriverFailure, DriverOutcome } from '../../services/outcome.ts';
import { chapSecrets } from '../chap-secrets.ts';
import { fenceFor } from '../context.ts';
import type { DriverContext } from '../context.ts';
import { rememberVolume } from '../driver-state.ts';
import { putVolume } from '../journal.ts';
import { volumeKey } from '../locked-calls.ts';
import type { LegAnswer, LegAnswers, LegToFill } from '../volume-backend.ts';
import type { Step, Work } from './plan.ts';

/*
 * What is still to be copied stands in the record of what it is copied into. Each copy goes on with the first two of these
 * and is struck with the last: filled, and what was exported for it withdrawn. Of copies from one leg there is one at a
 * time, since a leg is exported once.
 */

export const COPY_LEGS: Step<Work> = {
  kind: 'effect',
  name: 'copy-legs',
  left: ({ volume }) => legsToFill(volume),
  run: async (context, { volume }) => {
    const copied = await copyAll(context, volume);
    return copied.kind === 'error' ? copied : ok({ volume: copied.value });
  },
};

/** Of a copy that is given up: whoever was let in to read the source is cut off. What was filled is wiped after it. */
export const END_COPIES: Step<Work> = {
  kind: 'effect',
  name: 'end-copies',
  left: ({ volume }) => legsToFill(volume),
  run: async (context, { volume }) => {
    const ended = await endCopies(context, volume);
    return ended.kind === 'error' ? ended : ok({ volume: ended.value });
  },
};

const legsToFill = ({ legs, copies = [] }: Volume): readonly Leg[] =>
  legs.filter(({ id }) => copies.some(({ into, phase }) => into === id && phase === 'copying'));

async function copyAll(context: DriverContext, begun: Volume): Promise<DriverOutcome<Volume>> {
  let volume = begun;
  while (volume.copies !== undefined) {
    const round = await oneRound(context, volume, volume.copies);
    volume = round.volume;
    if (round.failure) return round.failure;
  }
  return ok(volume);
}

interface Round {
  readonly volume: Volume;
  readonly failure: DriverFailure | undefined;
}

/** Takes a step with the first copy from each leg, all at once, and writes down how far they came. */
async function oneRound(context: DriverContext, volume: Volume, copies: readonly LegCopy[]): Promise<Round> {
  const source = sourceOf(context, volume);
  if (!source) return { volume, failure: failed('internal', `what ${volume.name} is copied from is gone`) };
  const heads = copies.filter((copy, at) => copies.findIndex(({ from }) => from === copy.from) === at);
  const [filled, withdrawn] = await Promise.all([
    fill(
      context,
      volume,
      source,
      heads.filter(({ phase }) => phase === 'copying'),
    ),
    withdrawAll(
      context,
      source,
      heads.filter(({ phase }) => phase === 'withdrawing'),
    ),
  ]);
  if (filled.kind === 'error') return { volume, failure: filled };
  const answers = [...filled.value, ...withdrawn];
  const done = new Set(answers.filter(({ outcome }) => outcome.kind === 'ok').map(({ leg }) => leg));
  const left = copies.flatMap((copy) => (done.has(copy.into) ? afterStep(copy) : [copy]));
  const written = done.size === 0 ? volume : await writeCopies(context, volume, left);
  return { volume: written, failure: failureAmong(volume, answers) };
}

/** Nobody was let in where one host has both legs. */
function afterStep(copy: LegCopy): readonly LegCopy[] {
  return copy.phase === 'copying' && copy.exported ? [{ ...copy, phase: 'withdrawing' }] : [];
}

const sourceOf = ({ state }: DriverContext, { origin }: Volume): Volume | undefined =>
  origin && state.volumes.get(origin.source.id);

async function fill(
  context: DriverContext,
  volume: Volume,
  source: Volume,
  copies: readonly LegCopy[],
): Promise<DriverOutcome<LegAnswers<undefined>>> {
  const toFill: LegToFill[] = [];
  for (const copy of copies) {
    const chap = await chapFor(context, copy);
    if (chap.kind === 'error') return chap;
    toFill.push({ ...copy, chap: chap.value });
  }
  const fences = { fence: fenceFor(context, volume), sourceFence: fenceFor(context, source) };
  return ok(await context.backend.copy({ volume, source, copies: toFill, ...fences }));
}

async function chapFor(context: DriverContext, { exported, from }: LegCopy): Promise<DriverOutcome<LegToFill['chap']>> {
  if (exported?.transport !== 'iscsi') return ok(undefined);
  const { publication: id, transport } = exported;
  const secrets = await chapSecrets(context, { id, transports: [transport] });
  return secrets.kind === 'error' ? secrets : ok(secrets.value(from));
}

/** A command to export that still is on its way to a host must not come after the one to withdraw. */
async function withdrawAll(
  context: DriverContext,
  { id }: Volume,
  copies: readonly LegCopy[],
): Promise<LegAnswers<undefined>> {
  if (copies.length === 0) return [];
  const later = await raiseGeneration(context, id);
  return Promise.all(copies.map((copy) => withdraw(context, later, copy)));
}

async function withdraw(
  context: DriverContext,
  source: Volume | undefined,
  { into, from, exported }: LegCopy,
): Promise<LegAnswer<undefined>> {
  const legs = source?.legs.filter(({ id }) => id === from) ?? [];
  if (!source || !exported) return { leg: into, outcome: ok(undefined) };
  const { publication } = exported;
  const [answer] = await context.backend.unpublish({
    volume: source,
    publication,
    legs,
    fence: fenceFor(context, source),
  });
  return { leg: into, outcome: answer?.outcome ?? ok(undefined) };
}

async function raiseGeneration(context: DriverContext, id: Volume['id']): Promise<Volume | undefined> {
  const raised = await context.locks.whenFree(volumeKey(id), async () => {
    const source = context.state.volumes.get(id);
    if (!source) return ok(undefined);
    const later: Volume = { ...source, generation: source.generation + 1 };
    await context.journal.commit(putVolume(later));
    rememberVolume(context.state, later);
    return ok(later);
  });
  return raised.kind === 'ok' ? raised.value : undefined;
}

async function writeCopies(context: DriverContext, volume: Volume, left: readonly LegCopy[]): Promise<Volume> {
  const { copies, ...rest } = volume;
  if (copies === undefined) return volume;
  const written: Volume = left.length === 0 ? rest : { ...rest, copies: left };
  await context.journal.commit(putVolume(written));
  rememberVolume(context.state, written);
  return written;
}

/** Where hosts are at it and none has failed, it goes on: that is no trouble. */
function failureAmong({ name }: Volume, answers: LegAnswers<undefined>): DriverFailure | undefined {
  const failures = answers.flatMap(({ outcome }) => (outcome.kind === 'error' ? [outcome] : []));
  const trouble = failures.find(({ code }) => code !== 'underway');
  if (trouble) return failed('unavailable', `${name} waits for ${trouble.message}`);
  const [first] = failures;
  return first && failed('busy', `${name} is being copied: ${first.message}`);
}

async function endCopies(context: DriverContext, volume: Volume): Promise<DriverOutcome<Volume>> {
  const { copies } = volume;
  const source = sourceOf(context, volume);
  if (!copies) return ok(volume);
  const exported = copies.filter((copy) => copy.exported);
  const answers = source ? await withdrawAll(context, source, exported) : [];
  return failureAmong(volume, answers) ?? ok(await writeCopies(context, volume, []));
}
