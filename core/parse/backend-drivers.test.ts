import { describe, expect, it } from 'vitest';
import { readConfiguration } from './index.ts';
import { marked } from './testing/marked.ts';
import { backend, enclosure } from './testing/objects.ts';
import { told } from './testing/told.ts';

const read = (...documents: readonly string[]) =>
  readConfiguration([{ path: 'f.yaml', text: documents.join('---\n') }]);

const NFS = '  nfs: { servers: [10.0.0.5], exportPath: /export }\n';

describe('a backend of NFS', () => {
  it('is read with what it leaves out', () => {
    const full = `  nfs:
    servers: [10.0.0.5, 'fd00::5', nas.example.com]
    exportPath: /export/volumes
    mountOptions: [nfsvers=4.2]
    accessModes: [ReadWriteMany]
  state: suspended
`;
    const { configuration, findings } = read(backend('a', full), backend('b', `${NFS}  state: suspended\n`));
    expect(findings).toEqual([]);
    expect(configuration?.backends.map(({ driver }) => driver)).toEqual([
      {
        kind: 'nfs',
        servers: ['10.0.0.5', 'fd00::5', 'nas.example.com'],
        exportPath: '/export/volumes',
        mountOptions: ['nfsvers=4.2'],
        accessModes: ['ReadWriteMany'],
      },
      {
        kind: 'nfs',
        servers: ['10.0.0.5'],
        exportPath: '/export',
        mountOptions: [],
        accessModes: ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'],
      },
    ]);
  });

  it('is told not to be served, and makes no error', () => {
    const { text, place } = marked(backend('a', `  ▸${NFS.trimStart()}`));
    const { configuration, findings } = read(text);
    expect(told(findings)).toEqual([`f.yaml:${place} warning backend/not-served`]);
    expect(findings[0]?.message).toBe('this version serves composable backends alone: volumes from NFS are refused');
    expect(configuration?.backends).toHaveLength(1);
  });

  it('owns no storage group, and leaves the rest to others', () => {
    const pools = '  pools: [{ name: gold, storageGroups: [sg-a] }]\n';
    const suspended = `${NFS}  state: suspended\n`;
    expect(read(enclosure('e'), backend('a', suspended), backend('b', `  composable: {}\n${pools}`)).findings).toEqual(
      [],
    );
  });
});

describe('a backend that is wrong', () => {
  it.each([
    ['without a driver', 'spec:\n  ▸state: normal\n', 'schema/missing-field'],
    ['with two', `spec:\n  composable: {}\n  ▸${NFS.trimStart()}`, 'schema/wrong-value'],
    [
      'with a server twice',
      'spec:\n  nfs: { servers: [a, ▸a], exportPath: /e }\n  state: suspended\n',
      'reference/duplicate-name',
    ],
    [
      'with an access mode twice',
      'spec:\n  nfs: { servers: [a], exportPath: /e, accessModes: [ReadWriteOnce, ▸ReadWriteOnce] }\n  state: suspended\n',
      'reference/duplicate-name',
    ],
    [
      'with pools of storage groups',
      `spec:\n${NFS}  state: suspended\n  pools: [{ name: p, ▸storageGroups: [sg-a] }]\n`,
      'schema/wrong-value',
    ],
    [
      'with pools of tags',
      `spec:\n${NFS}  state: suspended\n  pools: [{ name: p, ▸requiredTags: [t] }]\n`,
      'schema/wrong-value',
    ],
    ['with a port in a server', 'spec:\n  nfs: { servers: [▸"nas:2049/e"], exportPath: /e }\n', 'schema/wrong-value'],
    ['with a relative path', 'spec:\n  nfs: { servers: [nas], exportPath: ▸export }\n', 'schema/wrong-value'],
  ])('%s', (_, spec, code) => {
    const { text, place } = marked(`apiVersion: stowage.dev/v1alpha1\nkind: Backend\nmetadata: { name: a }\n${spec}`);
    expect(told(read(text, enclosure('e')).findings)).toEqual([`f.yaml:${place} ${code}`]);
  });
});
