import { describe, expect, it } from 'vitest';
import type { Finding } from '../../core/model/finding.ts';
import { printFindings, renderFindings } from './findings.ts';
import { PLAIN } from './style.ts';

const FILE = ['kind: StorageClass', 'parameters:', "  storageGroup: sg-x # it's gone", ''].join('\n');

const place = (line: number, column: number, endColumn: number, file = 'classes/fast.yaml') => ({
  file,
  line,
  column,
  endLine: line,
  endColumn,
});

const notFound: Finding = {
  code: 'reference/not-found',
  severity: 'error',
  message: 'no enclosure belongs to storage group "sg-x"',
  help: 'did you mean "sg-a"?',
  place: place(3, 17, 21),
};

const denied: Finding = {
  code: 'policy/denied',
  severity: 'warning',
  message: 'too large',
  place: place(1, 1, 5),
  rule: { policy: 'small', index: 1, expression: 'request.sizeGiB < 10', place: place(7, 5, 9, 'policies/p.yaml') },
  values: { 'request.sizeGiB': '16384' },
};

const sourceText = (file: string) => (file === 'classes/fast.yaml' ? FILE : undefined);
const lines = (findings: readonly Finding[]) => renderFindings(findings, { layout: 'line', style: PLAIN, sourceText });
const pretty = (findings: readonly Finding[]) =>
  renderFindings(findings, { layout: 'pretty', style: PLAIN, sourceText });

describe('a line for each finding', () => {
  it('starts with the place, so that editors follow it', () => {
    expect(lines([notFound])).toBe(
      'classes/fast.yaml:3:17: error reference/not-found no enclosure belongs to storage group "sg-x". Did you mean "sg-a"?\n',
    );
  });

  it.each([
    ['it is empty', undefined, 'it is empty'],
    ['it is empty', 'write it', 'it is empty. Write it'],
    ['is it empty?', 'Write it.', 'is it empty? Write it.'],
    ['it is empty.', 'Write it.', 'it is empty. Write it.'],
  ])('says what to do after the message: %s, %s', (message, help, line) => {
    const finding: Finding = { code: 'yaml/syntax', severity: 'error', message, ...(help !== undefined && { help }) };
    expect(lines([finding])).toBe(`error yaml/syntax ${line}\n`);
  });

  it("names the rule's own place and the values read", () => {
    expect(lines([denied])).toBe(
      'classes/fast.yaml:1:1: warning policy/denied too large [rule small[1] at policies/p.yaml:7:5: request.sizeGiB < 10; read request.sizeGiB = 16384]\n',
    );
  });

  it('orders findings by place, those without one first', () => {
    const nowhere: Finding = { code: 'source/empty', severity: 'error', message: 'nothing is declared' };
    expect(
      lines([notFound, denied, nowhere])
        .split('\n')
        .map((line) => line.split(' ')[0]),
    ).toEqual(['error', 'classes/fast.yaml:1:1:', 'classes/fast.yaml:3:17:', '']);
  });

  it('never lets text from a file steer the terminal', () => {
    const hostile = { ...notFound, message: 'a\u001b[2Jb\nc\u202ed' };
    expect(lines([hostile])).toContain('a\\u{1b}[2Jb\\nc\\u{202e}d. Did you mean "sg-a"?\n');
  });
});

describe('findings explained', () => {
  it('shows the line, underlines the place and says what to do', () => {
    expect(pretty([notFound])).toBe(
      [
        'classes/fast.yaml:3:17: error reference/not-found no enclosure belongs to storage group "sg-x"',
        "    3 |   storageGroup: sg-x # it's gone",
        '      |                 ^^^^',
        '    = help: did you mean "sg-a"?',
        '',
        '',
      ].join('\n'),
    );
  });

  it('shows rule and values', () => {
    expect(pretty([denied])).toContain('    = rule small[1] at policies/p.yaml:7:5: request.sizeGiB < 10\n');
    expect(pretty([denied])).toContain('    = read request.sizeGiB = 16384\n');
  });

  it('shows the rule where it stands, if its file is at hand', () => {
    const policy = ['a', 'b', 'c', 'd', 'e', 'f', '  - request.sizeGiB < 10'].join('\n');
    const report = { layout: 'pretty', style: PLAIN, sourceText: () => policy } as const;
    const shown = renderFindings([{ ...denied, rule: { ...denied.rule!, place: place(7, 5, 25, 'p.yaml') } }], report);
    expect(shown).toContain(
      '    = rule small[1] at p.yaml:7:5\n    7 |   - request.sizeGiB < 10\n      |     ^^^^^^^^^^^^^^^^^^^^\n    = read ',
    );
    expect(shown).not.toContain('rule small[1] at p.yaml:7:5:');
  });

  it.each([
    ['reference/duplicate-name', 'first declared at'],
    ['reference/ambiguous', 'the other stands at'],
  ] as const)('shows the other place of %s, if its file is at hand', (code, label) => {
    const finding = { ...notFound, code, elsewhere: place(2, 1, 11) };
    expect(pretty([finding])).toContain(
      `    = ${label} classes/fast.yaml:2:1\n    2 | parameters:\n      | ^^^^^^^^^^\n`,
    );
    expect(pretty([{ ...finding, elsewhere: place(2, 1, 11, 'gone.yaml') }])).not.toContain(label);
  });

  it('does without a snippet where the file is not at hand, or has no such line', () => {
    expect(pretty([{ ...notFound, place: place(3, 17, 21, 'gone.yaml') }])).not.toContain('|');
    expect(pretty([{ ...notFound, place: place(99, 1, 2) }])).not.toContain('|');
  });

  it('shows a window of a very long line', () => {
    const long = `${'x'.repeat(5000)}HERE${'y'.repeat(5000)}`;
    const text = renderFindings([{ ...notFound, place: place(1, 5001, 5005, 'long.yaml') }], {
      layout: 'pretty',
      style: PLAIN,
      sourceText: () => long,
    });
    const [, shown = '', underline = ''] = text.split('\n');
    expect(shown.length).toBeLessThan(140);
    expect(underline.slice(underline.indexOf('^'))).toBe('^^^^');
    expect(shown.slice(underline.indexOf('^'), underline.indexOf('^') + 4)).toBe('HERE');
  });
});

describe('where findings go', () => {
  const printed = (isTTY: boolean, env: Record<string, string> = {}) => {
    let text = '';
    printFindings([notFound], { isTTY, write: (part) => (text += part) }, { env, sourceText });
    return text;
  };

  it('a terminal gets colour and explanations', () => {
    expect(printed(true)).toContain('\u001b[31merror\u001b[0m');
    expect(printed(true)).toContain('help:');
  });

  it('NO_COLOR takes the colour away, not the explanation', () => {
    expect(printed(true, { NO_COLOR: '1' })).not.toContain('\u001b');
    expect(printed(true, { NO_COLOR: '1' })).toContain('help:');
    expect(printed(true, { NO_COLOR: '' })).toContain('\u001b');
  });

  it('a pipe gets a plain line', () => {
    expect(printed(false)).toBe(lines([notFound]));
  });
});
