import type { PlacementScore } from '../model/constraints.ts';
import type { PlacementPolicy } from '../model/policy.ts';
import type { RequestScore } from './asked.ts';
import type { Allowance } from './cel/program.ts';
import type { Fields } from './cel/values.ts';
import type { CompiledPolicy, CompiledScore, DriveWorth } from './compiled-policy.ts';
import { finiteNumber } from './finite-number.ts';
import { knowing } from './partial.ts';
import type { Known } from './partial.ts';
import { anew } from './recently-used.ts';
import type { Reuse } from './recently-used.ts';
import { driveWorth } from './score-forms.ts';
import { placementValue } from './views.ts';

/** The scores of one policy, which applies. What a drive is worth is given back as it was made before, where it was. */
export function scoresOf(
  compiled: CompiledPolicy,
  request: Fields,
  allowance: Allowance,
  reuse: Reuse<DriveWorth> = anew,
): readonly RequestScore[] {
  const known = knowing({ request }, compiled, allowance);
  return compiled.scores.map((score) => ({
    source: { kind: 'policy', policy: compiled.policy.name, index: score.index },
    label: labelOf(compiled.policy, score),
    program: score.program,
    ofDrive: worthIn(compiled, score, { known, reuse }),
  }));
}

/** Ready to score for the request. */
export function scoringFor(
  scores: readonly RequestScore[],
  request: Fields,
  allowance: Allowance,
): readonly PlacementScore[] {
  return scores.map(({ source, label, program, ofDrive }) => ({
    source,
    label,
    score: (candidate) => finiteNumber(program.evaluate([placementValue(candidate), request], allowance)),
    ofDrive,
  }));
}

const labelOf = (policy: PlacementPolicy, { name, index }: CompiledScore): string =>
  `policy ${policy.name}, score ${name ?? String(index)}`;

interface Reducing {
  readonly known: Known;
  readonly reuse: Reuse<DriveWorth>;
}

const worthIn = (
  { names }: CompiledPolicy,
  { expression, ofDrive }: CompiledScore,
  { known, reuse }: Reducing,
): PlacementScore['ofDrive'] => (names(expression).has('request') ? driveWorth(expression, known, reuse) : ofDrive);
