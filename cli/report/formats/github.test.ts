import { describe, expect, it } from 'vitest';
import type { Finding, Place, Severity } from '../../../core/model/finding.ts';
import { renderGithub } from './github.ts';
import { reportWith } from './testing/fixture.ts';
import { readWorkflowCommands } from './testing/read-workflow-commands.ts';

const place = (endLine: number, column: number, endColumn: number): Place => ({
  file: 'a.yaml',
  line: 1,
  column,
  endLine,
  endColumn,
});

const finding = (severity: Severity, index = 0): Finding => ({
  code: 'schema/wrong-value',
  severity,
  message: `it is wrong, ${String(index)}`,
  place: place(1, 1, 4),
});

const many = (errors: number, warnings: number, notes: number): readonly Finding[] => [
  ...Array.from({ length: errors }, (_, index) => finding('error', index)),
  ...Array.from({ length: warnings }, (_, index) => finding('warning', index)),
  ...Array.from({ length: notes }, (_, index) => finding('note', index)),
];

const shown = (findings: readonly Finding[]) => {
  const { commands, log } = readWorkflowCommands(renderGithub(reportWith(findings, { sourceText: () => undefined })));
  const count = (name: string): number => commands.filter((command) => command.name === name).length;
  const folded = commands.find(({ properties }) => properties['title'] === 'stowage validate')?.data;
  return {
    counts: [count('error'), count('warning'), count('notice')],
    folded: folded?.split(' more than')[0],
    lines: log.filter((line) => line.startsWith('- ')).length,
  };
};

it.each([
  { of: [1, 1, 1], counts: [1, 1, 1], folded: undefined, lines: 0 },
  { of: [10, 10, 10], counts: [10, 10, 10], folded: undefined, lines: 0 },
  { of: [11, 0, 0], counts: [10, 0, 1], folded: '1 error, 0 warnings', lines: 1 },
  { of: [25, 12, 3], counts: [10, 10, 4], folded: '15 errors, 2 warnings', lines: 17 },
  { of: [0, 0, 11], counts: [0, 0, 10], folded: '0 errors, 0 warnings, 2 notes', lines: 2 },
  { of: [11, 0, 10], counts: [10, 0, 10], folded: '1 error, 0 warnings, 1 note', lines: 2 },
])(
  'of $of errors, warnings and notes, $counts are annotations',
  ({ of: [errors = 0, warnings = 0, notes = 0], ...expected }) => {
    expect(shown(many(errors, warnings, notes))).toEqual(expected);
  },
);

describe('where an annotation is', () => {
  const properties = (at: Place, surroundings = {}) => {
    const report = reportWith([{ ...finding('error'), place: at }], {
      surroundings: { cwd: '/home/runner/work/storage/config', ...surroundings },
    });
    return readWorkflowCommands(renderGithub(report)).commands[0]?.properties;
  };

  it.each([
    [place(1, 3, 8), { line: '1', endLine: '1', col: '3', endColumn: '7' }],
    [place(1, 3, 3), { line: '1', endLine: '1', col: '3', endColumn: '3' }],
    [place(4, 3, 8), { line: '1', endLine: '4' }],
  ])('%j', (at, expected) => {
    expect(properties(at)).toEqual({ file: 'a.yaml', ...expected, title: 'schema/wrong-value' });
  });

  it('is told from the top of the repository', () => {
    expect(properties(place(1, 1, 2), { top: '/home/runner/work/storage' })?.['file']).toBe('config/a.yaml');
  });
});
