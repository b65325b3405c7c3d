import type { Finding, Place } from '../../../../core/model/finding.ts';
import { summaryOf } from '../../../check/count-findings.ts';
import { PLAIN } from '../../style.ts';
import type { Report } from '../report.ts';

const LONG = `  tags: [${Array.from({ length: 200 }, (_, index) => `tag-${String(index)}`).join(', ')}]`;

const FILES: Readonly<Record<string, string>> = {
  'boxes/rack-a.yaml': [
    'apiVersion: stowage.dev/v1alpha1',
    'kind: Enclosure',
    'metadata: { name: "棚-1" } # 😀 here: 棚',
    'spec:',
    '  storageGroup: sg-a',
    '  domain: rack-a',
    '',
    LONG,
    '',
  ].join('\n'),
  'boxes/rack-b.yaml': 'apiVersion: stowage.dev/v1alpha1\nkind: Enclosure\nmetadata: { name: "棚-1" }\n',
  'classes/fast.yaml': 'kind: StorageClass\nmetadata:\n  name: fast\n',
  'policies/small.yaml': [
    'kind: PlacementPolicy',
    'spec:',
    '  validations:',
    '    - expression: |',
    '        object.parameters.maxVolumeSize != "" &&',
    '        quantity(object.parameters.maxVolumeSize) < quantity("1Ti")',
    '',
  ].join('\n'),
  'backend.yaml': 'kind: Backend\n',
};

const place = (file: string, line: number, column: number, endLine: number, endColumn: number): Place => ({
  file,
  line,
  column,
  endLine,
  endColumn,
});

/** What each format has to cope with: places of none, one and many lines, long lines, other scripts, rules. */
const FINDINGS: readonly Finding[] = [
  { code: 'source/helm-chart', severity: 'note', message: 'charts/ is a Helm chart, and is passed over' },
  {
    code: 'schema/missing-field',
    severity: 'error',
    message: 'portals is missing',
    help: 'say at least one portal',
    place: place('boxes/rack-a.yaml', 5, 3, 7, 1),
    object: { kind: 'Enclosure', name: '棚-1' },
  },
  {
    code: 'reference/not-found',
    severity: 'warning',
    message: 'no drive has the tag "tag-150"',
    place: place('boxes/rack-a.yaml', 8, LONG.indexOf('tag-150') + 1, 8, LONG.indexOf('tag-150') + 8),
    object: { kind: 'Enclosure', name: '棚-1' },
  },
  {
    code: 'reference/duplicate-name',
    severity: 'error',
    message: 'another Enclosure is called 棚-1 (boxes/rack-a.yaml:3:19)',
    place: place('boxes/rack-b.yaml', 3, 19, 3, 24),
    elsewhere: place('boxes/rack-a.yaml', 3, 19, 3, 24),
    object: { kind: 'Enclosure', name: '棚-1' },
  },
  {
    code: 'policy/denied',
    severity: 'warning',
    message: 'a class has a bound of less than 1Ti',
    place: place('classes/fast.yaml', 3, 9, 3, 13),
    object: { kind: 'StorageClass', name: 'fast' },
    rule: {
      policy: 'small',
      index: 0,
      expression:
        'object.parameters.maxVolumeSize != "" && quantity(object.parameters.maxVolumeSize) < quantity("1Ti")',
      place: place('policies/small.yaml', 5, 9, 7, 1),
    },
    values: { 'object.parameters.maxVolumeSize': '2Ti' },
  },
];

export const PLAIN_REPORT: Report = reportWith(FINDINGS);

/** A report of findings in the files of the fixture. */
export function reportWith(findings: readonly Finding[], changes: Partial<Report> = {}): Report {
  const files = Object.keys(FILES);
  return {
    findings,
    summary: summaryOf({ findings, files, objects: files, passedOver: 2 }),
    files,
    version: '1.2.3',
    failOn: 'error',
    surroundings: { cwd: '/home/me/config' },
    layout: 'line',
    style: PLAIN,
    sourceText: (file) => FILES[file],
    ...changes,
  };
}
