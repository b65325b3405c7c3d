import { withinRoom } from '../accounts/fill-room.ts';
import type { Placement } from '../model/volume.ts';
import { place } from '../placement/place.ts';
import { takenBy } from './ground.ts';
import type { SimulationGround } from './ground.ts';
import { requestFor, simulatedName } from './requests.ts';
import type { ClassRequest, Unknown } from './requests.ts';
import { tellRefusal } from './told-refusal.ts';
import type { ToldRefusal } from './told-refusal.ts';

/** What becomes of one request, and why. */
export type ExplainedRequest =
  | (ClassRequest & { readonly kind: 'placed'; readonly placement: Placement; readonly reasons: readonly string[] })
  | (ClassRequest & { readonly kind: 'refused'; readonly refusal: ToldRefusal });

export function* explainRequest(
  ground: SimulationGround,
  asked: ClassRequest,
): Generator<undefined, ExplainedRequest | Unknown> {
  const made = requestFor(ground.configuration, asked);
  if (made.kind === 'unknown') return made;
  const request = made.named(simulatedName(0));
  const outcome = place(ground.index, request, ground.askedOf(request));
  yield;
  if (outcome.kind === 'placed') {
    const placement = withinRoom(ground.accounts, outcome.placement, asked.size);
    return { ...asked, kind: 'placed', placement, reasons: outcome.reasons() };
  }
  const refusal = yield* tellRefusal(ground, { request, refusal: outcome, taken: takenBy(ground.volumes) });
  return { ...asked, kind: 'refused', refusal };
}
