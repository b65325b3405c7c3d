import type { LegExport, Publication, UnfencedExport, Volume } from '../../../core/model/volume.ts';
import { mapOk, ok } from '../../services/outcome.ts';
import type { DriverOutcome } from '../../services/outcome.ts';
import { fenceFor } from '../context.ts';
import type { DriverContext } from '../context.ts';
import { forgetPublication, rememberPublication, rememberVolume } from '../driver-state.ts';
import { concealLegs, exposeLegs, failureOf, fencedLegs, missingLegs, valuesOf } from '../exposure.ts';
import { deletePublication, putPublication, putVolume } from '../journal.ts';
import type { LegAnswers } from '../volume-backend.ts';
import { exportLegs } from './export-legs.ts';
import type { PublicationWork } from './export-legs.ts';
import type { Plan, Work } from './plan.ts';
import { legsNotExported, legsNotWithdrawn } from './sight.ts';

export interface Exporting extends PublicationWork {
  readonly answers: LegAnswers<LegExport>;
}

const ofPublication = ({ publication }: PublicationWork): Publication['id'] => publication.id;

/** Admits a node to a volume. */
export const PUBLISH: Plan<Exporting> = {
  kind: 'publish',
  subject: ofPublication,
  steps: [
    {
      kind: 'effect',
      name: 'export-legs',
      left: ({ volume, publication }, sight) => legsNotExported(fencedLegs(volume), publication.id, sight),
      run: async (context, work) =>
        mapOk(await exportLegs(context, work, fencedLegs(work.volume)), (answers) => ({ ...work, answers })),
    },
    { kind: 'record', name: 'record-published', run: recordPublished },
  ],
};

async function recordPublished(context: DriverContext, work: Exporting): Promise<DriverOutcome<Exporting>> {
  const exposed = exposeLegs(work.volume, work.answers);
  if (exposed.kind === 'error') return exposed;
  const { volume, exports } = exposed.value;
  const since = context.outside.now().toISOString();
  const published: Publication = { ...work.publication, phase: 'published', since, exports };
  // Before a node can learn of the publication, the legs that stay out are known to be behind.
  await context.journal.commit(putVolume(volume), putPublication(published));
  rememberVolume(context.state, volume);
  rememberPublication(context.state, published);
  return ok({ ...work, volume, publication: published });
}

/** Legs that were out of reach when their volume was published, and are no more. */
export const REJOIN: Plan<Exporting> = {
  kind: 'rejoin',
  subject: ofPublication,
  steps: [
    {
      kind: 'effect',
      name: 'export-missing-legs',
      left: ({ volume, publication }, sight) =>
        legsNotExported(missingLegs(volume, publication), publication.id, sight),
      run: async (context, work) =>
        mapOk(await exportLegs(context, work, missingLegs(work.volume, work.publication)), (answers) => ({
          ...work,
          answers,
        })),
    },
    { kind: 'record', name: 'record-exports', run: recordExports },
  ],
};

async function recordExports(context: DriverContext, work: Exporting): Promise<DriverOutcome<Exporting>> {
  const added = valuesOf(work.answers);
  const wider: Publication = { ...work.publication, exports: [...work.publication.exports, ...added] };
  if (added.length > 0) {
    await context.journal.commit(putPublication(wider));
    rememberPublication(context.state, wider);
  }
  return failureOf(work.volume, work.answers) ?? ok({ ...work, publication: wider });
}

export interface Withdrawing extends PublicationWork {
  readonly answers: LegAnswers<undefined>;
}

/** Takes a volume away from a node. A leg that an older publication keeps was not exported to this one. */
export const UNPUBLISH: Plan<Withdrawing> = {
  kind: 'unpublish',
  subject: ofPublication,
  steps: [
    {
      kind: 'effect',
      name: 'withdraw-exports',
      left: ({ volume, publication }, sight) => legsNotWithdrawn(fencedLegs(volume), publication.id, sight),
      run: async (context, work) => {
        const { volume, publication } = work;
        const legs = fencedLegs(volume);
        const fence = fenceFor(context, volume);
        return ok({
          ...work,
          answers: await context.backend.unpublish({ volume, publication: publication.id, legs, fence }),
        });
      },
    },
    { kind: 'record', name: 'record-withdrawn', run: recordWithdrawn },
  ],
};

async function recordWithdrawn(context: DriverContext, work: Withdrawing): Promise<DriverOutcome<Withdrawing>> {
  const at = context.outside.now().toISOString();
  const concealed = concealLegs(work.volume, { publication: work.publication.id, at }, work.answers);
  if (concealed.kind === 'error') return concealed;
  await context.journal.commit(putVolume(concealed.value), deletePublication(work.publication));
  rememberVolume(context.state, concealed.value);
  forgetPublication(context.state, work.publication);
  return ok({ ...work, volume: concealed.value });
}

export interface Fencing extends Work {
  readonly answers: readonly StandingAnswer[];
}

interface StandingAnswer {
  readonly standing: UnfencedExport;
  readonly answers: LegAnswers<undefined>;
}

/** Destroys exports that could not be destroyed when their publication ended. */
export const FENCE: Plan<Fencing> = {
  kind: 'fence',
  subject: ({ volume }) => volume.id,
  steps: [
    {
      kind: 'effect',
      name: 'withdraw-standing-exports',
      left: ({ volume }, sight) =>
        volume.unfenced.flatMap((standing) => legsNotWithdrawn(legsOf(volume, standing), standing.publication, sight)),
      run: async (context, { volume }) => ok({ volume, answers: await withdrawStanding(context, volume) }),
    },
    { kind: 'record', name: 'record-fenced', run: recordFenced },
  ],
};

const legsOf = ({ legs }: Volume, { leg }: UnfencedExport) => legs.filter(({ id }) => id === leg);

function withdrawStanding(context: DriverContext, volume: Volume): Promise<readonly StandingAnswer[]> {
  const fence = fenceFor(context, volume);
  return Promise.all(
    volume.unfenced.map(async (standing) => {
      const { publication } = standing;
      const legs = legsOf(volume, standing);
      return { standing, answers: await context.backend.unpublish({ volume, publication, legs, fence }) };
    }),
  );
}

/** Those that are destroyed are struck, whether or not others still stand. */
async function recordFenced(context: DriverContext, { volume, answers }: Fencing): Promise<DriverOutcome<Fencing>> {
  const failures = answers.map((each) => failureOf(volume, each.answers));
  const unfenced = answers.filter((_, index) => failures[index]).map(({ standing }) => standing);
  const fenced: Volume = { ...volume, unfenced };
  if (unfenced.length < volume.unfenced.length) {
    await context.journal.commit(putVolume(fenced));
    rememberVolume(context.state, fenced);
  }
  return failures.find((failure) => failure !== undefined) ?? ok({ volume: fenced, answers });
}
