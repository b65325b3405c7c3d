/**
 * One run in every format, as it stands in golden/. When a change is meant to alter one, run
 * `npx vitest run cli/report/tests -u` and read the difference as part of the change.
 */
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { checkedXml } from '../formats/testing/check-xml.ts';
import { loadTestRenderer, TEST_FORMATS } from './index.ts';
import type { TestFormat } from './index.ts';
import type { TestReport } from './report.ts';
import { COVERED_REPORT, REPORT, RIGHT_REPORT } from './testing/fixture.ts';

const render = async (format: TestFormat, report: TestReport): Promise<string> =>
  (await loadTestRenderer(format))(report);

describe.each(TEST_FORMATS)('%s', (format) => {
  it('says a run', async () => {
    await expect(await render(format, REPORT)).toMatchFileSnapshot(`testing/golden/${format}.txt`);
  });

  it('says that all is right', async () => {
    await expect(await render(format, RIGHT_REPORT)).toMatchFileSnapshot(`testing/golden/${format}-right.txt`);
  });

  it('lets nothing from files steer a terminal', async () => {
    expect(await render(format, REPORT)).not.toMatch(/[\0-\x09\x0b-\x1f\x7f]/);
  });
});

it('text names each case where it is verbose, and shows what is expected where it is pretty', async () => {
  const shown = await render('text', { ...REPORT, layout: 'pretty', verbose: true });
  await expect(shown).toMatchFileSnapshot('testing/golden/text-pretty-verbose.txt');
});

it.each(['text', 'json', 'tap'] as const)('%s says what was not tried out', async (format) => {
  await expect(await render(format, COVERED_REPORT)).toMatchFileSnapshot(`testing/golden/${format}-coverage.txt`);
});

it('JUnit counts what there is: Jenkins and GitLab go by the counts', async () => {
  const { attributes, children: suites } = checkedXml(await render('junit', REPORT));
  expect(attributes).toMatchObject({ tests: '5', failures: '2', errors: '2', skipped: '0' });
  for (const { attributes: told, children: cases } of suites) {
    const outcomes = cases.map(({ children: [outcome] }) => outcome?.name);
    expect(told).toMatchObject({
      tests: String(cases.length),
      failures: String(outcomes.filter((each) => each === 'failure').length),
      errors: String(outcomes.filter((each) => each === 'error').length),
    });
  }
});

it('TAP plans as many points as follow, and its diagnostics are YAML', async () => {
  const lines = (await render('tap', REPORT)).split('\n');
  const points = (indent: string): number =>
    lines.filter((line) => new RegExp(`^${indent}(not )?ok \\d`).test(line)).length;
  expect(lines.filter((line) => /^\s*1\.\./.test(line))).toEqual([
    `1..${String(points(''))}`,
    `    1..${String(points('    '))}`,
  ]);
  const blocks = [...lines.join('\n').matchAll(/^( *)---\n([\s\S]*?)^\1\.\.\.$/gm)];
  expect(blocks).toHaveLength(4);
  expect(
    blocks.map(([, indent = '', text = '']) => load(text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''))),
  ).toMatchObject([
    { severity: 'fail', at: { file: 'tests/requests.yaml', line: 7, column: 28 } },
    { severity: 'error', message: 'no class is called none' },
    { severity: 'fail' },
    { severity: 'error', message: 'there is no example nowhere' },
  ]);
});
