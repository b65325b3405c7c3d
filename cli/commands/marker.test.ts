import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import type { ClusterObject } from '../../controller/cluster/api/cluster-api.ts';
import { readMarker } from '../../controller/cluster/source/marker.ts';
import { backend, storageClass } from '../../core/parse/testing/objects.ts';

import { run, temporaryFolder } from '../testing/run.ts';

async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  const cwd = await temporaryFolder();
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(cwd, name), text);
  return cwd;
}

const GOOD = {
  'backend.yaml': backend('main'),
  'class.yaml': storageClass('fast', '  encrypt: "false"\n'),
  'pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n',
};

describe('stowage marker', () => {
  it('names what the folder declares, and nothing else', async () => {
    const cwd = await folderOf(GOOD);
    const { status, stdout } = await run(['marker', '--revision', 'main@sha1:4f3c'], { cwd });
    expect(status).toBe(0);
    const object = load(stdout) as ClusterObject;
    expect(object).toMatchObject({
      kind: 'ConfigMap',
      metadata: { name: 'stowage-revision', namespace: 'stowage-system' },
      data: { revision: 'main@sha1:4f3c' },
    });
    const read = readMarker(object);
    expect(read.kind === 'marker' && [...read.marker.members.keys()]).toEqual(['Backend/main', 'StorageClass/fast']);
  });

  it('is the same whatever order files come in, and another where one says something else', async () => {
    const cwd = await folderOf(GOOD);
    const command = ['marker', '--revision', 'r'];
    const one = await run([...command, 'backend.yaml', 'class.yaml'], { cwd });
    const other = await run([...command, 'class.yaml', 'backend.yaml'], { cwd });
    expect(one.stdout).toBe(other.stdout);
    await writeFile(path.join(cwd, 'class.yaml'), storageClass('fast', '  encrypt: "true"\n'));
    expect((await run(command, { cwd })).stdout).not.toBe(one.stdout);
  });

  it('names nothing where something is wrong', async () => {
    const cwd = await folderOf({ ...GOOD, 'class.yaml': storageClass('fast', '  encrypt: "maybe"\n') });
    const { status, stdout, stderr } = await run(['marker', '--revision', 'r'], { cwd });
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('class.yaml:');
  });
});
