import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { packed, tarOf } from './testing/pack.ts';
import type { Packed } from './testing/pack.ts';
import { readArchive } from './testing/read-archive.ts';
import { unpack } from './unpack.ts';

const YAML: Packed = { name: 'a.yaml', text: 'a: 1' };

describe('files of an archive', () => {
  const good: readonly (readonly [string, readonly Packed[], string, readonly string[]])[] = [
    [
      'as Flux packs them',
      [
        { name: 'deploy', type: 'directory' },
        { name: 'deploy/a.yaml', text: 'a' },
      ],
      '',
      ['deploy/a.yaml: a'],
    ],
    [
      'with ./ in front',
      [
        { name: './', type: 'directory' },
        { name: './x//a.yml', text: 'a' },
      ],
      '',
      ['x/a.yml: a'],
    ],
    ['no YAML', [YAML, { name: 'README.md', text: '#' }], '', ['a.yaml: a: 1']],
    ['hidden', [YAML, { name: '.github/x.yaml' }, { name: 'x/.y.yaml' }], '', ['a.yaml: a: 1']],
    ['empty', [{ name: 'a.yaml' }], '', ['a.yaml: ']],
    [
      'a long name, by pax',
      [{ name: `${'x'.repeat(150)}/${'y'.repeat(150)}.yaml`, text: 'a' }],
      '',
      [`${'x'.repeat(150)}/${'y'.repeat(150)}.yaml: a`],
    ],
    ['a name not in ASCII, by pax', [{ name: 'größe.yaml', text: 'a' }], '', ['größe.yaml: a']],
    ['a folder of it', [YAML, { name: 'x/b.yaml', text: 'b' }, { name: 'xy/c.yaml', text: 'c' }], 'x', ['x/b.yaml: b']],
    ['a hidden folder that is named', [YAML, { name: '.x/b.yaml', text: 'b' }], '.x', ['.x/b.yaml: b']],
    [
      'a deeper folder',
      [
        { name: 'x/y/z/b.yaml', text: 'b' },
        { name: 'x/b.yaml', text: 'no' },
      ],
      'x/y',
      ['x/y/z/b.yaml: b'],
    ],
    ['attributes', [{ ...YAML, pax: { 'SCHILY.xattr.user.a': 'b' } }], '', ['a.yaml: a: 1']],
  ];
  test.each(good)('%s', async (_what, entries, folder, expected) => {
    expect(await readArchive(await packed(entries), { folder })).toEqual(expected);
  });

  test('filled up to a large record', async () => {
    const archive = gzipSync(Buffer.concat([await tarOf([YAML]), Buffer.alloc(2 ** 20)]));
    expect(await readArchive(archive)).toEqual(['a.yaml: a: 1']);
  });

  test('whatever set of files goes in comes out, in order of path', async () => {
    const segment = fc.stringMatching(/^[a-zA-Zé0-9_-]{1,40}$/);
    const path = fc
      .tuple(fc.array(segment, { maxLength: 5 }), segment)
      .map(([folders, name]) => [...folders, `${name}.yaml`].join('/'));
    const text = fc
      .string({ unit: 'grapheme', maxLength: 3000 })
      .filter((value) => Buffer.from(value).toString() === value);
    await fc.assert(
      fc.asyncProperty(fc.dictionary(path, text, { maxKeys: 15 }), async (files) => {
        const entries = Object.entries(files);
        const archive = await packed(entries.map(([name, contents]) => ({ name, text: contents })));
        const out = await unpack({ archive: [archive], folder: '', where: 'the artifact' });
        const sorted = entries.sort(([one], [other]) => (one < other ? -1 : 1));
        expect(out.files).toEqual(sorted.map(([name, contents]) => ({ path: name, text: contents })));
        expect(out.findings).toHaveLength(entries.length === 0 ? 1 : 0);
      }),
      { numRuns: 60 },
    );
  });
});

