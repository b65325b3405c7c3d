import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const repository = fileURLToPath(new URL('..', import.meta.url));
const generate = join(repository, 'tools/generate.mjs');
const check = (root: string) =>
  spawnSync(process.execPath, [generate, '--check', '--root', root], { encoding: 'utf8' });

describe('generate --check', { timeout: 30_000 }, () => {
  let copy: string;
  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'stowage-generate-'));
    execFileSync(process.execPath, [generate, '--root', copy]);
  }, 30_000);
  afterAll(() => {
    rmSync(copy, { recursive: true });
  });

  it('finds the committed files as their sources say', () => {
    expect(check(repository)).toMatchObject({ status: 0, stderr: '' });
  });

  it('names each file that is changed, missing or left over', () => {
    const at = (path: string) => join(copy, path);
    writeFileSync(at('docs/reference/backend.md'), 'by hand');
    rmSync(at('schemas/generated/types.ts'));
    cpSync(at('schemas/generated/crds/backends.yaml'), at('schemas/generated/crds/frontends.yaml'));

    const { status, stderr } = check(copy);

    expect(status).toBe(1);
    expect(stderr.split('\n').slice(0, 3)).toEqual([
      'docs/reference/backend.md: differs from what its sources say',
      'schemas/generated/crds/frontends.yaml: no longer generated',
      'schemas/generated/types.ts: missing',
    ]);
  });
});
