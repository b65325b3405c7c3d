import type { PlacementScore } from '../model/constraints.ts';
import type { PlacementPolicy } from '../model/policy.ts';
import type { Allowance } from './cel/program.ts';
import type { Fields } from './cel/values.ts';
import type { CompiledPolicy, CompiledScore } from './compiled-policy.ts';
import { finiteNumber } from './finite-number.ts';
import { knowing } from './partial.ts';
import type { Known } from './partial.ts';
import { driveWorth } from './score-forms.ts';
import { placementValue } from './views.ts';

/** The scores of one policy, which applies, for the request. */
export function scoresOf(compiled: CompiledPolicy, request: Fields, allowance: Allowance): readonly PlacementScore[] {
  const known = knowing({ request }, compiled, allowance);
  return compiled.scores.map((score) => ({
    source: { kind: 'policy', policy: compiled.policy.name, index: score.index },
    label: labelOf(compiled.policy, score),
    score: (candidate) => finiteNumber(score.program.evaluate([placementValue(candidate), request], allowance)),
    ofDrive: worthIn(compiled, score, known),
  }));
}

const labelOf = (policy: PlacementPolicy, { name, index }: CompiledScore): string =>
  `policy ${policy.name}, score ${name ?? String(index)}`;

const worthIn = ({ names }: CompiledPolicy, score: CompiledScore, known: Known): PlacementScore['ofDrive'] =>
  names(score.expression).has('request') ? driveWorth(score.expression, known) : score.ofDrive;
