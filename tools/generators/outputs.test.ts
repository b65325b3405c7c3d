import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findDrift, writeOutputs } from './outputs.mjs';

const OUTPUTS = [
  {
    owns: ['pages'],
    files: new Map([
      ['pages/a.md', 'a'],
      ['pages/deep/b.md', 'b'],
    ]),
  },
  { owns: [], files: new Map([['code/c.ts', 'c']]) },
];

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'stowage-outputs-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const drift = async () => (await findDrift(root, OUTPUTS)).map(({ path, reason }) => `${path}: ${reason}`);

describe('what is derived', () => {
  it('is written where nothing is, and then nothing is left to do', async () => {
    expect(await drift()).toEqual(['code/c.ts: missing', 'pages/a.md: missing', 'pages/deep/b.md: missing']);
    expect(await writeOutputs(root, OUTPUTS)).toEqual(['code/c.ts', 'pages/a.md', 'pages/deep/b.md']);
    expect(readFileSync(join(root, 'pages/deep/b.md'), 'utf8')).toBe('b');
    expect(await drift()).toEqual([]);
    expect(await writeOutputs(root, OUTPUTS)).toEqual([]);
  });

  it('is mended, and what is left over goes from folders of its own, but from no other', async () => {
    await writeOutputs(root, OUTPUTS);
    writeFileSync(join(root, 'pages/a.md'), 'by hand');
    mkdirSync(join(root, 'pages/old'));
    for (const path of ['pages/old/d.md', 'code/ours.ts']) writeFileSync(join(root, path), '');
    const expected = ['pages/a.md: differs from what its sources say', 'pages/old/d.md: no longer generated'];
    expect(await drift()).toEqual(expected);
    expect(await writeOutputs(root, OUTPUTS)).toEqual(['pages/a.md', 'pages/old/d.md']);
    expect(readFileSync(join(root, 'pages/a.md'), 'utf8')).toBe('a');
    expect([readdirSync(join(root, 'pages/old')), readdirSync(join(root, 'code'))]).toEqual([[], ['c.ts', 'ours.ts']]);
  });
});
