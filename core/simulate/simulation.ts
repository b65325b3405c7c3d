import { defragment } from './defragment.ts';
import type { DefragmentQuestion, SimulatedDefragmentation } from './defragment.ts';
import { explainRequest } from './explain.ts';
import type { ExplainedRequest } from './explain.ts';
import { fill } from './fill.ts';
import type { FillQuestion, SimulatedFill } from './fill.ts';
import type { SimulationGround } from './ground.ts';
import { lose } from './loss.ts';
import type { LossQuestion, SimulatedLoss } from './loss.ts';
import { placeMany } from './place-many.ts';
import type { PlaceQuestion, SimulatedPlacements } from './place-many.ts';
import type { ClassRequest, Unknown } from './requests.ts';

/** What if. */
export type SimulationQuestion =
  | { readonly kind: 'explain'; readonly of: ClassRequest }
  | { readonly kind: 'place'; readonly of: PlaceQuestion }
  | { readonly kind: 'fill'; readonly of: FillQuestion }
  | { readonly kind: 'loss'; readonly of: LossQuestion }
  | { readonly kind: 'defrag'; readonly of: DefragmentQuestion };

export type SimulationAnswer =
  | ExplainedRequest
  | SimulatedPlacements
  | SimulatedFill
  | SimulatedLoss
  | SimulatedDefragmentation
  /** Something that the question names is not there. */
  | Unknown;

/** Answers in bounded steps, so that a server can do other things between them. Uses the ground's index up. */
export function simulate(
  ground: SimulationGround,
  question: SimulationQuestion,
): Generator<undefined, SimulationAnswer> {
  switch (question.kind) {
    case 'explain':
      return explainRequest(ground, question.of);
    case 'place':
      return placeMany(ground, question.of);
    case 'fill':
      return fill(ground, question.of);
    case 'loss':
      return lose(ground, question.of);
    case 'defrag':
      return defragment(ground, question.of);
  }
}
