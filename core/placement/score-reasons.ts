import type { ScoreReport } from './highest-scoring.ts';

/** What scores made of the choice: by how much which of them decided, and those that could not be worked out. */
export const scoreReasons = (report: ScoreReport): readonly string[] => [
  ...(report.decided ? [decidedReason(report)] : keptReason(report)),
  ...report.scores.flatMap(({ label, chosen }) =>
    chosen === undefined ? [`${label} cannot be worked out for it, and counts as 0`] : [],
  ),
];

function decidedReason(report: ScoreReport): string {
  const { scores } = report;
  const told = scores
    .filter(({ chosen, otherwise }) => (chosen ?? 0) !== (otherwise ?? 0))
    .map(({ label, chosen, otherwise }) => `${label}: ${shown(chosen ?? 0)} against ${shown(otherwise ?? 0)}`);
  const [here, there] = [totalOf(scores, 'chosen'), totalOf(scores, 'otherwise')];
  return `highest score ${ofWhat(report)}: ${shown(here)}, ${shown(here - there)} more than without scores (${told.join('; ')})`;
}

/** Nothing where there was nothing to choose from. */
function keptReason(report: ScoreReport): readonly string[] {
  if (report.compared === 1 && !report.proven) return [];
  const total = shown(totalOf(report.scores, 'chosen'));
  return [`scores change nothing: ${ofWhat(report)} none has more than its ${total}`];
}

const ofWhat = ({ compared, proven }: ScoreReport): string =>
  proven ? 'of what fits as well' : `of the ${String(compared)} placements looked at that fit as well`;

const totalOf = (scores: ScoreReport['scores'], which: 'chosen' | 'otherwise'): number =>
  scores.reduce((sum, score) => sum + (score[which] ?? 0), 0);

/** Doubles add up to more digits than anybody reads. */
const shown = (number: number): string => String(Math.round(number * 1000) / 1000);
