import type { VolumeRequest } from '../model/volume.ts';
import { nearestRelaxations } from '../placement/nearest-relaxations.ts';
import type { FunnelStep } from '../placement/outcome.ts';
import type { Refusal, RefusalCode } from '../placement/outcome.ts';
import { refusalLines, refusalSentence } from '../placement/refusal-text.ts';
import type { Relaxation } from '../placement/relaxation.ts';
import { relaxationText } from '../placement/relaxation-text.ts';
import type { Shortage } from '../placement/search.ts';
import type { TakenLegs } from '../placement/virtual-drives.ts';
import type { SimulationGround } from './ground.ts';

/** A refusal as data and in words. */
export interface ToldRefusal {
  readonly code: RefusalCode;
  /** As a CSI error and an event say it. */
  readonly sentence: string;
  /** The whole of it. */
  readonly lines: readonly string[];
  readonly drives: number;
  readonly funnel: readonly FunnelStep[];
  readonly shortages: readonly Shortage[];
  /** The nearest first; each was tried. */
  readonly relaxations: readonly (Relaxation & { readonly text: string })[];
}

/** Explains a refusal, trying what would make it fit. Yields after each search. */
export function* tellRefusal(
  { configuration, reports, index, askedOf }: SimulationGround,
  {
    request,
    refusal,
    taken,
  }: { readonly request: VolumeRequest; readonly refusal: Refusal; readonly taken: readonly TakenLegs[] },
): Generator<undefined, ToldRefusal> {
  const inventory = { configuration, reports, taken };
  const relaxations = yield* nearestRelaxations({ index, request, refusal, policyOf: askedOf, inventory });
  const { policies } = configuration;
  const explained = { refusal, relaxations };
  return {
    code: refusal.code,
    sentence: refusalSentence(explained, policies),
    lines: refusalLines(explained, request, policies),
    drives: refusal.drives,
    funnel: refusal.funnel,
    shortages: refusal.shortages,
    relaxations: relaxations.map((each) => ({ ...each, text: relaxationText(each, policies) })),
  };
}
