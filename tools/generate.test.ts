import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const repository = fileURLToPath(new URL('..', import.meta.url));

/** Where generated files lie, some of them among others. */
const FOLDERS = [
  'csi/generated',
  'deploy/argocd',
  'deploy/helm/stowage',
  'docs/reference',
  'policies',
  'schemas/generated',
  'store/generated',
];

describe('generate --check', () => {
  let copy: string;
  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'stowage-generate-'));
    for (const folder of FOLDERS) cpSync(join(repository, folder), join(copy, folder), { recursive: true });
  });
  afterAll(() => {
    rmSync(copy, { recursive: true });
  });

  it('names each file that is changed, missing or left over, and none of those that are committed', () => {
    const at = (path: string) => join(copy, path);
    writeFileSync(at('docs/reference/backend.md'), 'by hand');
    rmSync(at('schemas/generated/types.ts'));
    cpSync(at('schemas/generated/crds/backends.yaml'), at('schemas/generated/crds/frontends.yaml'));

    const command = [join(repository, 'tools/generate.mjs'), '--check', '--root', copy];
    const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });

    expect(stderr.split('\n')).toEqual([
      'docs/reference/backend.md: differs from what its sources say',
      'schemas/generated/crds/frontends.yaml: no longer generated',
      'schemas/generated/types.ts: missing',
      'Run `npm run generate` and commit what it writes.',
      '',
    ]);
    expect(status).toBe(1);
  });
});
