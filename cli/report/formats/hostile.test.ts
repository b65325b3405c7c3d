/** Whatever files are called and whatever they say, every format stays whole and says just that. */
import path from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../core/model/finding.ts';
import { loadRenderer } from './index.ts';
import type { ReportFormat } from './index.ts';
import { checkedSarif } from './testing/check-sarif.ts';
import { checkedXml } from './testing/check-xml.ts';
import { reportWith } from './testing/fixture.ts';
import { outsideOfCode } from './testing/outside-of-code.ts';
import { readWorkflowCommands } from './testing/read-workflow-commands.ts';

const HOSTILE = [
  'a b.yaml',
  'line\nfeed.yaml',
  'carriage\r\nreturn.yaml',
  '../outside.yaml',
  '/elsewhere/outside.yaml',
  'a\u001b[2Jb\u0000\u0007\u009b.yaml',
  '::error file=x::y.yaml',
  '##[add-mask]x',
  '%0A::stop-commands::x,line=7:8.yaml',
  '100%.yaml',
  '<script>alert(1)</script>.yaml',
  '</code></summary><img src=x onerror=y>.yaml',
  '`[link](https://evil.example)` @team #1 !2.yaml',
  '``````\n</details>\n# heading',
  ']]>&amp;"\'.yaml',
  '[click](https://evil.example) {0}.yaml',
  'half a pair \ud800.yaml',
  '\u202egnp.yaml',
  '\ufffe\uffff.yaml',
  'yes: no # - "',
] as const;

const findingOf = (text: string): Finding => ({
  code: 'schema/wrong-value',
  severity: 'error',
  message: text,
  help: text,
  place: { file: text, line: 1, column: 1, endLine: 1, endColumn: 2 },
  elsewhere: { file: text, line: 1, column: 1, endLine: 1, endColumn: 2 },
  object: { kind: text, name: text },
  rule: {
    policy: text,
    index: 0,
    expression: text,
    place: { file: text, line: 1, column: 1, endLine: 2, endColumn: 2 },
  },
  values: { [text]: text },
});

/** The same text is the file's name and what stands in it. */
const rendered = async (format: ReportFormat, text: string, layout: 'line' | 'pretty' = 'line'): Promise<string> =>
  (await loadRenderer(format))(
    reportWith([findingOf(text)], { files: [text], layout, sourceText: () => `${text}\n${text}` }),
  );

/** Half a pair cannot be written as UTF-8. */
const asWritten = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');

const STEERS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/;

describe.each(HOSTILE)('%j', (text) => {
  it('text is a line for each finding, and steers no terminal', async () => {
    const lines = await rendered('text', text);
    expect(lines.split('\n')).toHaveLength(3);
    for (const each of [lines, await rendered('text', text, 'pretty')]) {
      expect(each).not.toMatch(STEERS);
      expect(asWritten(each)).toBe(each);
    }
  });

  it('json and yaml give it back', async () => {
    expect(JSON.parse(await rendered('json', text))).toMatchObject({ findings: [findingOf(text)] });
    expect(load(asWritten(await rendered('yaml', text)))).toMatchObject({ findings: [findingOf(text)] });
  });

  it('sarif is SARIF', async () => {
    const [result, ...others] = checkedSarif(await rendered('sarif', text));
    expect(others).toEqual([]);
    expect(result?.message.text).not.toMatch(/(?<!\\)\[[^[\]]*(?<!\\)\]\(|(?<!\{)\{\d+\}/);
    const uri = result?.locations[0]?.physicalLocation.artifactLocation.uri ?? '';
    const decoded = decodeURIComponent(uri);
    if (/^(\/|\.\.)/.test(text)) expect(decoded).toMatch(/^file:\/\/\/.+outside\.yaml$/);
    else expect(decoded).toBe(path.normalize(text).replace('\ud800', '\ufffd'));
  });

  it('junit is XML', async () => {
    const { name, children } = checkedXml(await rendered('junit', text));
    expect([name, children.length]).toEqual(['testsuites', 1]);
    expect(children[0]?.children.map(({ children: [outcome] }) => outcome?.name)).toEqual(['failure']);
  });

  it('github is one command, in the file', async () => {
    const { commands, log } = readWorkflowCommands(await rendered('github', text));
    expect(commands).toHaveLength(1);
    expect(log).toHaveLength(2);
    expect(commands[0]?.name).toBe('error');
    expect(Object.keys(commands[0]?.properties ?? {})).toEqual([
      'file',
      'line',
      'endLine',
      'col',
      'endColumn',
      'title',
    ]);
    const isPlain = !STEERS.test(text) && asWritten(text) === text && !/^[/.]/.test(text);
    if (isPlain) expect(commands[0]?.properties['file']).toBe(path.normalize(text));
  });

  it('github is none in the log, where there are too many', async () => {
    const render = await loadRenderer('github');
    const output = render(reportWith(Array.from({ length: 12 }, () => findingOf(text))));
    const { commands, log } = readWorkflowCommands(output);
    expect(commands.map(({ name }) => name)).toEqual([...Array<string>(10).fill('error'), 'notice']);
    expect(log).toHaveLength(4);
  });

  it('gitlab names the file from the top', async () => {
    const [issue] = JSON.parse(await rendered('gitlab', text)) as { location: { path: string } }[];
    const outside = {
      '../outside.yaml': '../outside.yaml',
      '/elsewhere/outside.yaml': '../../../elsewhere/outside.yaml',
    };
    expect(issue?.location.path).toBe((outside as Record<string, string>)[text] ?? path.normalize(text));
  });

  it('markdown has nothing of it but in code', async () => {
    expect(outsideOfCode(await rendered('markdown', text)).split('\n')).toEqual([
      '<!-- stowage validate -->',
      '## Stowage: 1 error, 0 warnings',
      '',
      '5 objects in 5 files, 2 of other kinds passed over.',
      '',
      '<h4>CODE</h4>',
      '',
      '<details><summary><b>error</b> CODE line 1 CODE</summary>',
      '',
      'CODE',
      '',
      '</details>',
      '',
    ]);
  });
});
