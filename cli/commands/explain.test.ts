import { describe, expect, it } from 'vitest';
import { FINDING_CODES } from '../../schemas/generated/finding-codes.ts';
import { findingExplanations } from '../../schemas/generated/finding-explanations.ts';
import { run } from '../testing/run.ts';

const UNDERLINED = `    7 |   state: normal
    8 |   state: suspended
      |   ^^^^^
`;

const squeezed = (text: string): string => text.replace(/\s+/g, ' ');

describe('stowage explain CODE', () => {
  it('says what it means, what is wrong, and what is right', async () => {
    const { status, stdout, stderr } = await run(['explain', 'yaml/duplicate-key']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^error yaml\/duplicate-key: A mapping says a key twice\n\n {2}One of the two values/);
    expect(stdout).toContain('\nWhat to do\n\n  Keep one of the two.\n');
    expect(stdout).toContain(`\nWrong: backend.yaml\n\n    1 | apiVersion: stowage.dev/v1alpha1\n`);
    expect(stdout).toContain(UNDERLINED);
    expect(stdout).toContain('\nRight: backend.yaml\n\n    apiVersion: stowage.dev/v1alpha1\n');
    expect(stdout).toMatch(/\nSee docs\/reference\/findings\/yaml-duplicate-key\.md\n$/);
  });

  it.each(FINDING_CODES)('leaves nothing out: %s', async (code) => {
    const { status, stdout } = await run(['explain', code]);
    const { title, meaning, fix, example } = findingExplanations[code];
    const files = example.kind === 'files' ? [example.base ?? {}, example.wrong, example.right] : [];
    // A line longer than a snippet shows is cut in it.
    const lines = files.flatMap((texts) => Object.values(texts)).flatMap((text) => text.split('\n'));
    const shown = [title, meaning, fix, example.output, ...lines.filter(({ length }) => length <= 120)];
    expect(status).toBe(0);
    expect(shown.filter((text) => !squeezed(stdout).includes(squeezed(text).trim()))).toEqual([]);
    expect(stdout).not.toMatch(/undefined|[ \t]$/m);
  });

  it('has colours on a terminal', async () => {
    const { stdout } = await run(['explain', 'class/no-effect'], { isTTY: true });
    expect(stdout).toContain('\u001b[33mwarning\u001b[0m \u001b[1mclass/no-effect\u001b[0m');
  });

  it('gives a program the same as JSON', async () => {
    const { stdout } = await run(['explain', 'schema/unknown-kind', '-o', 'json']);
    expect(JSON.parse(stdout)).toEqual({
      ...findingExplanations['schema/unknown-kind'],
      page: 'docs/reference/findings/schema-unknown-kind.md',
    });
  });

  it.each([
    ['yaml/duplicate-kye', 'Did you mean yaml/duplicate-key?'],
    ['YAML/syntax', 'Did you mean yaml/syntax?'],
    ['duplicate-key', 'Did you mean yaml/duplicate-key?'],
    ['bananas', '"stowage explain" lists all codes'],
  ])('does not know %s', async (given, help) => {
    expect(await run(['explain', given])).toEqual({
      status: 2,
      stdout: '',
      stderr: `error: no finding has the code ${given}. ${help}\n`,
    });
  });
});

describe('stowage explain', () => {
  it('lists every code with its title', async () => {
    const { status, stdout } = await run(['explain']);
    const [head, ...rows] = stdout.trimEnd().split('\n');
    expect(status).toBe(0);
    expect(head).toMatch(/^CODE +USUALLY +SAYS$/);
    expect(rows.map((row) => row.split(/ {3,}/).join('|'))).toEqual(
      FINDING_CODES.map((code) => {
        const { severity, title } = findingExplanations[code];
        return `${code}|${severity}|${title}`;
      }),
    );
  });

  it('lists them for a program too', async () => {
    const list = JSON.parse((await run(['explain', '-o', 'json'])).stdout) as unknown[];
    expect(list).toHaveLength(FINDING_CODES.length);
    expect(list[0]).toEqual({
      code: 'source/unreadable',
      severity: 'error',
      title: findingExplanations['source/unreadable'].title,
      page: 'docs/reference/findings/source-unreadable.md',
    });
  });
});
