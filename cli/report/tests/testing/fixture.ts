import type { SaidFinding } from '../../../../core/cases/case-result.ts';
import { gib } from '../../../../core/model/capacity.ts';
import type { Place } from '../../../../core/model/finding.ts';
import type { BackendName, DriveId, EnclosureName, LevelName, PolicyName } from '../../../../core/model/ids.ts';
import type { PlacementOutcome } from '../../../../core/placement/outcome.ts';
import { summaryOfRun } from '../../../policy-tests/test-run.ts';
import type { RanTest } from '../../../policy-tests/test-run.ts';
import { PLAIN } from '../../style.ts';
import type { TestReport } from '../report.ts';

const place = (file: string, line: number, column: number, endColumn: number): Place => ({
  ...{ file, line, column, endLine: line, endColumn },
});

const FILES: Readonly<Record<string, string>> = {
  'tests/requests.yaml': [
    'kind: PolicyTest',
    'metadata: { name: requests }',
    'spec:',
    '  cases:',
    '    - name: fine',
    '    - name: "50 % # of <b> \\\\ & 棚"',
    '      expect: { findings: [{ policy: small }], placement: { layout: mirror } }',
    '    - name: of no class',
    '      request: { class: none, size: 1Gi }',
  ].join('\n'),
};

const FINDING: SaidFinding = {
  code: 'policy/denied',
  severity: 'warning',
  message: 'a volume has "many" \u001b[31m bytes\n',
  rule: {
    policy: 'large',
    index: 1,
    name: 'at-most-ten',
    expression: 'request.sizeGiB < 10',
    place: place('policies/large.yaml', 8, 19, 39),
  },
  asOf: undefined,
  values: { 'request.sizeGiB': '11' },
};

const PLACED: Extract<PlacementOutcome, { kind: 'placed' }> = {
  kind: 'placed',
  placement: {
    backend: 'main' as BackendName,
    layout: 'single',
    size: gib(11),
    legs: [
      {
        drive: 'wwn-0x5000c500a1b2c301' as DriveId,
        enclosure: 'box-1' as EnclosureName,
        extent: { start: gib(1), length: gib(12) },
        stranded: gib(0),
      },
    ],
    reachableFrom: undefined,
    survives: [],
  },
  reasons: () => [
    '1 of 2 drives qualify: 1 not an SSD',
    'one drive holds 11 GiB, and the class asks for no redundancy',
  ],
};

const FILE = 'tests/requests.yaml';

const TESTS: readonly RanTest[] = [
  {
    name: 'requests',
    place: place(FILE, 2, 19, 27),
    inventory: 'repository',
    trouble: undefined,
    cases: [
      {
        name: 'fine',
        place: place(FILE, 5, 13, 17),
        outcome: 'passed',
        troubles: [],
        findings: [],
        placement: {
          ...PLACED,
          placement: { ...PLACED.placement, layout: 'mirror', survives: ['rack', 'enclosure'] as LevelName[] },
        },
        counterExamples: [],
      },
      {
        name: '50 % # of <b> \\ & 棚',
        place: place(FILE, 6, 13, 35),
        outcome: 'failed',
        troubles: [
          { message: 'expected a finding of small, got none', place: place(FILE, 7, 28, 45) },
          { message: 'expected layout mirror, got single: …', place: place(FILE, 7, 70, 76) },
        ],
        findings: [FINDING, { ...FINDING, severity: 'error', asOf: 'main', values: {} }],
        placement: PLACED,
        counterExamples: [],
      },
      {
        name: 'of no class',
        place: place(FILE, 8, 13, 24),
        outcome: 'broken',
        troubles: [{ message: 'no class is called none', place: place(FILE, 9, 25, 29) }],
        findings: [],
        placement: undefined,
        counterExamples: [],
      },
      {
        name: 'refused',
        place: undefined,
        outcome: 'failed',
        troubles: [{ message: 'expected a placement, got a refusal', place: undefined }],
        findings: [],
        placement: {
          ...{ kind: 'refused', code: 'no-capacity', message: 'needs a drive that is an SSD; none of 2 left is' },
          ...{ drives: 2, funnel: [], shortages: [], findings: [] },
        },
        counterExamples: [
          {
            without: { kind: 'policy', policy: 'racks' as PolicyName, index: 0 },
            levels: ['rack' as LevelName],
            placement: PLACED.placement,
            text: 'without rule racks[0] it would lie on d1 (rack a)',
            values: { "placement.legs.map(leg, leg.domains['rack'])": '["a"]' },
          },
        ],
      },
    ],
  },
  {
    name: 'on-an-example',
    place: place('tests/more.yaml', 3, 9, 22),
    inventory: 'example nowhere',
    trouble: { message: 'there is no example nowhere', place: place('tests/more.yaml', 5, 14, 35) },
    cases: [],
  },
];

/** What each format has to cope with: cases of every outcome, a test that could not run, text that means something. */
export const REPORT: TestReport = reportOf(TESTS);

function reportOf(tests: readonly RanTest[]): TestReport {
  const run = { tests, coverage: undefined };
  return {
    ...{ run, summary: summaryOfRun(run), verbose: false, layout: 'line', style: PLAIN },
    sourceText: (file) => FILES[file],
    surroundings: { cwd: '/home/me/config', top: '/home/me' },
  };
}

/** The same with what of the policies was not tried out. */
export const COVERED_REPORT: TestReport = {
  ...REPORT,
  run: {
    ...REPORT.run,
    coverage: {
      ...{ covered: 5, all: 6, percent: 83 },
      policies: [
        {
          ...{ name: 'large', covered: 3, all: 4, percent: 75 },
          untried: [
            { text: 'a &&\n  b', what: 'never false', place: place('policies/large.yaml', 8, 19, 39) },
            { text: 'c', what: 'never evaluated', place: undefined },
          ],
        },
        { name: 'small', covered: 2, all: 2, percent: 100, untried: [] },
      ],
    },
  },
};

/** Every test that could run, with the cases that passed alone. */
export const RIGHT_REPORT: TestReport = reportOf(
  TESTS.filter(({ trouble }) => !trouble).map((test) => ({
    ...test,
    cases: test.cases.filter(({ outcome }) => outcome === 'passed'),
  })),
);
