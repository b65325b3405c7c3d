import { describe, expect, it } from 'vitest';
import { commandOfStowage, firstMissing, transcriptsOf } from './transcripts.ts';

const page = `# A page

\`\`\`console
$ stowage version
stowage 0.1.0
$ stowage get \\
    drives
\`\`\`

<!-- not run: takes a minute -->

\`\`\`sh
$ npm ci
\`\`\`

\`\`\`yaml
$ not a command
\`\`\`
`;

describe('transcriptsOf', () => {
  it('finds commands, what they print, and what is not to be run', () => {
    expect(transcriptsOf(page)).toEqual([
      {
        line: 4,
        notRun: undefined,
        commands: [
          { command: 'stowage version', output: ['stowage 0.1.0'] },
          { command: 'stowage get \\\n    drives', output: [] },
        ],
      },
      { line: 13, notRun: 'takes a minute', commands: [{ command: 'npm ci', output: [] }] },
    ]);
  });
});

describe('commandOfStowage', () => {
  it.each([
    ['stowage get drives', 'get'],
    ['stowage volume create photos \\\n  --size 4Ti', 'volume create'],
    ['stowage inventory', 'inventory'],
    ['stowage inventory --help', 'inventory'],
    [`stowage policy eval "'worn' in drive.tags && size > 2"`, 'policy eval'],
    ['stowage --version', undefined],
    ['stowage validate storage | cat', undefined],
    ['stowage init storage && cd storage', undefined],
    ['stowage serve --repo . &', undefined],
    ['stowage explain > page', undefined],
    ['cd storage', undefined],
  ])('%s', (line, name) => {
    expect(commandOfStowage(line)).toBe(name);
  });
});

describe('firstMissing', () => {
  it.each([
    { name: 'all there', expected: ['a', 'b'], actual: 'a\nb\n', missing: undefined },
    { name: 'lines left out', expected: ['a', '…', 'c'], actual: 'a\nb\nc\n', missing: undefined },
    { name: 'another order', expected: ['b', 'a'], actual: 'a\nb\n', missing: 'a' },
    { name: 'one line for two', expected: ['a', 'a'], actual: 'a\n', missing: 'a' },
    { name: 'an ellipsis', expected: ['id … on …'], actual: 'id 17 on tower', missing: undefined },
    { name: 'an ellipsis that overlaps', expected: ['ab…bc'], actual: 'abc', missing: 'ab…bc' },
    { name: 'spaces', expected: ['a   b'], actual: '  a b', missing: undefined },
    { name: 'a part of a line', expected: ['a'], actual: 'ab', missing: 'a' },
  ])('$name', ({ expected, actual, missing }) => {
    expect(firstMissing(expected, actual)).toBe(missing);
  });
});
