/**
 * One report in every format, as it stands in golden/. When a change is meant to alter one, run
 * `npx vitest run cli/report/formats -u` and read the difference as part of the change.
 */
import { describe, expect, it } from 'vitest';
import { loadRenderer, REPORT_FORMATS } from './index.ts';
import { PLAIN_REPORT, reportWith } from './testing/fixture.ts';
import type { Report } from './report.ts';

const render = async (format: (typeof REPORT_FORMATS)[number], report: Report): Promise<string> =>
  (await loadRenderer(format))(report);

const IN_CI: Report = {
  ...PLAIN_REPORT,
  surroundings: {
    cwd: '/home/me/config',
    top: '/home/me',
    sourceUrl: 'https://github.example/team/storage/blob/0123abc/',
    docsUrl: 'https://docs.example/findings/',
  },
};

describe.each(REPORT_FORMATS)('%s', (format) => {
  it('says a report', async () => {
    await expect(await render(format, PLAIN_REPORT)).toMatchFileSnapshot(`testing/golden/${format}.txt`);
  });

  it('says that nothing is wrong', async () => {
    await expect(await render(format, reportWith([]))).toMatchFileSnapshot(`testing/golden/${format}-clean.txt`);
  });

  it('says the same again', async () => {
    expect(await render(format, PLAIN_REPORT)).toBe(await render(format, PLAIN_REPORT));
  });
});

it('explains with lines of the files where text is pretty', async () => {
  const pretty = await render('text', { ...PLAIN_REPORT, layout: 'pretty' });
  await expect(pretty).toMatchFileSnapshot('testing/golden/text-pretty.txt');
});

it.each(['sarif', 'markdown', 'github', 'json'] as const)('%s links to pages where they are known', async (format) => {
  await expect(await render(format, IN_CI)).toMatchFileSnapshot(`testing/golden/${format}-in-ci.txt`);
});

it('names the code of the first error to explain, else the first', async () => {
  const pretty = (report: Report) => render('text', { ...report, layout: 'pretty' });
  const warnings = PLAIN_REPORT.findings.filter(({ severity }) => severity === 'warning');
  expect(await pretty(PLAIN_REPORT)).toContain('\nexplain a code: stowage explain schema/missing-field\n5 objects ');
  expect(await pretty(reportWith(warnings))).toContain('\nexplain a code: stowage explain reference/not-found\n');
  expect(await pretty(reportWith([]))).not.toContain('explain');
});
