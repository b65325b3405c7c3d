import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { openFolder } from './folder.ts';
import type { SourceTree } from './source.ts';

const scratch = mkdtempSync(join(tmpdir(), 'stowage-folder-'));
afterAll(() => {
  rmSync(scratch, { recursive: true });
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(scratch, 'f-'));
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

async function read(path = folder): Promise<SourceTree> {
  const source = openFolder({ folder: path });
  const head = await source.head();
  if (head.kind === 'nothing') throw new Error(head.findings.map(({ message }) => message).join('; '));
  return source.read(head.commit);
}

const problems = async (): Promise<readonly string[]> =>
  (await read()).findings.map(({ severity, code, place }) => `${severity} ${code} ${place?.file ?? '-'}`);

test('YAML files below it, sorted, but for what is hidden', async () => {
  write({
    'b.yaml': 'b',
    'a/x.yml': 'x',
    'a-b.yaml': 'y',
    'README.md': 'no',
    '.x.yaml': 'no',
    '.git/x.yaml': 'no',
    'a/.y/z.yaml': 'no',
  });
  const tree = await read();
  expect(tree.files).toEqual([
    { path: 'a-b.yaml', text: 'y' },
    { path: 'a/x.yml', text: 'x' },
    { path: 'b.yaml', text: 'b' },
  ]);
  expect(tree.findings).toEqual([]);
});

test('one file, also by a link to it', async () => {
  write({ 'd/a.yaml': 'a', 'd/b.yaml': 'b' });
  symlinkSync(join(folder, 'd', 'a.yaml'), join(folder, 'link.yaml'));
  expect((await read(join(folder, 'd', 'a.yaml'))).files).toEqual([{ path: 'a.yaml', text: 'a' }]);
  expect((await read(join(folder, 'link.yaml'))).files).toEqual([{ path: 'a.yaml', text: 'a' }]);
});

test('in place of a commit stands a hash of what was read', async () => {
  write({ 'a.yaml': 'a' });
  const source = openFolder({ folder });
  const first = await source.head();
  expect(first).toEqual(await source.head());
  write({ 'README.md': 'changed' });
  expect(first).toEqual(await source.head());
  write({ 'a.yaml': 'b' });
  const second = await source.head();
  expect(second).not.toEqual(first);
  if (second.kind === 'commit')
    expect((await source.read(second.commit)).files).toEqual([{ path: 'a.yaml', text: 'b' }]);
});

describe('links are not followed', () => {
  const outside = (): string => {
    const path = mkdtempSync(join(scratch, 'outside-'));
    writeFileSync(join(path, 'secret.yaml'), 'secret');
    return path;
  };
  const links: readonly { name: string; make: () => void; findings: string[] }[] = [
    {
      name: 'to a file',
      make: () => {
        symlinkSync(join(outside(), 'secret.yaml'), join(folder, 'x.yaml'));
      },
      findings: ['error source/not-a-regular-file x.yaml'],
    },
    {
      name: 'to nothing, named as YAML',
      make: () => {
        symlinkSync('nope', join(folder, 'x.yaml'));
      },
      findings: ['error source/not-a-regular-file x.yaml'],
    },
    {
      name: 'to a folder',
      make: () => {
        symlinkSync(outside(), join(folder, 'x'));
      },
      findings: ['error source/not-a-regular-file x'],
    },
    {
      name: 'to itself',
      make: () => {
        symlinkSync('.', join(folder, 'x'));
      },
      findings: ['error source/not-a-regular-file x'],
    },
    {
      name: 'to what is not YAML',
      make: () => {
        symlinkSync('a.yaml', join(folder, 'README'));
      },
      findings: [],
    },
    {
      name: 'hidden',
      make: () => {
        symlinkSync(outside(), join(folder, '.x'));
      },
      findings: [],
    },
  ];
  test.each(links)('$name', async ({ make, findings }) => {
    write({ 'a.yaml': 'a' });
    make();
    expect(await problems()).toEqual(findings);
    expect((await read()).files.map(({ text }) => text)).toEqual(['a']);
  });
});

describe('what cannot be read', () => {
  test('a socket is not waited for', async () => {
    write({ 'a.yaml': 'a' });
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(join(folder, 'x.yaml'), resolve));
    expect(await problems()).toEqual(['error source/not-a-regular-file x.yaml']);
    server.close();
  });

  test('a file of more than 4 MiB is not read', async () => {
    write({ 'a.yaml': 'a', 'x.yaml': '' });
    truncateSync(join(folder, 'x.yaml'), 10 * 2 ** 20);
    expect(await problems()).toEqual(['error source/file-too-large x.yaml']);
  });

  test('no UTF-8', async () => {
    writeFileSync(join(folder, 'x.yaml'), Buffer.from([0x61, 0xff]));
    expect((await read()).findings[0]).toMatchObject({ code: 'source/not-utf8', place: { line: 1, column: 2 } });
  });

  test('no file at all', async () => {
    expect(await problems()).toEqual(['error source/empty -']);
  });

  test('no folder at all', async () => {
    const head = await openFolder({ folder: join(folder, 'nope') }).head();
    expect(head).toMatchObject({
      kind: 'nothing',
      findings: [{ code: 'source/unreadable', message: `${folder}/nope cannot be read: it does not exist` }],
    });
  });
});
