import type { ConstraintSource } from '../model/constraints.ts';
import type { VolumeRequest } from '../model/volume.ts';
import type { PlacementPolicy } from '../model/policy.ts';
import { sourceText } from './counter-example-text.ts';
import type { Refusal } from './outcome.ts';
import type { Relaxation } from './relaxation.ts';
import { relaxationText, wouldFit } from './relaxation-text.ts';
import { shortageText } from './shortage-text.ts';

/** A refusal, and what would make it fit. */
export interface ExplainedRefusal {
  readonly refusal: Refusal;
  readonly relaxations: readonly Relaxation[];
}

type Policies = readonly Pick<PlacementPolicy, 'name' | 'validations'>[];

/** What an event of Kubernetes carries, and more than anybody reads of an error. */
const MOST_CHARACTERS = 1024;

/**
 * The refusal in one sentence, with the nearest change that would make it fit: for a CSI error and an event. Never more
 * than 1,024 characters.
 */
export function refusalSentence({ refusal, relaxations }: ExplainedRefusal, policies: Policies): string {
  const { code, message } = refusal;
  const said = code === 'policy-denied' ? message : `not placed: ${message}`;
  // What is out of reach has been told what would reach it.
  const untold = code === 'unreachable' ? relaxations.filter(({ kind }) => kind !== 'parameters') : relaxations;
  const sentence = `${said}${wouldFit(untold, policies)}`;
  return shortened(sentence.length > MOST_CHARACTERS ? said : sentence);
}

const shortened = (text: string): string =>
  text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text;

/** The whole of it: what each constraint left of the drives, in the order applied, what each layout is short of, and what would fit. */
export function refusalLines(
  { refusal, relaxations }: ExplainedRefusal,
  request: Pick<VolumeRequest, 'parameters'>,
  policies: Policies,
): readonly string[] {
  return [
    `refused (${refusal.code}): ${refusal.message}`,
    ...funnelLines(refusal, policies),
    ...shortageLines(refusal, request),
    ...(relaxations.length === 0
      ? ['no single change was found that would make it fit']
      : ['it would fit, the nearest change first:']),
    ...relaxations.map((relaxation) => `  - ${relaxationText(relaxation, policies)}`),
  ];
}

/** Constraints that ruled nothing out are left out: they are not in the way. */
function funnelLines({ drives, funnel }: Refusal, policies: Policies): readonly string[] {
  if (funnel.length === 0) return [];
  const left = funnel.at(-1)?.left ?? drives;
  const colon = left < drives ? ':' : '';
  return [
    `of ${String(drives)} drives ${String(left)} qualify${colon}`,
    ...funnel
      .filter(({ ruledOut }) => ruledOut > 0)
      .map(
        (step) =>
          `  - ${String(step.ruledOut)} not ${step.label} (${askedBy(step.source, policies)}), ${String(step.left)} left`,
      ),
  ];
}

function askedBy(source: ConstraintSource, policies: Policies): string {
  switch (source.kind) {
    case 'inventory':
      return 'inventory';
    case 'parameter':
    case 'policy':
      return sourceText(source, policies);
  }
}

/** The message tells of the layout that came closest: where others were tried, all are told. */
const shortageLines = ({ shortages }: Refusal, request: Pick<VolumeRequest, 'parameters'>): readonly string[] =>
  shortages.length < 2
    ? []
    : [
        'layouts tried:',
        ...shortages.slice(0, MOST_LAYOUTS).map((each) => `  - ${each.layout.layout}: ${shortageText(request, each)}`),
        ...(shortages.length > MOST_LAYOUTS ? [`  - … ${String(shortages.length)} in all`] : []),
      ];

const MOST_LAYOUTS = 8;
