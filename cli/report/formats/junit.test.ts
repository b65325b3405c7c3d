import { expect, it } from 'vitest';
import { renderJunit } from './junit.ts';
import { checkedXml } from './testing/check-xml.ts';
import { PLAIN_REPORT, reportWith } from './testing/fixture.ts';
import type { FailOn } from './report.ts';

/** Case ▶ how it came out. */
const outcomes = (report = PLAIN_REPORT) =>
  checkedXml(renderJunit(report)).children.flatMap(({ children }) =>
    children.map(({ attributes, children: [outcome] }) => [
      `${attributes['classname'] ?? ''}: ${attributes['name'] ?? ''}`,
      outcome?.name,
    ]),
  );

it('has a case for each finding, and one for each file without', () => {
  expect(outcomes()).toEqual([
    ['repository: source/helm-chart', 'system-out'],
    ['backend.yaml: valid', undefined],
    ['boxes/rack-a.yaml: schema/missing-field Enclosure 棚-1', 'failure'],
    ['boxes/rack-a.yaml: reference/not-found Enclosure 棚-1', 'system-out'],
    ['boxes/rack-b.yaml: reference/duplicate-name Enclosure 棚-1', 'failure'],
    ['classes/fast.yaml: policy/denied StorageClass fast', 'system-out'],
    ['policies/small.yaml: valid', undefined],
  ]);
});

it.each([
  ['error', 2],
  ['warn', 4],
  ['never', 0],
] as const)('with --fail-on %s, %i of the cases fail', (failOn: FailOn, failures) => {
  const report = { ...PLAIN_REPORT, failOn };
  const { attributes, children } = checkedXml(renderJunit(report));
  expect(attributes).toMatchObject({ tests: '7', failures: String(failures) });
  expect(children.reduce((sum, suite) => sum + Number(suite.attributes['failures']), 0)).toBe(failures);
  expect(outcomes(report).filter(([, outcome]) => outcome === 'failure')).toHaveLength(failures);
});

it('tells cases of one name apart', () => {
  const [, finding] = PLAIN_REPORT.findings;
  const names = outcomes(reportWith([finding!, finding!, finding!], { files: [] })).map(([name]) => name);
  expect(names).toEqual([
    'boxes/rack-a.yaml: schema/missing-field Enclosure 棚-1',
    'boxes/rack-a.yaml: schema/missing-field Enclosure 棚-1 (2)',
    'boxes/rack-a.yaml: schema/missing-field Enclosure 棚-1 (3)',
  ]);
});