describe('what is refused as in a Git tree', () => {
  const refused: readonly (readonly [string, readonly Packed[], string, readonly RegExp[]])[] = [
    ['nothing', [], '', [/^error source\/empty there is no YAML file in the artifact$/]],
    ['no such folder', [YAML], 'x', [/^error source\/path-not-found there is no folder x in the artifact/]],
    ['a file as folder', [YAML], 'a.yaml', [/^error source\/path-not-found a\.yaml is a file/]],
    [
      'a link',
      [YAML, { name: 'b.yaml', type: 'symlink', linkname: 'a.yaml' }],
      '',
      [/^a\.yaml/, /^error source\/not-a-regular-file b\.yaml:1:1: it is a symbolic link/],
    ],
    ['a link out', [{ name: 'b.yaml', type: 'symlink', linkname: '/etc/passwd' }], '', [/^error .* a symbolic link/]],
    [
      'a link that may be to a folder',
      [YAML, { name: 'x', type: 'symlink', linkname: '..' }],
      '',
      [/^a\.yaml/, /^warning source\/not-a-regular-file x/],
    ],
    [
      'a hard link',
      [YAML, { name: 'b.yaml', type: 'link', linkname: 'a.yaml' }],
      '',
      [/^a\.yaml/, /^error .*b\.yaml.* a hard link/],
    ],
    ['a device', [{ name: 'b.yaml', type: 'character-device' }], '', [/^error .* a device or pipe/]],
    ['a pipe', [{ name: 'b.yaml', type: 'fifo' }], '', [/^error .* a device or pipe/]],
    [
      'up and out',
      [YAML, { name: '../b.yaml', text: 'b' }, { name: 'c.yaml' }],
      '',
      [/^a\.yaml/, /^error source\/unreadable the artifact holds "\.\.\/b\.yaml"/],
    ],
    ['up and in again', [{ name: 'x/../../b.yaml', text: 'b' }], '', [/^error source\/unreadable/]],
    ['up and out, before the folder', [{ name: '../b' }, { name: 'x/b.yaml' }], 'x', [/^error source\/unreadable/]],
    [
      'absolute',
      [{ name: '/etc/b.yaml', text: 'b' }],
      '',
      [/^error source\/unreadable the artifact holds "\/etc\/b\.yaml"/],
    ],
    [
      'the same path twice',
      [YAML, { name: './a.yaml', text: 'other' }],
      '',
      [/^a\.yaml: a: 1/, /^error source\/unreadable the artifact holds a\.yaml twice/],
    ],
    [
      'a huge file',
      [YAML, { name: 'b.yaml', text: 'x'.repeat(1001) }],
      '',
      [/^a\.yaml/, /^error source\/file-too-large b\.yaml:1:1: the file has 1001 bytes/],
    ],
    [
      'not UTF-8',
      [{ name: 'b.yaml', text: Buffer.from([0x61, 0x0a, 0xff]) }],
      '',
      [/^error source\/not-utf8 b\.yaml:2:1/],
    ],
    [
      'too deep',
      [{ name: `${'d/'.repeat(65)}b.yaml` }],
      '',
      [/^error source\/too-many-files the artifact holds more than 64 levels/],
    ],
  ];
  test.each(refused)('%s', async (_what, entries, folder, expected) => {
    const got = await readArchive(await packed(entries), { folder });
    expect(got).toEqual(expected.map((pattern) => expect.stringMatching(pattern) as string));
  });

  test('many files', async () => {
    const entries = Array.from({ length: 21 }, (_, at) => ({ name: `f${String(at)}.yaml` }));
    expect((await readArchive(await packed(entries))).at(-1)).toMatch(
      /source\/too-many-files .* more than 20 YAML files/,
    );
  });
  test('many bytes', async () => {
    const entries = Array.from({ length: 6 }, (_, at) => ({ name: `f${String(at)}.yaml`, text: 'x'.repeat(900) }));
    expect((await readArchive(await packed(entries))).at(-1)).toMatch(
      /source\/revision-too-large .* more than 5000 bytes/,
    );
  });
  test('more entries than are looked at', async () => {
    const folders = Array.from({ length: 11 }, (_, at) => ({ name: `d${String(at)}`, type: 'directory' as const }));
    const limits = { bytes: 2 ** 20, entries: 11 };
    const none = /source\/empty /;
    expect(await readArchive(await packed(folders), { limits })).toEqual([expect.stringMatching(none)]);
    const more = await packed([...folders, YAML]);
    const tooMany = /source\/too-many-files .* more than 11 files and folders$/;
    expect(await readArchive(more, { limits })).toEqual([expect.stringMatching(tooMany)]);
  });
});
