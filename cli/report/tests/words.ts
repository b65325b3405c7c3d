import { saidText } from '../../../core/cases/compare-findings.ts';
import type { SaidFinding, ToldCounterExample } from '../../../core/cases/case-result.ts';
import { oneLine } from '../../../core/policy/run-policy.ts';
import type { RunCoverage } from '../../policy-tests/policy-coverage.ts';
import type { LocatedTrouble, RanCase, RanTest, RunSummary, TestRun } from '../../policy-tests/test-run.ts';
import { placeText } from '../findings.ts';
import { printable } from '../printable.ts';

/** `file:line:column: what is wrong`. */
export const troubleText = ({ message, place }: LocatedTrouble): string =>
  `${place ? `${placeText(place)}: ` : ''}${printable(message)}`;

/** Everything that was said of the subject of a case, a line each. */
export function saidLines({ findings, placement, counterExamples }: RanCase): readonly string[] {
  const ofPolicies = findings.length === 0 ? [] : ['policies said:', ...findings.flatMap(findingLines)];
  if (!placement) return ofPolicies;
  switch (placement.kind) {
    case 'refused':
      return [
        ...ofPolicies,
        `refused by ${placement.code}: ${printable(placement.message)}`,
        ...counterExamples.slice(0, MOST_EXAMPLES).flatMap(counterExampleLines),
      ];
    case 'placed': {
      const { layout, legs, survives } = placement.placement;
      const where = [...new Set(legs.map(({ enclosure }) => enclosure as string))].join(', ');
      const loss = survives.length === 0 ? 'none' : `any one ${survives.join(', any one ')}`;
      return [
        ...ofPolicies,
        `placed: layout ${layout}, ${counted(legs.length, 'leg')} in ${printable(where)}, survives the loss of ${loss}`,
        ...placement.reasons().map((reason) => `  - ${printable(reason)}`),
      ];
    }
  }
}

const MOST_EXAMPLES = 3;

/** What alone stood in the way of a volume, and what of the placement would break it. */
export const counterExampleLines = ({ text, values }: ToldCounterExample): readonly string[] => [
  `  ${printable(text)}`,
  ...readLines(values),
];

const readLines = (values: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(values).map(([path, value]) => `    read ${printable(path)} = ${printable(value)}`);

function findingLines(finding: SaidFinding): readonly string[] {
  const { rule, values = {}, help } = finding;
  const where = rule.place ? `${placeText(rule.place)}: ` : '';
  const remark = help === undefined ? [] : [`    ${printable(help)}`];
  return [`  ${where}${printable(saidText(finding))}`, ...remark, ...readLines(values)];
}

/** `1 failed, 3 passed`: of a test, only what there is of. */
export function countsOf({ cases }: RanTest): string {
  const parts = (['failed', 'broken', 'passed'] as const).flatMap((outcome) => {
    const many = cases.filter((each) => each.outcome === outcome).length;
    return many === 0 ? [] : [`${String(many)} ${OUTCOME_WORDS[outcome]}`];
  });
  return parts.join(', ');
}

const OUTCOME_WORDS: Readonly<Record<RanCase['outcome'], string>> = {
  passed: 'passed',
  failed: 'failed',
  broken: 'could not run',
};

/** `2 tests, 9 cases: 8 passed, 1 failed`. */
export function summaryText({ tests, cases, passed, failed, broken, brokenTests }: RunSummary): string {
  const rest = [
    broken === 0 ? '' : `, ${counted(broken, 'case')} could not run`,
    brokenTests === 0 ? '' : `, ${counted(brokenTests, 'test')} could not run`,
  ].join('');
  return `${counted(tests, 'test')}, ${counted(cases, 'case')}: ${String(passed)} passed, ${String(failed)} failed${rest}`;
}

const counted = (many: number, what: string): string => `${String(many)} ${what}${many === 1 ? '' : 's'}`;

/** What no case tried out of each policy, and how much was tried out of all. */
export function coverageLines({ coverage }: TestRun): readonly string[] {
  if (!coverage) return [];
  const counts = ({ percent, covered, all }: Pick<RunCoverage, 'percent' | 'covered' | 'all'>): string =>
    `${String(percent)} % (${String(covered)} of ${String(all)})`;
  return [
    'coverage of policies:',
    ...coverage.policies.flatMap((policy) => [
      `  ${printable(policy.name)}${policy.binding === undefined ? '' : `, bound by ${printable(policy.binding)}`}: ${counts(policy)}`,
      ...policy.untried.map(
        ({ text, what, place }) => `    ${place ? `${placeText(place)}: ` : ''}${what}: ${printable(oneLine(text))}`,
      ),
    ]),
    `  all: ${counts(coverage)}`,
  ];
}
